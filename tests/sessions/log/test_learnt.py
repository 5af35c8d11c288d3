"""What I take along, and what I learnt from you: alone first, then the circle's."""

from uuid import uuid4

import pytest
from django.urls import reverse

from sessions.session.keys import log_key
from spaces.acting import acting_as
from tests.sessions.year.test_group import renew
from tests.writing.pages import typed
from writing.models import Text

WORDS = "To wait before I answer"


@pytest.fixture
def say(signed_in, held):
    """Type a line, and have the group read it; `to` None: what one takes along."""

    def say(person, to, words, *, put=True):
        page = ["learnt", [held.pk, to]] if to is not None else ["taken", [held.pk]]
        name, args = page
        client = signed_in(person)
        box = client.get(reverse(f"sessions:{name}", args=args)).context["box"]
        sent = typed(box, **{box.kind.name.replace("-", "_"): words})
        there = reverse(f"sessions:{name}_put", args=args)
        return client.post(there if put else reverse("writing:write"), sent)

    return say


def page_of(client, session):
    return client.get(session.get_absolute_url())


def test_each_says_what_they_learnt_from_whom(
    signed_in, say, mentor, mentee, other_mentee, held
):
    assert "From whom did you learn something today?" in (
        page_of(signed_in(mentee), held).text
    )

    answer = say(mentee, other_mentee.pk, WORDS)
    say(mentor, 0, "How the yard works")

    assert answer.url == held.get_absolute_url()
    page = page_of(signed_in(other_mentee), held)
    assert f"{mentee.full_name} to {other_mentee.full_name}" in page.text
    assert WORDS in page.text
    assert f"{mentor.full_name} to all" in page.text
    assert "How the yard works" in page.text
    # Who said something is asked no more than whether there is more.
    assert (
        "Something else, from somebody else?" in page_of(signed_in(mentee), held).text
    )
    assert "From whom did you learn" in page.text


def test_a_line_is_its_authors_alone_until_it_is_put(
    signed_in, say, mentor, mentee, other_mentee, held
):
    say(mentee, other_mentee.pk, WORDS, put=False)

    for person in (mentor, other_mentee):
        with acting_as(person):
            assert not Text.objects.exists()
        assert WORDS not in page_of(signed_in(person), held).text
    with acting_as(mentee):
        assert Text.objects.get().space.kind == "own"


def test_a_line_is_taken_back_by_emptying_it(signed_in, say, mentor, mentee, held):
    say(mentee, mentor.pk, WORDS)
    assert WORDS in page_of(signed_in(mentor), held).text

    say(mentee, mentor.pk, "")

    page = page_of(signed_in(mentor), held)
    assert WORDS not in page.text
    assert mentee.full_name + " to" not in page.text


def test_what_i_take_along_stays_mine_unless_i_say_so(
    signed_in, say, mentor, mentee, held
):
    say(mentee, None, WORDS, put=False)
    assert WORDS in page_of(signed_in(mentee), held).text
    assert WORDS not in page_of(signed_in(mentor), held).text

    say(mentee, None, WORDS)

    assert WORDS in page_of(signed_in(mentor), held).text
    assert page_of(signed_in(mentee), held).text.count(WORDS) == 1


def test_nobody_writes_to_themselves_nor_to_a_stranger(
    signed_in, mentee, outsider, held
):
    client = signed_in(mentee)
    key = log_key(held, held.group.circle_id)
    sent = {"client_id": uuid4(), "author": mentee.pk, "body": WORDS}
    for person in (mentee, outsider):
        page = reverse("sessions:learnt", args=[held.pk, person.pk])
        save = reverse("writing:save", args=["learnt-from", f"{key}.{person.pk}"])
        assert client.get(page).status_code == 404
        assert client.post(save, sent).status_code == 404
    for wrong in (key, f"{key}.x", f"{held.pk}.0", "x.y.z", f"{key}.1.2"):
        save = reverse("writing:save", args=["learnt-from", wrong])
        assert client.post(save, sent).status_code == 404


def test_the_mentor_finds_the_workbook_from_it(signed_in, mentor, mentee, held):
    page = reverse("workbook:exercise", args=["learned-from-mentees"])

    assert page in page_of(signed_in(mentor), held).text
    assert signed_in(mentor).get(page).status_code == 200
    assert page not in page_of(signed_in(mentee), held).text


def test_it_is_asked_when_the_meeting_has_begun(signed_in, mentee, first):
    client = signed_in(mentee)

    assert client.get(reverse("sessions:taken", args=[first.pk])).status_code == 404
    assert "From whom did you learn" not in page_of(client, first).text


def test_a_newcomer_reads_no_line_of_before(
    signed_in, say, mentee, other_mentee, group, held
):
    say(mentee, other_mentee.pk, WORDS)
    say(mentee, None, WORDS)
    group, newcomer = renew(group)

    assert WORDS not in page_of(signed_in(newcomer), held).text
    with acting_as(newcomer):
        assert not Text.objects.exists()


@pytest.mark.parametrize(
    ("back", "leads_to"), [("/sessions/run/x/", "/sessions/run/x/"), ("//evil", None)]
)
def test_who_writes_it_in_a_run_comes_back_to_it(
    signed_in, mentee, held, back, leads_to
):
    client = signed_in(mentee)
    shown = client.get(reverse("sessions:taken", args=[held.pk]), {"back": back})
    leads_to = leads_to or held.get_absolute_url()
    assert shown.context["back"] == leads_to

    sent = typed(shown.context["box"], taken_along=WORDS) | {"back": back}
    answer = client.post(reverse("sessions:taken_put", args=[held.pk]), sent)

    assert answer.url == leads_to

"""What a group writes together at its first meeting: of its circle, and of no other."""

import pytest
from django.urls import reverse

from sessions.models import Kept
from sessions.year.texts import OF_FIRST_MEETING, OF_ITEM
from spaces.acting import acting_as
from tests.factories import write_text
from tests.sessions.year.test_group import renew
from tests.writing.pages import typed
from writing.models import Text

WORDS = "Thera wil leren nee te zeggen tegen haar leidinggevende"


@pytest.fixture(params=OF_ITEM.items(), ids=lambda one: one[1])
def place(request, group):
    item, kind = request.param
    return kind, reverse("sessions:words", args=[group.pk, item])


@pytest.fixture
def write(signed_in, place):
    """Write it down on its page, without JavaScript."""

    def write(person, words):
        kind, url = place
        client = signed_in(person)
        box = client.get(url).context["box"]
        return client.post(url, typed(box, **{kind.replace("-", "_"): words}))

    return write


def test_all_write_it_and_read_it_where_it_belongs(
    signed_in, write, place, group, mentor, mentee, first
):
    kind, _url = place
    write(mentee, "Nee zeggen")
    answer = write(mentor, WORDS)

    page = reverse("sessions:first_meeting", args=[group.pk])
    assert answer["Location"] == f"{page}#{kind}"
    assert signed_in(mentee).get(page).text.count(WORDS) == 1
    with acting_as(mentee):
        [text] = Text.objects.of_kind(kind)
        assert [one.author for one in text.revisions.all()] == [mentee, mentor]


def test_two_windows_lose_nothing(write, place, group, mentee, mentor, signed_in):
    kind, url = place
    stale = signed_in(mentee).get(url).context["box"]
    write(mentor, "Op tijd beginnen")

    sent = typed(stale, **{kind.replace("-", "_"): WORDS})
    answer = signed_in(mentee).post(url, sent)

    assert answer["Location"].endswith("/versions/")
    with acting_as(mentor):
        text = Text.objects.get(kind=kind)
        assert text.body == "Op tijd beginnen"
        assert [one.body for one in text.revisions.beside()] == [WORDS]


@pytest.mark.parametrize("who", ["outsider", "coordinator"])
def test_nobody_else_reads_or_writes_it(
    write, place, group, mentee, signed_in, request, who
):
    kind, url = place
    write(mentee, WORDS)
    person = request.getfixturevalue(who)
    client = signed_in(person)

    assert client.get(url).status_code == 404
    saved = write_text(by=person, kind=kind, key=group.circle_id, body="Erbij")
    assert saved is None
    with acting_as(person):
        assert not Text.objects.exists()
    with acting_as(mentee):
        assert Text.objects.get().body == WORDS


def test_a_newcomer_does_not_read_what_was_written_before(
    write, place, group, mentee, signed_in, first
):
    _kind, url = place
    write(mentee, WORDS)
    _group, newcomer = renew(group)
    page = reverse("sessions:first_meeting", args=[group.pk])

    for address in (page, url):
        found = signed_in(mentee).get(address).text
        assert found.count(WORDS) == 1
        assert "Written before somebody new came" in found
        assert WORDS not in signed_in(newcomer).get(address).text


def test_what_is_typed_for_a_circle_of_before_is_kept(signed_in, place, group, mentee):
    kind, url = place
    client = signed_in(mentee)
    sent = typed(client.get(url).context["box"], **{kind.replace("-", "_"): WORDS})
    _group, _newcomer = renew(group, seen=False)

    client.post(url, sent | {"circle": "x"})

    with acting_as(mentee):
        assert [one.words for one in Kept.objects.all()] == [WORDS]
        assert not Text.objects.exists()


def test_an_item_without_words_of_its_own_is_no_page(signed_in, group, mentee):
    for item in (1, 2, 6, 7):
        url = reverse("sessions:words", args=[group.pk, item])
        assert signed_in(mentee).get(url).status_code == 404


def test_all_three_cost_no_more_than_one(signed_in, questions, group, mentee, first):
    url = reverse("sessions:first_meeting", args=[group.pk])
    costs = []
    for kind in OF_FIRST_MEETING:
        write_text(by=mentee, kind=kind, key=group.circle_id, body="Iets")
        costs.append(questions(mentee, url))

    assert len(set(costs)) == 1

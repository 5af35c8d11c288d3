"""What either of the two notes beside a one-on-one, alone."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from groups.services import leave_seat
from sessions.models import OWN_NOTE
from sessions.one_on_ones.keys import own_key
from spaces.acting import acting_as
from tests.factories import write_text
from writing.models import Revision, Text

WORDS = "She looked tired"


def address(name, one_on_one):
    return reverse(f"sessions:own_{name}", args=[one_on_one.pk])


def note(one_on_one, by, body=WORDS):
    return write_text(by=by, kind=OWN_NOTE, key=own_key(one_on_one), body=body)


def texts(person) -> list[str]:
    """Every text of the kind that the database has for `person`."""
    with acting_as(person), transaction.atomic():
        return [text.body for text in Text.objects.of_kind(OWN_NOTE)]


def test_it_is_covered_until_shown_and_of_its_author_alone(
    signed_in, mentor, mentee, one_on_one
):
    note(one_on_one, mentor)
    url = one_on_one.get_absolute_url()
    assert WORDS not in signed_in(mentor).get(url).text

    shown = signed_in(mentor).post(address("show", one_on_one), follow=True).text
    assert (WORDS in shown, "Only you" in shown, 'name="own-body"' in shown) == (
        True,
        True,
        True,
    )
    # Kept for the visit.
    client = signed_in(mentor)
    client.post(address("show", one_on_one))
    assert WORDS in client.get(url).text
    covered = client.post(address("cover", one_on_one), follow=True).text
    assert (WORDS in covered, 'name="own-body"' in covered) == (False, False)
    assert WORDS not in client.get(url).text

    assert (texts(mentor), texts(mentee)) == ([WORDS], [])
    other = signed_in(mentee).post(address("show", one_on_one), follow=True).text
    assert WORDS not in other


def test_it_is_covered_again_at_the_next_one_on_one(
    signed_in, mentee, one_on_one, seat
):
    client = signed_in(mentee)
    client.post(address("show", one_on_one))
    assert client.session["own_note"] == str(one_on_one.pk)
    client.logout()
    assert (
        'name="own-body"'
        not in signed_in(mentee).get(one_on_one.get_absolute_url()).text
    )


def test_a_mentor_has_the_questions_in_it_looked_at(
    signed_in, mentor, mentee, one_on_one
):
    coach = reverse("handbook:coach")
    button = f'formaction="{coach}"'
    client = signed_in(mentor)
    assert button in client.post(address("show", one_on_one), follow=True).text
    theirs = signed_in(mentee).post(address("show", one_on_one), follow=True).text
    assert ('name="own-body"' in theirs, button in theirs) == (True, False)

    typed = f"{WORDS}\nWhat do you want to learn?"
    sent = {
        "texts": f"own {OWN_NOTE} {own_key(one_on_one)}",
        "own-body": typed,
        "own-client_id": uuid4(),
        "own-author": mentor.pk,
    }
    response = signed_in(mentor).post(coach, sent)

    assert texts(mentor) == [typed]
    assert [one.kind for one in response.context["looked"]] == ["open"]
    assert WORDS not in response.text


def test_nobody_else_shows_saves_or_reads_it(
    signed_in, mentor, other_mentee, outsider, coordinator, one_on_one
):
    note(one_on_one, mentor)
    save = reverse("writing:save", args=[OWN_NOTE, own_key(one_on_one)])
    for person in (other_mentee, outsider, coordinator):
        client = signed_in(person)
        sent = {"client_id": uuid4(), "author": person.pk, "title": "", "body": "x"}
        assert client.post(save, sent).status_code == 404
        for name in ("show", "cover"):
            assert client.post(address(name, one_on_one)).status_code == 404
        with acting_as(person), transaction.atomic():
            assert not Text.objects.exists()
            assert not Revision.objects.exists()


@pytest.mark.parametrize("key", ["x", "1", "1.", ".1", "1.x", "-1.0", "9" * 20 + ".1"])
def test_a_key_of_nothing_saves_nothing(signed_in, mentor, one_on_one, key):
    save = f"/writing/{OWN_NOTE}/{key}/save/"
    sent = {"client_id": uuid4(), "author": mentor.pk, "title": "", "body": "x"}
    assert signed_in(mentor).post(save, sent).status_code == 404
    wrong = f"{one_on_one.seat_id + 1}.{one_on_one.pk}"
    save = reverse("writing:save", args=[OWN_NOTE, wrong])
    assert signed_in(mentor).post(save, sent).status_code == 404


@pytest.mark.parametrize("name", ["show", "cover"])
def test_it_is_shown_and_covered_by_a_press(signed_in, mentor, one_on_one, name):
    assert signed_in(mentor).get(address(name, one_on_one)).status_code == 405


def test_who_left_the_pair_keeps_what_was_noted_alone(
    signed_in, mentor, mentee, one_on_one, seat, coordinator
):
    note(one_on_one, mentor)
    note(one_on_one, mentee, "I dared to ask")
    with acting_as(coordinator):
        leave_seat(seat=seat, by=coordinator)

    assert signed_in(mentor).get(one_on_one.get_absolute_url()).status_code == 404
    url = reverse("sessions:point_list", args=[seat.pk])
    for person, own, other in (
        (mentor, WORDS, "I dared to ask"),
        (mentee, "I dared to ask", WORDS),
    ):
        page = signed_in(person).get(url).text
        assert (own in page, other in page) == (True, False)

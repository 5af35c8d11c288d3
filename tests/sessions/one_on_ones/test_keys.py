"""Where what is written about a one-on-one lies, and who of the two writes it."""

from uuid import uuid4

import pytest
from django.urls import reverse

from groups.services import leave_seat
from sessions.models import NOTE, OWN_NOTE, QUESTION
from sessions.one_on_ones.keys import (
    note_place,
    own_key,
    own_place,
    question_address,
    question_key,
    question_place,
    seat_in,
)
from sessions.one_on_ones.services.one_on_ones import withdraw_one_on_one
from sessions.one_on_ones.texts import KINDS
from spaces.acting import acting_as
from tests.factories import write_text
from writing.kinds import TextPlace
from writing.writers import Writers

NO_KEY = "6f1c2a7e-3b0d-4c58-9d55-0a8e2f4b7c19"


def place_of(place, person, key):
    with acting_as(person):
        return place(person, key)


def keys_of(one_on_one):
    """By the function that finds its place, a key of a text about it."""
    return {
        question_place: question_key(one_on_one.seat, 0),
        note_place: str(one_on_one.pk),
        own_place: own_key(one_on_one),
    }


each_place = pytest.mark.parametrize("place", [question_place, note_place, own_place])


def test_there_are_three_kinds_and_the_steps_to_a_question():
    names = [kind.name for kind in KINDS]

    assert names[:3] == [QUESTION, NOTE, OWN_NOTE]
    assert {name[:2] for name in names[3:]} == {"x_"}
    assert len(names) == len(set(names))


def test_what_was_said_is_written_by_both_and_the_rest_alone(
    mentor, mentee, one_on_one
):
    keys = keys_of(one_on_one)

    for person in (mentor, mentee):
        assert place_of(question_place, person, keys[question_place]) == TextPlace()
        assert place_of(own_place, person, keys[own_place]) == TextPlace()
        assert place_of(note_place, person, keys[note_place]) == TextPlace(
            one_on_one.space_id, writers=Writers.MEMBERS
        )


@each_place
def test_nobody_else_writes_any(other_mentee, outsider, coordinator, one_on_one, place):
    key = keys_of(one_on_one)[place]

    for person in (other_mentee, outsider, coordinator):
        assert place_of(place, person, key) is None


@each_place
@pytest.mark.parametrize(
    "key", ["", ".", "x", "7", "-1.0", NO_KEY, f"x.{NO_KEY}", f"0.{NO_KEY}"]
)
def test_a_key_of_nothing_has_no_place(mentee, one_on_one, place, key):
    assert place_of(place, mentee, key) is None


@pytest.mark.parametrize("requests", ["", "x", "-1", "0.0"])
def test_a_question_is_of_one_request(mentee, seat, requests):
    assert place_of(question_place, mentee, f"{seat.pk}.{requests}") is None


def test_own_notes_are_of_a_one_on_one_of_that_pair(mentee, group, one_on_one):
    other = group.seats.exclude(pk=one_on_one.seat_id).first()

    assert place_of(own_place, mentee, f"{other.pk}.{one_on_one.pk}") is None
    assert place_of(own_place, mentee, f"{one_on_one.seat_id}.{uuid4()}") is None


def test_of_what_was_withdrawn_nothing_is_written_down(mentor, mentee, one_on_one):
    with acting_as(mentee):
        withdraw_one_on_one(one_on_one=one_on_one)

    keys = keys_of(one_on_one)
    assert place_of(note_place, mentor, keys[note_place]) is None
    assert place_of(own_place, mentor, keys[own_place]) == TextPlace()


def test_who_left_writes_on_in_own_notes_alone(mentee, seat, one_on_one, coordinator):
    keys = keys_of(one_on_one)
    write_text(by=mentee, kind=OWN_NOTE, key=keys[own_place], body="Ask about Utrecht")

    leave_seat(seat=seat, by=coordinator)

    assert place_of(own_place, mentee, keys[own_place]) == TextPlace()
    assert place_of(note_place, mentee, keys[note_place]) is None


@pytest.mark.parametrize(
    ("key", "seat"), [("7.x", 7), ("7", 7), ("x.7", None), ("", None), (".7", None)]
)
def test_the_pair_comes_first_in_a_key(key, seat):
    assert seat_in(key) == seat


def test_each_has_a_page_of_its_own(one_on_one):
    keys, seat = keys_of(one_on_one), one_on_one.seat_id
    by_name = {kind.name: kind for kind in KINDS}

    asked = reverse("sessions:one_on_one_ask", args=[seat])
    assert question_address(keys[question_place]) == asked
    # Once it is put, it is read where the two talk.
    assert question_address(str(one_on_one.pk)) == one_on_one.get_absolute_url()
    assert by_name[NOTE].address(keys[note_place]) == one_on_one.get_absolute_url()
    assert by_name[OWN_NOTE].address(keys[own_place]) == reverse(
        "sessions:point_list", args=[seat]
    )

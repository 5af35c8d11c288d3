"""Where what is written of a meeting lies, and who of the group writes it."""

import pytest
from django.urls import reverse

from sessions.log.services.note_takers import name_note_taker
from sessions.log.texts import (
    EVERYBODY,
    KINDS,
    LEARNT_FROM,
    LOG,
    TAKEN,
    learnt_place,
    log_place,
    taken_place,
)
from sessions.session.keys import log_key
from spaces.acting import acting_as
from tests.sessions.year.test_group import renew
from writing.kinds import TextPlace
from writing.writers import Writers

each_place = pytest.mark.parametrize("place", [log_place, taken_place])


@pytest.fixture
def key(held, group):
    return log_key(held, group.circle_id)


def place_of(place, person, key):
    with acting_as(person):
        return place(person, key)


def test_a_log_is_of_all_and_a_line_of_each():
    assert [kind.name for kind in KINDS] == [*LOG, TAKEN, LEARNT_FROM]


def test_the_mentor_writes_the_log_before_the_circle(mentor, group, key):
    assert place_of(log_place, mentor, key) == TextPlace(
        group.circle_id, writers=Writers.MEMBERS
    )


def test_who_takes_notes_writes_it_and_nobody_else(
    mentor, mentee, other_mentee, group, held, key
):
    with acting_as(mentor):
        name_note_taker(
            session=held, by=mentor, person=mentee.pk, circle_id=group.circle_id
        )

    assert place_of(log_place, mentee, key) == place_of(log_place, mentor, key)
    assert place_of(log_place, other_mentee, key) is None


def test_each_writes_alone_what_they_take_along(mentor, mentee, key):
    assert place_of(taken_place, mentor, key) == TextPlace()
    assert place_of(taken_place, mentee, key) == TextPlace()


@each_place
def test_nobody_of_elsewhere_writes_any(outsider, coordinator, key, place):
    assert place_of(place, outsider, key) is None
    assert place_of(place, coordinator, key) is None


@each_place
@pytest.mark.parametrize(
    "end", ["", ".", ".7", ".6f1c2a7e-3b0d-4c58-9d55-0a8e2f4b7c19", ".no-circle"]
)
def test_a_key_without_its_circle_has_no_place(mentor, held, place, end):
    assert place_of(place, mentor, f"{held.pk}{end}") is None


@each_place
@pytest.mark.parametrize("number", ["", "0", "-1", "x", "9" * 30])
def test_a_key_without_its_meeting_has_no_place(mentor, group, place, number):
    assert place_of(place, mentor, f"{number}.{group.circle_id}") is None


@each_place
def test_the_circle_of_before_stays_a_place_of_who_was_in_it(
    mentor, group, held, key, place
):
    before = place_of(place, mentor, key)

    renew(group)

    assert place_of(place, mentor, key) == before


@pytest.fixture
def to(key):
    return lambda end: f"{key}.{end}"


def test_what_was_learnt_is_to_another_or_to_all(mentee, other_mentee, to):
    assert place_of(learnt_place, mentee, to(other_mentee.pk)) == TextPlace()
    assert place_of(learnt_place, mentee, to(EVERYBODY)) == TextPlace()


@pytest.mark.parametrize("end", ["", "x", "-1", "9" * 30])
def test_it_is_to_somebody(mentee, to, end):
    assert place_of(learnt_place, mentee, to(end)) is None


def test_nobody_learns_from_themselves(mentee, to):
    assert place_of(learnt_place, mentee, to(mentee.pk)) is None


def test_it_is_to_nobody_of_elsewhere(mentee, outsider, to):
    assert place_of(learnt_place, mentee, to(outsider.pk)) is None
    assert place_of(learnt_place, outsider, to(mentee.pk)) is None


def test_each_has_a_page_to_write_it_on_and_one_to_read_it(held, key):
    pages = {kind.name: kind.address(key) for kind in KINDS if kind.name in LOG}
    assert {*pages.values()} == {reverse("sessions:log", args=[held.pk])}
    by_name = {kind.name: kind for kind in KINDS}
    assert by_name[TAKEN].address(key) == reverse("sessions:taken", args=[held.pk])
    assert by_name[LEARNT_FROM].address(f"{key}.7") == reverse(
        "sessions:learnt", args=[held.pk, 7]
    )
    assert {kind.read_at(f"{key}.7") for kind in KINDS} == {held.get_absolute_url()}

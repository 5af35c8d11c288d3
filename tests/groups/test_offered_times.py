"""Times for two to talk: what is proposed, what can be offered, what can be picked."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import translation

from calendars import services as calendars
from groups.services import leave_seat
from groups.services.offered_times import offered_anew, still_to_come
from groups.services.times_for_two import times_for_two
from programmes.models import Programme
from spaces.acting import acting_as
from spaces.errors import DomainError

# A Monday, at eleven in Amsterdam.
NOW = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)
TUESDAY = dt.date(2026, 3, 3)
DAY = dt.timedelta(days=1)
FOUR, NINE = dt.time(16), dt.time(9, 30)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)
    with translation.override("en"):
        yield


@pytest.fixture
def seat(mentee):
    return mentee.seats.get()


def proposed(seat, by, minutes=60, days=13 * DAY):
    seat.refresh_from_db()
    with acting_as(by):
        return times_for_two(seat=seat, by=by, minutes=minutes, days=days)


def days_of(offers):
    return [one.on for one in offers]


def away(person, first, last):
    with acting_as(person), transaction.atomic():
        calendars.add_absence(person=person, first=first, last=last)


@pytest.mark.django_db
def test_of_two_weeks_six_days_are_proposed_one_time_each(seat, mentor):
    found = proposed(seat, mentor)

    days = days_of(found)
    assert len(days) == len(set(days)) == 6
    assert days == sorted(days)
    assert days[0] == TUESDAY
    assert days[-1] <= TUESDAY + 13 * DAY
    # Never today, nor at the weekend.
    assert all(day.weekday() < 5 for day in days)
    # The hours take turns.
    assert len({one.at for one in found}) == 3


@pytest.mark.django_db
def test_neither_of_the_two_is_away_then_and_others_do_not_matter(
    seat, mentor, mentee, other_mentee
):
    away(mentee, TUESDAY, TUESDAY)
    away(mentor, TUESDAY + DAY, TUESDAY + DAY)
    away(other_mentee, TUESDAY, TUESDAY + 30 * DAY)

    days = days_of(proposed(seat, mentor, days=3 * DAY))

    assert days == [TUESDAY + 2 * DAY, TUESDAY + 3 * DAY]
    assert days_of(proposed(seat, mentee, days=3 * DAY)) == days


@pytest.mark.django_db
def test_where_nobody_can_nothing_is_proposed(seat, mentor, mentee):
    away(mentee, TUESDAY, TUESDAY + 40 * DAY)

    assert proposed(seat, mentor) == []


@pytest.mark.django_db
def test_who_does_not_sit_there_is_proposed_nothing(seat, coordinator, outsider):
    """Of nothing is anything known to them."""
    assert proposed(seat, coordinator) == proposed(seat, outsider) == []


@pytest.mark.django_db
def test_who_left_is_proposed_nothing_with_the_mentor(seat, mentee, coordinator):
    leave_seat(seat=seat, by=coordinator)

    assert proposed(seat, mentee) == []


@pytest.mark.django_db
def test_a_day_off_of_the_programme_is_left_out(seat, mentor, time_machine):
    # Easter Monday is 6 April.
    time_machine.move_to(dt.datetime(2026, 4, 3, 10, tzinfo=dt.UTC), tick=False)

    days = days_of(proposed(seat, mentor, days=4 * DAY))

    assert days == [dt.date(2026, 4, 7), dt.date(2026, 4, 8)]


@pytest.mark.django_db
def test_tomorrow_is_that_of_the_programme(seat, mentor, time_machine):
    Programme.objects.update(time_zone="Pacific/Auckland")
    # In Auckland it is Tuesday already, so that Wednesday comes first.
    time_machine.move_to(dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC), tick=False)
    seat.group.programme.refresh_from_db()

    assert days_of(proposed(seat, mentor))[0] == TUESDAY + DAY


@pytest.mark.django_db
def test_what_lasts_into_the_evening_begins_in_the_morning(seat, mentor):
    assert {one.at for one in proposed(seat, mentor, minutes=480)} == {NINE}


class Offered(list):
    """The rows of what was offered, as a queryset answers them."""

    def values_list(self, *names):
        return [tuple(getattr(one, name) for name in names) for one in self]

    def since(self, day):
        return [one for one in self if one.on >= day]


def row(on, at, minutes=45, place=""):
    return SimpleNamespace(on=on, at=at, minutes=minutes, place=place)


def anew(times, before=(), zone="Europe/Amsterdam", minutes=45, place=""):
    return offered_anew(
        programme=Programme(time_zone=zone),
        times=times,
        before=Offered(before),
        minutes=minutes,
        place=place,
    )


def test_times_are_offered_in_their_order_and_once():
    times = [(TUESDAY, FOUR), (TUESDAY, NINE), (TUESDAY, FOUR)]

    assert anew(times, place="Room 3") == [
        (TUESDAY, NINE, 45, "Room 3"),
        (TUESDAY, FOUR, 45, "Room 3"),
    ]


def test_the_same_again_is_no_new_offer():
    before = [row(TUESDAY, NINE), row(TUESDAY, FOUR)]
    times = [(TUESDAY, FOUR), (TUESDAY, NINE)]

    assert anew(times, before) is None
    assert anew(times[:1], before)
    assert anew(times, before, minutes=60)
    assert anew(times, before, place="Room 3")


def test_one_time_at_least_and_six_at_most():
    days = [(TUESDAY + number * DAY, FOUR) for number in range(7)]

    with pytest.raises(DomainError, match="at least one time"):
        anew([])
    with pytest.raises(DomainError, match="at most 6 times"):
        anew(days)
    # Twice the same is one.
    assert len(anew([*days[:6], days[0]])) == 6
    with translation.override("nl"), pytest.raises(DomainError) as refused:
        anew(days)
    assert "6" in str(refused.value)
    assert "times" not in str(refused.value)


@pytest.mark.parametrize(
    ("zone", "refused"), [("Europe/Amsterdam", True), ("America/New_York", False)]
)
def test_what_has_begun_where_they_are_is_not_offered(zone, refused):
    times = [(TUESDAY, FOUR), (NOW.date(), dt.time(11))]
    if refused:
        with pytest.raises(DomainError, match="still to come"):
            anew(times, zone=zone)
    else:
        assert len(anew(times, zone=zone)) == 2


def test_an_hour_that_no_clock_shows_is_not_offered():
    night = (dt.date(2026, 3, 29), dt.time(2, 30))

    with pytest.raises(DomainError, match="put forward"):
        anew([night])
    assert anew([night], zone="Asia/Tokyo")


@pytest.mark.parametrize(
    ("zone", "left"),
    [
        ("Europe/Amsterdam", [(NOW.date(), FOUR), (TUESDAY, NINE)]),
        # There it is Monday evening, or Monday before dawn.
        ("Asia/Tokyo", [(TUESDAY, NINE)]),
        (
            "America/New_York",
            [(NOW.date(), NINE), (NOW.date(), FOUR), (TUESDAY, NINE)],
        ),
    ],
)
def test_what_is_still_to_come_is_so_where_they_are(zone, left):
    yesterday = NOW.date() - DAY
    offered = Offered(
        row(on, at)
        for on, at in [
            (yesterday, FOUR),
            (NOW.date(), NINE),
            (NOW.date(), FOUR),
            (TUESDAY, NINE),
        ]
    )

    found = still_to_come(Programme(time_zone=zone), offered)

    assert [(one.on, one.at) for one in found] == left

"""What a page says of a group that is under way, from its rows alone."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone, translation

from groups.models import MentorGroup, Pause, Seat, Tolerance, Wait
from groups.presenters import FitStory, GroupOption
from groups.presenters.leavers import SeatLeft
from groups.presenters.now import GroupNow
from groups.presenters.small import SmallGroup
from people.models import Person
from programmes.models import Programme, Role

DAY = timedelta(days=1)


def now_of(mentees, *, mentor=True, ended_on=None, three=None, **programme):
    programme = {"min_size": 4, "max_size": 6} | programme
    group = MentorGroup(programme=Programme(**programme), ended_on=ended_on)
    return GroupNow(
        group=group,
        mentor=Seat(role=Role.MENTOR) if mentor else None,
        mentees=tuple(Seat(role=Role.MENTEE) for _number in range(mentees)),
        three=three,
    )


@pytest.mark.parametrize(
    ("mentees", "missing", "over", "places"),
    [(0, 4, 0, 6), (3, 1, 0, 3), (4, 0, 0, 2), (6, 0, 0, 0), (7, 0, 1, 0)],
)
def test_how_many_a_group_misses_and_has_room_for(mentees, missing, over, places):
    now = now_of(mentees)

    assert (now.missing, now.over, now.places) == (missing, over, places)
    assert now.small is bool(missing)


def test_the_sizes_are_those_of_the_programme():
    now = now_of(5, min_size=6, max_size=8)

    assert (now.missing, now.places, now.small) == (1, 3, True)


@pytest.mark.parametrize(("mentees", "may"), [(2, False), (3, True), (4, True)])
def test_with_three_at_least_it_may_go_on(mentees, may):
    assert now_of(mentees).may_go_on is may
    assert SmallGroup(count=mentees, wait=None, joining=(), merging=()).may_go_on is may


def test_a_reason_settles_its_size():
    assert now_of(3).small
    assert not now_of(3, three=Tolerance(rule="size", reason="Almost done")).small


@pytest.mark.parametrize(("days", "places"), [(-2, 0), (2, 3)], ids=["ended", "ends"])
def test_after_its_last_day_nothing_is_decided(days, places):
    """Until that day it is as any other."""
    now = now_of(3, ended_on=timezone.localdate() + days * DAY)

    assert now.places == places
    assert now.small is bool(places)
    assert not now.dissolved


def test_in_a_group_without_a_mentor_nothing_is_decided():
    now = now_of(3, mentor=False)

    assert (now.dissolved, now.places, now.small) == (True, 0, False)


@pytest.mark.parametrize(
    ("last", "months", "until"),
    [
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 1, 15), 12, date(2028, 1, 15)),
        (date(2027, 1, 15), 0, date(2027, 1, 15)),
        (None, 6, None),
    ],
)
def test_it_is_read_for_so_many_months(last, months, until):
    programme = Programme(retention_months=months)

    assert MentorGroup(programme=programme, ended_on=last).readable_until == until


@pytest.mark.parametrize(
    ("moment", "sat"),
    [(0, False), (1, True), (2, True), (3, False), (4, True), (9, True)],
)
def test_who_was_in_it_at_a_moment(moment, sat):
    """Somebody who came, left and came back; the moment of leaving is outside."""
    began = timezone.now()
    group = MentorGroup()
    group.all_seats = [
        Seat(person_id=7, joined_at=began + DAY, left_at=began + 3 * DAY),
        Seat(person_id=7, joined_at=began + 4 * DAY),
        Seat(person_id=8, joined_at=began - DAY, left_at=began + 9 * DAY),
    ]

    assert group.had(7, began + moment * DAY) is sat
    assert group.had(9, began + moment * DAY) is False


@pytest.mark.parametrize(
    ("points", "dots", "percent", "words"),
    [
        (1000, 5, 100, "fits very well"),
        (600, 5, 60, "fits very well"),
        (599, 4, 59, "fits well"),
        (450, 4, 45, "fits well"),
        (449, 3, 44, "fits fairly"),
        (299, 2, 29, "fits poorly"),
        (149, 1, 14, "hardly fits"),
        (0, 1, 0, "hardly fits"),
    ],
)
def test_a_fit_in_dots_and_words(points, dots, percent, words):
    fit = FitStory(points)

    with translation.override("en"):
        assert (fit.dots, fit.percent, str(fit.words)) == (dots, percent, words)


def test_a_fit_in_dutch():
    with translation.override("nl"):
        told = [str(FitStory(points).words) for points in (700, 500, 350, 200, 20)]

    assert told == [
        "past heel goed",
        "past goed",
        "past redelijk",
        "past matig",
        "past nauwelijks",
    ]


def test_what_a_column_says_of_the_card_in_the_hand():
    fits = GroupOption("m", fit=FitStory(500))
    breaks = GroupOption("m", fit=FitStory(900), broken=("Same team.", "Full."))
    nothing = {"words": "", "broken": False, "dots": 0}

    with translation.override("en"):
        assert fits.as_hint() == {"words": "fits well", "broken": False, "dots": 4}
    # A good fit says nothing where a rule breaks.
    assert breaks.as_hint() == {"words": "Same team. Full.", "broken": True, "dots": 0}
    assert GroupOption("m", fit=FitStory(500), here=True).as_hint() == nothing
    assert GroupOption("").as_hint() == nothing


def seat_left(role, *, runs=True, size=4):
    seat = Seat(role=role)
    return SeatLeft(seat=seat, runs=runs, size=size, least=4, coordinators=("Cora",))


@pytest.mark.parametrize(
    ("size", "after", "small"), [(5, 4, False), (4, 3, True), (3, 2, True)]
)
def test_a_mentee_who_goes_leaves_one_fewer(size, after, small):
    left = seat_left(Role.MENTEE, size=size)

    assert (left.size_after, left.too_small) == (after, small)
    assert (left.leads, left.may_end) == (False, True)


def test_a_mentor_who_goes_leaves_as_many_mentees():
    left = seat_left(Role.MENTOR)

    assert (left.size_after, left.too_small) == (4, False)
    # A group cannot be without: first another mentor, or the group ends.
    assert (left.leads, left.may_end) == (True, False)


def test_a_coordinator_of_another_programme_ends_no_seat():
    assert not seat_left(Role.MENTEE, runs=False).may_end


def test_rows_say_what_they_are():
    """In the trail, a shell and errors: by ids, never by a text of theirs."""
    until = timezone.now().replace(year=2027, month=3, day=1)
    rows = [
        Pause(seat_id=3, ends_at=until),
        Wait(group_id=4, until=date(2027, 3, 1)),
        Tolerance(group_id=5, rule="size", reason="Somebody is ill"),
    ]

    assert [str(row) for row in rows] == [
        "pause of 3 until 2027-03-01",
        "4 waits until 2027-03-01",
        "size in 5",
    ]


def test_a_group_with_a_name_is_called_so_in_every_language():
    lead = Person(given_name="Mia", family_name="Smit")
    named = MentorGroup(name="Delta", mentor=lead)
    unnamed = SimpleNamespace(group=MentorGroup(mentor=lead))

    for language, words in (("nl", "Mentorgroep"), ("en", "Mentor group")):
        with translation.override(language):
            assert "Delta" in str(named)
            assert words not in str(named)
            assert str(unnamed.group) == f"{words} Mia Smit"

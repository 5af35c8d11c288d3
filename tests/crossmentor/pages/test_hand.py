import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from crossmentor.pages import progress
from crossmentor.pages.hand import Signs, in_words, pressing, signs_of
from groups.services import choose_endings, end_on, go_on_small, leave_seat
from intake.models import Intake
from people.services.departures import mark_left
from sessions.models import DatePoll, Session
from tests.factories import formed_group

TODAY = dt.date(2026, 11, 28)


def ago(days):
    return TODAY - dt.timedelta(days)


def signs(**more):
    """Of a group that met a week ago and meets in a week."""
    known = {"formed": ago(90), "last_on": ago(7), "next_on": ago(-7)}
    return Signs(pk=1, **known | more)


NEW = {"last_on": None, "next_on": None}


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        ({}, None),
        (NEW | {"formed": ago(20)}, None),
        (NEW | {"formed": ago(21)}, "no_date"),
        (NEW | {"next_on": ago(-1)}, None),
        (NEW | {"asked": ago(13)}, None),
        (NEW | {"asked": ago(14)}, "voting"),
        ({"asked": ago(30)}, None),
        ({"next_on": None, "last_on": ago(20)}, None),
        ({"next_on": None, "last_on": ago(21)}, "no_next"),
        ({"next_on": None, "last_on": ago(21), "asked": ago(2)}, None),
        ({"unmarked": ago(6)}, None),
        ({"unmarked": ago(7)}, "unmarked"),
        ({"unplanned": ago(27)}, None),
        ({"unplanned": ago(28)}, "unplanned"),
        ({"unheld": ago(6)}, None),
        ({"unheld": ago(7)}, "unheld"),
        ({"gone": 5, "is_small": True, "unmarked": ago(9)}, "gone"),
        ({"is_small": True, "is_broken": True}, "small"),
        ({"is_broken": True, "unmarked": ago(9)}, "broken"),
        ({"ended": True, "is_small": True, "next_on": None}, None),
    ],
)
def test_the_most_pressing_thing_of_a_group(found, kind):
    line = pressing(signs(**found), TODAY)

    assert (line and line.kind) == kind


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("no_date", "No date after 34 days"),
        ("voting", "The vote on dates is open for 34 days"),
        ("unplanned", "An intake without a date after 34 days"),
        ("no_next", "No next date since the meeting of 25 October"),
        ("unmarked", "The meeting of 25 October is not marked as held"),
        ("unheld", "The intake of 25 October is not marked as held"),
    ],
)
def test_it_is_told_by_days_and_dates(kind, words):
    assert in_words(kind, ago(34), 34) == words


@pytest.fixture
def now(time_machine, db):
    time_machine.move_to(dt.datetime(2026, 11, 28, 10, tzinfo=dt.UTC))


@pytest.fixture
def running(now, programme):
    programme.state = "running"
    programme.save()
    return programme


@pytest.fixture
def ask(running, signed_in, coordinator):
    def get(query=""):
        url = reverse("progress", args=[running.pk]) + query
        return signed_in(coordinator).get(url)

    return get


def lines(page):
    return [(one.group, one.words, one.link) for one in page.context["lines"]]


def formed_on(group, days):
    group.published_at = dt.datetime.combine(ago(days), dt.time(9), dt.UTC)
    group.save()
    group.seats.update(joined_at=group.published_at)
    return group


def test_what_needs_a_hand_stands_first_each_with_one_deed(ask, running, group):
    formed_on(group, 34)
    fresh = formed_group(running)
    met = formed_on(formed_group(running), 60)
    Session.objects.create(group=met, on=ago(8), at=dt.time(16))
    Session.objects.create(group=met, on=ago(-8), at=dt.time(16))

    page = ask()

    assert lines(page) == [
        (
            met,
            "The meeting of 20 November is not marked as held",
            f"mailto:{met.mentor.email}",
        ),
        (group, "No date after 34 days", f"mailto:{group.mentor.email}"),
    ]
    assert f"Write to {group.mentor.given_name}" in page.text
    assert {one.group for one in page.context["groups"]} == {group, fresh, met}


def test_a_vote_and_intakes_are_seen_by_their_dates(ask, running, group):
    formed_on(group, 20)
    DatePoll.objects.create(
        group=group,
        asked_by=group.mentor,
        asked_at=dt.datetime(2026, 11, 1, 10, tzinfo=dt.UTC),
    )
    other = formed_on(formed_group(running), 30)
    Session.objects.create(group=other, on=ago(-8), at=dt.time(16))
    planned = formed_on(formed_group(running), 10)
    Intake.objects.create(
        seat=planned.seats.mentees().first(),
        mentor=planned.mentor,
        state="planned",
        on=ago(9),
        at=dt.time(9),
    )

    assert [(group, words) for group, words, _link in lines(ask())] == [
        (group, "The vote on dates is open for 27 days"),
        (other, "An intake without a date after 30 days"),
        (planned, "The intake of 19 November is not marked as held"),
    ]


def test_who_left_goes_before_all(ask, group, mentee, coordinator):
    formed_on(group, 34)
    mark_left(person=mentee, by=coordinator)

    assert lines(ask()) == [
        (
            group,
            "Somebody in it has left the organisation",
            reverse("groups:leaver", args=[mentee.pk]),
        )
    ]


def test_who_left_is_told_until_it_is_decided(ask, group, coordinator):
    formed_on(group, 34)
    seats = group.seats.mentees().order_by("person")
    for seat in seats[:3]:
        mark_left(person=seat.person, by=coordinator)
    decided, first, _second = seats[:3]
    choose_endings(person=decided.person, ending={decided.pk}, by=coordinator)

    (line,) = ask().context["lines"]

    assert line.link == reverse("groups:leaver", args=[first.person_id])


def test_a_group_that_became_small_and_has_no_reason(ask, running, group, coordinator):
    reasoned = formed_group(running)
    # Where nobody left, a higher minimum is for newcomers alone.
    formed_on(formed_group(running), 5)
    running.min_size = 5
    running.save()
    for one in (group, reasoned):
        formed_on(one, 5)
        leave_seat(seat=one.seats.held().mentees().first(), by=coordinator)
    go_on_small(group=reasoned, reason="They want to", by=coordinator)

    assert lines(ask()) == [
        (
            group,
            "Fewer mentees than a group has (R1)",
            reverse("groups:small", args=[group.pk]),
        )
    ]


def test_a_group_that_the_roster_broke(ask, running, group, mentor, mentee):
    formed_on(group, 5)
    formed_on(formed_group(running), 5)
    mentee.team = mentor.team
    mentee.save()

    assert lines(ask()) == [
        (
            group,
            "After a change of the roster it breaks a rule",
            group.get_absolute_url(),
        )
    ]


@pytest.mark.parametrize(("hour", "days"), [(22, 21), (23, 20)])
def test_days_are_those_of_the_programme(ask, running, group, hour, days):
    group.published_at = dt.datetime(2026, 11, 7, hour, 30, tzinfo=dt.UTC)
    group.save()
    DatePoll.objects.create(
        group=group,
        asked_by=group.mentor,
        asked_at=dt.datetime(2026, 9, 1, tzinfo=dt.UTC),
        closed_at=dt.datetime(2026, 9, 2, tzinfo=dt.UTC),
    )

    found = [(one.formed, one.asked) for one in signs_of(running, timezone.now())]

    assert found == [(ago(days), None)]


def test_it_is_seen_in_three_queries_whatever_waits(
    running, group, mentor, mentee, coordinator, django_assert_num_queries
):
    left, gone = group.seats.mentees().exclude(person=mentee)[:2]
    leave_seat(seat=left, by=coordinator)
    mark_left(person=gone.person, by=coordinator)
    mentee.team = mentor.team
    mentee.save()

    with django_assert_num_queries(3):
        (one,) = signs_of(running, timezone.now())

    assert (one.gone, one.is_small, one.is_broken) == (gone.person_id, True, True)


def test_of_a_programme_that_ended_nothing_needs_a_hand(ask, running, group):
    formed_on(group, 34)
    running.state = "ended"
    running.save()

    page = ask()

    assert lines(page) == []
    assert len(page.context["groups"]) == 1


@pytest.mark.parametrize(("last_day", "waits"), [(ago(1), False), (ago(-1), True)])
def test_of_a_group_that_has_ended_nothing_needs_a_hand(
    ask, running, group, last_day, waits
):
    formed_on(group, 90)
    Session.objects.create(group=group, on=ago(34), at=dt.time(16), state="held")
    end_on(group=group, last_day=last_day)
    assert bool(lines(ask())) is waits


def test_of_other_programmes_nothing_is_told(ask, organisation, group):
    other = type(group.programme).objects.create(
        organisation=organisation,
        name="Other",
        state="running",
        starts_on=dt.date(2026, 1, 1),
    )
    formed_on(formed_group(other), 40)
    formed_on(group, 5)

    page = ask()

    assert lines(page) == []
    assert [one.group for one in page.context["groups"]] == [group]


def test_of_many_groups_first_the_lines_by_page_then_the_groups(
    ask, running, monkeypatch
):
    monkeypatch.setattr(progress, "GROUPS", 2)
    monkeypatch.setattr(progress, "LINES", 2)
    groups = [formed_on(formed_group(running), 30 + n) for n in range(3)]

    first, second = ask(), ask("?page=2")
    all_first, all_second = ask("?groups=all"), ask("?groups=all&page=2")

    assert [one.group for one in first.context["lines"]] == [groups[2], groups[1]]
    assert [one.group for one in second.context["lines"]] == [groups[0]]
    assert [page.context["groups"] for page in (first, second)] == [[], []]
    assert "All 3 groups" in first.text
    assert [len(page.context["groups"]) for page in (all_first, all_second)] == [2, 1]
    assert lines(all_first) == lines(all_second) == []
    assert "groups=all&amp;page=1" in all_second.text


def test_of_many_groups_of_which_none_waits_the_groups_stand_there(
    ask, running, monkeypatch
):
    monkeypatch.setattr(progress, "GROUPS", 2)
    for _number in range(3):
        formed_on(formed_group(running), 5)

    first, second = ask(), ask("?page=2")

    assert "Nothing needs a hand now" in first.text
    assert [len(page.context["groups"]) for page in (first, second)] == [2, 1]

"""Which dates are offered to ask a group about."""

import datetime as dt

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from calendars.proposing import STARTS, offers, times_in
from calendars.services.availability import add_absence, set_hours
from sessions.dates.services.offers import offer_dates
from sessions.models import DatePoll, Session
from sessions.session.services.sessions import plan_session
from spaces.acting import acting_as
from tests.sessions.conftest import FIRST

MONDAY = dt.date(2026, 11, 9)
DAYS = st.integers(0, 62)


def days(*numbers):
    return [MONDAY + dt.timedelta(number) for number in numbers]


@given(
    length=DAYS,
    free=st.sets(DAYS),
    minutes=st.integers(15, 480),
    data=st.data(),
)
def test_what_is_offered_is_free_and_leaves_out_no_better_day(
    length, free, minutes, data
):
    until = MONDAY + dt.timedelta(length)
    free = set(days(*free))
    times = times_in(MONDAY, until, minutes=minutes, free=free)
    missing = {
        one: range(data.draw(st.integers(0, 2), label=str(one))) for one in times
    }
    found = offers(times, missing)

    assert [one.on for one in found] == sorted({one.on for one in found})
    assert len(found) == min(10, len({on for on, _at in times}))
    for one in found:
        assert MONDAY <= one.on <= until
        assert one.on not in free
        assert one.on.weekday() < 5
        assert one.at in STARTS
        # At the hour of its day at which the fewest are missing.
        least = min(len(missing[on, at]) for on, at in times if on == one.on)
        assert len(one.missing) == least
    offered = {one.on for one in found}
    most = max((len(one.missing) for one in found), default=0)
    for day in {on for on, _at in times} - offered:
        assert min(len(missing[on, at]) for on, at in times if on == day) >= most


def test_days_that_suit_alike_lie_spread_and_hours_take_turns():
    times = times_in(MONDAY, MONDAY + dt.timedelta(27), minutes=120, free=())
    found = offers(times, {}, most=5)

    assert [one.on for one in found] == days(0, 4, 10, 16, 22)
    assert len({one.at for one in found}) > 1


def test_a_long_meeting_begins_early():
    times = times_in(MONDAY, MONDAY, minutes=300, free=())

    assert times == [(MONDAY, dt.time(9, 30))]
    assert times_in(MONDAY, MONDAY, minutes=480, free=()) == times
    late = times_in(MONDAY, MONDAY, minutes=120, free=())
    assert [at for _on, at in late] == list(STARTS)


@pytest.fixture
def page(signed_in, mentor, group):
    def ask(**data):
        url = reverse("sessions:poll_form", args=[group.pk])
        return signed_in(mentor).get(url, data)

    return ask


def offered(page):
    return [value for value, _label in page.context["offer"].fields["offered"].choices]


def test_the_page_offers_dates_of_the_coming_weeks(page):
    found = offered(page())

    assert len(found) == 10
    assert found[0] == "2026-11-16T09:30"
    assert found == sorted(found)
    assert found[-1] < "2026-12-15"


def test_a_period_is_kept_without_days_off_and_days_with_a_meeting(page, group, first):
    # Whit Monday is the 17th of May in 2027; the group meets on the 18th.
    Session.objects.create(
        group=group, kind="guest", on=dt.date(2027, 5, 18), at=dt.time(9)
    )
    found = offered(page(first="2027-05-15", until="2027-05-20"))

    assert [one[:10] for one in found] == ["2027-05-19", "2027-05-20"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"first": "2026-12-02", "until": "2026-12-01"}, "This lies before the first"),
        ({"first": "soon", "until": "2026-12-01"}, "field__error"),
        ({"first": "2026-12-05", "until": "2026-12-06"}, "No working day"),
        ({"first": "2026-10-05", "until": "2026-10-06"}, "No working day"),
        ({"first": "0001-01-01", "until": "0001-01-02"}, "It says 1."),
        ({"first": "9999-12-01", "until": "9999-12-31"}, "It says 9999."),
        ({"first": "2029-12-01", "until": "2029-12-31"}, "within a year"),
    ],
)
def test_a_period_without_days_says_so(page, data, words):
    answer = page(**data)

    assert offered(answer) == []
    assert words in answer.text


def test_a_period_of_years_is_cut_short(page):
    found = offered(page(first="2026-12-01", until="2036-12-31"))

    assert len(found) == 10
    assert found[-1] < "2027-01-26"


def test_the_offered_dates_change_in_place(signed_in, mentor, group):
    url = reverse("sessions:poll_form", args=[group.pk])
    answer = signed_in(mentor).get(
        url,
        {"first": "2026-12-01", "until": "2026-12-02"},
        headers={"HX-Request": "true"},
    )

    assert "<html" not in answer.text
    assert "Tuesday 1 December" in answer.text


def test_ticked_dates_and_own_ones_are_asked_about(signed_in, mentor, group):
    data = {
        "offered": ["2026-11-16T09:30", "2026-11-18T13:30"],
        "dates-TOTAL_FORMS": "1",
        "dates-INITIAL_FORMS": "0",
        "dates-0-on": "2026-11-19",
        "dates-0-at": "16:00",
        "minutes": "90",
    }
    signed_in(mentor).post(reverse("sessions:poll_form", args=[group.pk]), data)

    assert [(one.on, one.at) for one in DatePoll.objects.get().dates.all()] == [
        (dt.date(2026, 11, 16), dt.time(9, 30)),
        (dt.date(2026, 11, 18), dt.time(13, 30)),
        (FIRST, dt.time(16)),
    ]


def test_what_is_refused_keeps_what_was_ticked(signed_in, mentor, group):
    data = {
        "offered": ["2026-11-19T16:00", "nonsense"],
        "first": "2026-12-01",
        "until": "2026-12-02",
        "dates-TOTAL_FORMS": "0",
        "dates-INITIAL_FORMS": "0",
        "minutes": "90",
    }
    answer = signed_in(mentor).post(
        reverse("sessions:poll_form", args=[group.pk]), data
    )

    assert answer.status_code == 200
    assert not DatePoll.objects.exists()
    # Of another period, and there still; what is no date is refused.
    assert offered(answer)[0] == "2026-11-19T16:00"
    assert "offered" in answer.context["offer"].errors


def test_the_time_of_now_is_not_offered_for_a_meeting_that_moves(group, mentor):
    session = plan_session(
        group=group, kind="guest", on=FIRST, at=dt.time(9, 30), minutes=120
    )
    found = offer_dates(
        group=group, first=FIRST, until=FIRST, minutes=120, session=session
    )

    assert [(one.on, one.at) for one in found] == [(FIRST, dt.time(13, 30))]


def test_who_said_that_they_cannot_is_told_and_passed_by(page, mentee, first):
    week = {day: [(dt.time(9), dt.time(18))] for day in range(4)}
    with acting_as(mentee):
        set_hours(person=mentee, week=week)
        add_absence(
            person=mentee, first=dt.date(2026, 11, 16), last=dt.date(2026, 11, 17)
        )
    answer = page(first="2026-11-16", until="2026-11-20")

    choices = answer.context["offer"].fields["offered"].choices
    cannot = f" (cannot: {mentee.called})"
    # The group meets on Thursday.
    assert [(value[:10], label.endswith(cannot)) for value, label in choices] == [
        ("2026-11-16", True),
        ("2026-11-17", True),
        ("2026-11-18", False),
        ("2026-11-20", True),
    ]


def test_a_period_as_long_as_may_be_is_asked_about_at_once(page, mentee):
    with acting_as(mentee):
        add_absence(person=mentee, first=dt.date(2026, 12, 1), last=dt.date(2027, 3, 1))
    answer = page(first="2026-11-30", until="2027-06-01")

    # Were nothing known, ten days would lie spread over all weeks.
    labels = [
        label for _value, label in answer.context["offer"].fields["offered"].choices
    ]
    assert ["cannot" in label for label in labels] == [False] + [True] * 9

import datetime as dt

import pytest
from django.urls import reverse

from people.errors import DomainError
from reminders.models import Mail
from sessions import services, tasks
from sessions.models import Series, Session

THURSDAYS = [
    dt.date(2026, 12, 31),
    dt.date(2027, 2, 11),
    dt.date(2027, 3, 25),
    # The rhythm falls on Ascension Day, 6 May.
    dt.date(2027, 5, 13),
    dt.date(2027, 6, 17),
    dt.date(2027, 7, 29),
    dt.date(2027, 9, 9),
    dt.date(2027, 10, 21),
]


def planned(group):
    return list(
        group.sessions.planned().filter(from_series=True).values_list("on", flat=True)
    )


def test_the_series_lasts_as_long_as_the_programme(series, group):
    assert planned(group) == THURSDAYS
    assert series.is_planned
    assert series.until == dt.date(2027, 11, 19)
    assert {session.place for session in group.sessions.all()} == {"Utrecht"}


def test_the_clock_on_the_wall_stays_the_same_in_summer(series, group):
    winter, summer = (
        group.sessions.get(on=THURSDAYS[1]),
        group.sessions.get(on=THURSDAYS[4]),
    )

    assert winter.at == summer.at == dt.time(16)
    assert winter.starts_at.utcoffset() == dt.timedelta(hours=1)
    assert summer.starts_at.utcoffset() == dt.timedelta(hours=2)


def test_planning_twice_plans_nothing_twice(series, group):
    before = list(group.sessions.values_list("pk", "on", "sequence"))
    mails = Mail.objects.count()

    tasks.plan_series(series.pk)
    Series.objects.update(state=Series.State.PLANNING)
    tasks.plan_series(series.pk)
    tasks.plan_waiting()

    assert list(group.sessions.values_list("pk", "on", "sequence")) == before
    assert Mail.objects.count() == mails


def test_a_lost_message_is_made_up_for(agreed, group):
    tasks.plan_waiting()

    assert planned(group) == THURSDAYS


def test_everybody_gets_one_mail_with_all_dates(series, group):
    mails = Mail.objects.filter(kind="sessions.series_planned")

    assert mails.count() == 5
    assert mails[0].context["dates"] == [day.isoformat() for day in THURSDAYS]


def test_a_day_on_which_the_group_meets_already_is_left_alone(group, agreed):
    Session.objects.create(group=group, on=THURSDAYS[0], at=dt.time(9), kind="guest")

    services.plan_series(series_id=agreed.pk)

    assert planned(group) == THURSDAYS[1:]
    assert group.sessions.get(on=THURSDAYS[0]).kind == "guest"


def test_other_agreements_move_the_same_entries(series, group, mentor):
    before = dict(
        group.sessions.filter(from_series=True).values_list("uid", "sequence")
    )
    services.agree_on_series(
        group=group,
        by=mentor,
        every_weeks=8,
        weekday=1,
        at=dt.time(15),
        minutes=90,
    )
    services.plan_series(series_id=series.pk)

    dates = planned(group)
    assert len(dates) == 6
    assert {day.weekday() for day in dates} == {1}
    after = dict(group.sessions.filter(from_series=True).values_list("uid", "sequence"))
    assert set(after) == set(before)
    assert set(after.values()) == {1}
    assert group.sessions.filter(state="cancelled").count() == 2
    series.refresh_from_db()
    assert series.version == 2
    assert Mail.objects.filter(kind="sessions.series_planned").count() == 10


def test_the_same_agreements_again_tell_nobody(signed_in, series, group, mentor):
    form = {"every_weeks": "6", "weekday": "3", "at": "16:00", "minutes": "120"}
    url = reverse("sessions:series_form", args=[group.pk])

    response = signed_in(mentor).post(url, form | {"place": "Utrecht"})

    assert response.status_code == 302
    series.refresh_from_db()
    assert (series.version, series.is_planned) == (1, True)
    assert Mail.objects.filter(kind="sessions.series_planned").count() == 5


def test_held_meetings_stay_as_they_were(series, group, mentor, now):
    now.move_to(dt.datetime(2027, 1, 5, 9, tzinfo=dt.UTC))
    services.agree_on_series(
        group=group, by=mentor, every_weeks=6, weekday=1, at=dt.time(15), minutes=90
    )
    services.plan_series(series_id=series.pk)

    past = group.sessions.get(on=THURSDAYS[0])
    assert (past.at, past.sequence) == (dt.time(16), 0)
    assert all(day > dt.date(2027, 1, 5) for day in planned(group)[1:])


def test_without_a_first_meeting_there_is_no_rhythm(group, mentor):
    with pytest.raises(DomainError, match="first meeting first"):
        services.agree_on_series(
            group=group, by=mentor, every_weeks=6, weekday=1, at=dt.time(9), minutes=60
        )


def test_the_agreements_are_written_and_planned(
    signed_in, mentor, group, first, django_capture_on_commit_callbacks, rung
):
    with django_capture_on_commit_callbacks(execute=True):
        response = signed_in(mentor).post(
            reverse("sessions:series_form", args=[group.pk]),
            {
                "every_weeks": "6",
                "weekday": "3",
                "at": "16:00",
                "minutes": "120",
                "place": "Utrecht",
            },
        )

    assert response.url == reverse("sessions:series", args=[group.pk])
    assert rung() == [("sessions.plan_series", group.series.pk)]
    page = signed_in(mentor).get(response.url)
    assert 'hx-trigger="every 1s"' in page.text
    tasks.plan_series(group.series.pk)
    fragment = signed_in(mentor).get(response.url, headers={"HX-Request": "true"})
    assert "hx-trigger" not in fragment.text
    assert "<html" not in fragment.text
    assert "Ascension Day" in fragment.text


def test_agreements_that_cannot_be_are_kept_and_explained(signed_in, mentor, group):
    response = signed_in(mentor).post(
        reverse("sessions:series_form", args=[group.pk]),
        {"every_weeks": "5", "weekday": "3", "at": "", "minutes": "120"},
    )

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"every_weeks", "at"}
    assert 'value="120"' in response.text

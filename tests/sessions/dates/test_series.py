import datetime as dt

import pytest
from django.urls import reverse

from reminders.models import Mail
from sessions import tasks
from sessions.dates.services.planning import plan_series
from sessions.dates.services.series import agree_on_series
from sessions.models import Series, Session
from sessions.session.services.sessions import move_session
from spaces.errors import DomainError
from tests.calendars.mails import all_sent, posted, told
from tests.roles import in_line

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
    before = list(group.sessions.values_list("pk", "on", "nominal", "rhythm"))
    all_sent()

    tasks.plan_series(series.pk)
    Series.objects.update(state=Series.State.PLANNING)
    tasks.plan_series(series.pk)
    tasks.plan_waiting()

    after = list(group.sessions.values_list("pk", "on", "nominal", "rhythm"))
    assert after == before
    assert in_line() == 0


def test_a_lost_message_is_made_up_for(agreed, group):
    tasks.plan_waiting()

    assert planned(group) == THURSDAYS


def test_everybody_gets_one_mail_with_all_dates(series, group):
    mails = posted("planned").filter(context__kind="series")

    assert mails.count() == 5
    assert [one["on"] for one in mails[0].context["meetings"]] == [
        day.isoformat() for day in THURSDAYS
    ]


def test_a_day_on_which_the_group_meets_already_is_left_alone(group, agreed):
    Session.objects.create(group=group, on=THURSDAYS[0], at=dt.time(9), kind="guest")

    plan_series(series_id=agreed.pk)

    assert planned(group) == THURSDAYS[1:]
    assert group.sessions.get(on=THURSDAYS[0]).kind == "guest"


def test_other_agreements_end_the_entry_and_begin_another(series, group, mentor):
    all_sent()
    (old,) = series.rhythms.all()
    agree_on_series(
        group=group,
        by=mentor,
        every_weeks=8,
        weekday=1,
        at=dt.time(15),
        minutes=90,
    )
    plan_series(series_id=series.pk)

    dates = planned(group)
    assert len(dates) == 6
    assert {day.weekday() for day in dates} == {1}
    assert group.sessions.filter(state="cancelled").count() == 2
    series.refresh_from_db()
    assert series.version == 2
    new = series.rhythms.last()
    assert [told(mail) for mail in posted("off")] == [{str(old.uid): ("CANCEL", 1)}] * 5
    assert [told(mail) for mail in posted("planned")] == [
        {str(new.uid): ("REQUEST", 0)}
    ] * 5


def test_the_same_agreements_again_tell_nobody(signed_in, series, group, mentor):
    form = {"every_weeks": "6", "weekday": "3", "at": "16:00", "minutes": "120"}
    url = reverse("sessions:series_form", args=[group.pk])
    all_sent()

    sent = form | {"place": "Utrecht", "plan": "yes"}
    response = signed_in(mentor).post(url, sent)

    assert response.status_code == 302
    series.refresh_from_db()
    assert (series.version, series.is_planned) == (1, True)
    assert in_line() == 0


def test_held_meetings_stay_as_they_were(series, group, mentor, now):
    now.move_to(dt.datetime(2027, 1, 5, 9, tzinfo=dt.UTC))
    agree_on_series(
        group=group, by=mentor, every_weeks=6, weekday=1, at=dt.time(15), minutes=90
    )
    plan_series(series_id=series.pk)

    past = group.sessions.get(on=THURSDAYS[0])
    assert past.at == dt.time(16)
    assert all(day > dt.date(2027, 1, 5) for day in planned(group)[1:])


def test_without_a_first_meeting_there_is_no_rhythm(group, mentor):
    with pytest.raises(DomainError, match="first meeting first"):
        agree_on_series(
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
                "plan": "yes",
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


AGREEMENTS = {
    "every_weeks": "6",
    "weekday": "3",
    "at": "16:00",
    "minutes": "120",
    "place": "Utrecht",
}


@pytest.fixture
def agree(signed_in, mentor, group, first):
    client = signed_in(mentor)
    url = reverse("sessions:series_form", args=[group.pk])

    def post(**sent):
        return client.post(url, AGREEMENTS | sent)

    return post


def test_all_dates_are_seen_before_anybody_is_told(agree, group):
    group.programme.region = "Zuid"
    group.programme.save()

    page = agree()

    assert "8 meetings" in page.text
    assert "Ascension Day" in page.text
    # What speaks against 29 July, and moves nothing.
    assert "Summer Break" in page.text
    assert [field.value() for _step, field in page.context["plan"].rows()] == THURSDAYS
    assert not Series.objects.exists()
    assert not Mail.objects.exists()


def test_a_date_is_changed_on_the_spot_or_left_out(agree, group):
    agree(plan="yes", **{"on-2026-12-31": "2027-01-05", "on-2027-02-11": ""})
    plan_series(series_id=group.series.pk)

    assert planned(group) == [dt.date(2027, 1, 5), *THURSDAYS[2:]]
    shown = agree().context["plan"]
    assert [str(field.value() or "") for _step, field in shown.rows()][:3] == [
        "2027-01-05",
        "",
        "2027-03-25",
    ]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"on-2026-12-31": "2026-11-05"}, "has passed"),
        ({"on-2026-12-31": "2026-11-19"}, "two meetings on 19 November 2026"),
        ({"on-2026-12-31": "2027-02-11"}, "two meetings on 11 February 2027"),
        ({"on-2026-12-31": "2027-02-30"}, "There is no such date"),
        ({f"on-{day}": "" for day in [*THURSDAYS, "2027-05-06"]}, "at least one date"),
    ],
)
def test_days_that_cannot_be_are_kept_and_explained(agree, sent, words):
    page = agree(plan="yes", **sent)

    assert page.status_code == 200
    assert words in page.text
    assert not Series.objects.exists()
    if value := sent.get("on-2026-12-31"):
        assert f'value="{value}"' in page.text


def test_the_agreements_are_changed_again_from_the_dates(agree):
    page = agree(change="yes", place="Gemaal")

    assert 'value="Gemaal"' in page.text
    assert "plan" not in page.context


def test_what_was_planned_stays_when_the_list_of_holidays_changes(
    series, group, monkeypatch
):
    monkeypatch.setattr("sessions.dates.services.series.days_off", lambda *args: {})
    Series.objects.update(state=Series.State.PLANNING)

    plan_series(series_id=series.pk)

    assert planned(group) == THURSDAYS


def test_a_shift_is_explained_as_long_as_it_holds(signed_in, series, group, mentor):
    url = reverse("sessions:series", args=[group.pk])
    assert "Ascension Day" in signed_in(mentor).get(url).text
    moved = group.sessions.get(on=dt.date(2027, 5, 13))

    move_session(session=moved, on=dt.date(2027, 5, 20), at=dt.time(16), minutes=120)

    assert "Ascension Day" not in signed_in(mentor).get(url).text


def test_the_same_again_tells_nobody_after_a_chosen_day_has_passed(
    group, mentor, first, now
):
    agreed = {"every_weeks": 6, "weekday": 3, "at": dt.time(16), "minutes": 120}
    agreed |= {"group": group, "by": mentor}
    chosen = {THURSDAYS[0]: dt.date(2027, 1, 5)}
    series = agree_on_series(**agreed, chosen=chosen)
    plan_series(series_id=series.pk)
    now.move_to(dt.datetime(2027, 1, 7, 9, tzinfo=dt.UTC))

    again = agree_on_series(**agreed)

    assert (again.version, again.is_planned) == (1, True)
    assert again.plan[0] == ["2026-12-31", "2027-01-05"]

"""The clock, the days off and the notice of a programme, on its page of settings."""

import datetime as dt

import pytest
from django.urls import reverse

from intake.models import Intake, MenteeSeat
from people.models import Coordinator
from reminders.services import stand
from sessions.models import DatePoll, Series, Session
from sessions.one_on_ones.services.one_on_ones import ONE_ON_ONE
from tests.factories import PersonFactory
from tests.programmes.test_programmes import SETTINGS

pytestmark = pytest.mark.django_db


@pytest.fixture
def edit(signed_in, coordinator, group):
    client = signed_in(coordinator)
    path = reverse("programmes:programme_edit", args=[group.programme_id])

    def post(**change):
        return client.post(path, SETTINGS | change)

    return post


def fresh(group):
    group.programme.refresh_from_db()
    return group.programme


def test_a_coordinator_sets_which_days_are_free(edit, group):
    response = edit(good_friday="on", country="NL", region="NL Zuid", notice_days=5)

    programme = fresh(group)
    assert response.url == programme.get_absolute_url()
    assert (programme.region, programme.good_friday) == ("Zuid", True)
    assert (programme.liberation_day, programme.notice_days) == ("yearly", 5)
    assert programme.habits.region == "Zuid"


def test_the_region_that_is_set_is_shown_again(edit, signed_in, coordinator, group):
    edit(country="DE", region="DE BY")

    page = signed_in(coordinator).get(
        reverse("programmes:programme_edit", args=[group.programme_id])
    )

    assert fresh(group).region == "BY"
    assert '<option value="DE BY" selected>Bayern</option>' in page.text


def test_a_region_of_another_country_is_refused_and_kept(edit, group):
    response = edit(country="BE", region="DE BY", name="Ronde 3")

    assert "lies in another country" in response.text
    assert "Ronde 3" in response.text
    assert fresh(group).country == "NL"


def test_a_country_that_is_not_offered_stays_as_it_was(edit, group):
    group.programme.country = "JP"
    group.programme.save()

    edit(country="JP", region="")

    assert fresh(group).country == "JP"


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd"])
def test_a_zone_that_is_none_is_refused(edit, group, zone):
    assert edit(time_zone=zone).status_code == 200
    assert fresh(group).time_zone == "Europe/Amsterdam"


def test_the_zone_changes_while_nothing_is_planned(edit, group):
    edit(time_zone="America/New_York")

    assert fresh(group).time_zone == "America/New_York"


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "Europe/London", "UTC"])
def test_a_new_programme_begins_with_the_clock_of_the_organisation(
    signed_in, organisation, settings, zone
):
    settings.TIME_ZONE = zone
    person = PersonFactory(organisation=organisation)
    Coordinator.objects.create(organisation=organisation, person=person)

    page = signed_in(person).get(reverse("programmes:programme_new"))

    form = page.context["form"]
    assert (form["time_zone"].value(), form["country"].value()) == (zone, "NL")
    assert f'<option value="{zone}" selected>' in page.text
    assert '<option value="NL" selected>' in page.text


def session_of(group):
    Session.objects.create(group=group, on=dt.date(2027, 3, 2), at=dt.time(16))


def series_of(group):
    """Agreed, and no worker has planned it yet."""
    Series.objects.create(
        group=group,
        every_weeks=6,
        weekday=1,
        at=dt.time(16),
        first_on=dt.date(2027, 3, 2),
        until=dt.date(2027, 9, 2),
        agreed_by=group.mentor,
    )


def poll_of(group):
    DatePoll.objects.create(group=group, asked_by=group.mentor)


def intake_of(group):
    seat = MenteeSeat.objects.with_intake().filter(group=group).first()
    Intake.objects.create(
        seat_id=seat.pk, mentor=group.mentor, on=dt.date(2027, 3, 2), at=dt.time(9)
    )


def one_on_one_of(group):
    seat = group.seats.mentees().first()
    facts = {"state": "planned", "seat": seat.pk}
    stand(kind=ONE_ON_ONE, object_id="a", facts=facts)


PLANS = [session_of, series_of, poll_of, intake_of, one_on_one_of]


@pytest.mark.parametrize("plan", PLANS)
def test_the_zone_is_fixed_once_anything_is_planned(edit, group, plan):
    plan(group)

    response = edit(time_zone="America/New_York", name="Ronde 3")

    assert "have dates by this clock already" in response.text
    assert "Ronde 3" in response.text
    assert fresh(group).time_zone == "Europe/Amsterdam"
    assert edit(name="Ronde 3").status_code == 302


def test_the_page_says_beforehand_whether_the_zone_may_change(
    signed_in, coordinator, group
):
    client = signed_in(coordinator)
    path = reverse("programmes:programme_edit", args=[group.programme_id])
    assert "It is fixed once anything is planned" in client.get(path).text

    session_of(group)

    assert "so it stays as it is" in client.get(path).text

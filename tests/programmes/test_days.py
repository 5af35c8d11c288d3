"""Days of a programme, around midnight and far from the server."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from boards.due import waiting as boards_waiting
from groups.loading import load
from intake.due import waiting as intakes_waiting
from intake.models import Intake
from people.models import Project, Stint
from programmes.models import Role
from sessions.models import OneOnOne, Session
from spaces.acting import acting_as
from tests.factories import ParticipationFactory

pytestmark = pytest.mark.django_db

LAST, FIRST = dt.date(2026, 12, 31), dt.date(2027, 1, 1)
NEW_YORK, AUCKLAND = "America/New_York", "Pacific/Auckland"
# When it is still the last of December there, and when it is already the first of January.
STILL = {NEW_YORK: "2027-01-01 04:30Z", AUCKLAND: "2026-12-31 10:30Z"}
ALREADY = {NEW_YORK: "2027-01-01 05:30Z", AUCKLAND: "2026-12-31 11:30Z"}
DAYS = [
    (zone, moment[zone], day)
    for zone in (NEW_YORK, AUCKLAND)
    for moment, day in ((STILL, LAST), (ALREADY, FIRST))
]


@pytest.fixture
def there(programme, request):
    """The programme is held in that zone, at that moment; answers what day it is there."""
    zone, moment, day = request.param
    programme.time_zone = zone
    programme.save(update_fields=["time_zone"])
    with time_machine.travel(moment):
        yield day


@pytest.fixture
def press(there, signed_in, group, mentor, mentee):
    """Post the mentor's form; answers the intake, or None where it is refused."""
    seat = group.seats.get(person=mentee)

    def press(name, **form):
        response = signed_in(mentor).post(
            reverse(f"intake:{name}", args=[seat.pk]), form
        )
        if response.status_code == 302:
            return Intake.objects.get(seat=seat)
        assert response.context["forms"][name].errors
        return None

    return press


@pytest.mark.parametrize("there", DAYS, indirect=True)
def test_it_is_planned_from_today_on(there, press):
    form = {"at": "23:45", "minutes": 45, "place": ""}

    assert press("plan", on=there - dt.timedelta(1), **form) is None
    assert press("plan", on=there, **form).on == there


@pytest.mark.parametrize("there", DAYS, indirect=True)
def test_it_was_held_up_to_today(there, press):
    assert press("held", on=there + dt.timedelta(1)) is None
    assert press("held", on=there).on == there


@pytest.mark.parametrize("there", DAYS, indirect=True)
def test_the_form_offers_today(there, signed_in, group, mentor, mentee):
    seat = group.seats.get(person=mentee)

    page = signed_in(mentor).get(reverse("intake:intake_detail", args=[seat.pk]))

    assert page.context["forms"]["held"]["on"].value() == there


@pytest.mark.parametrize(
    ("days", "waits"),
    [
        (-1, {"intake.was_it_held"}),
        (0, set()),
        (1, {"intake.tomorrow"}),
        (2, set()),
    ],
)
@pytest.mark.parametrize("there", DAYS, indirect=True)
def test_of_a_planned_intake_waits_what_the_day_there_says(
    there, group, mentor, mentee, days, waits
):
    seat = group.seats.get(person=mentee)
    Intake.objects.create(
        seat=seat,
        mentor=mentor,
        state="planned",
        on=there + dt.timedelta(days),
        at=dt.time(9),
    )

    found = {due.kind for due in intakes_waiting(now=timezone.now())}
    assert found - {"intake.to_plan"} == waits


@pytest.mark.parametrize("there", DAYS, indirect=True)
def test_a_plan_is_asked_for_a_week_after_the_start_there(there, group):
    now = timezone.now()
    week = dt.timedelta(7)

    mailed = {due.day for due in intakes_waiting(now=now + week) if due.mail}
    assert mailed == {there + week}


@pytest.mark.parametrize(("days", "waits"), [(30, True), (31, False)])
@pytest.mark.parametrize("there", DAYS, indirect=True)
def test_composing_waits_thirty_days_before_the_start_there(
    there, programme, coordinator, days, waits
):
    programme.starts_on = there + dt.timedelta(days)
    programme.save(update_fields=["starts_on"])

    kinds = {due.kind for due in boards_waiting(now=timezone.now(), person=coordinator)}
    assert ("boards.to_compose" in kinds) == waits


@pytest.mark.parametrize(("days", "shown"), [(-1, 0), (0, 3)])
@pytest.mark.parametrize("there", DAYS, indirect=True)
def test_what_stands_on_today_is_from_that_day_on(
    there, signed_in, group, mentor, mentee, days, shown
):
    seat, on = group.seats.get(person=mentee), there + dt.timedelta(days)
    when = {"on": on, "at": dt.time(9)}
    Session.objects.create(group=group, kind="first", **when)
    Intake.objects.create(seat=seat, mentor=mentor, state="planned", **when)
    with acting_as(mentee):
        talk = {"space_id": seat.pair_id, "asked_by": mentee, "state": "planned"}
        OneOnOne.objects.create(seat=seat, mentor=mentor, **talk, **when)

    context = signed_in(mentee).get("/").context

    assert context["today"] == there
    dates = [one for one in (context["next_date"], *context["later_dates"]) if one]
    assert [one.on for one in dates] == [on] * shown


@pytest.mark.parametrize("there", DAYS, indirect=True)
def test_composing_counts_to_today(there, programme):
    part = ParticipationFactory(
        programme=programme,
        role=Role.MENTEE,
        person__organisation=programme.organisation,
        person__years_experience=None,
        person__hired_on=there - dt.timedelta(365),
    )
    project = Project.objects.create(organisation=programme.organisation, name="Bridge")
    Stint.objects.create(
        person=part.person, project=project, starts_on=dt.date(2026, 1, 1), hours=20
    )

    (person,) = load(programme).instance.people

    assert person.seniority == 1
    assert [stint.end for stint in person.projects] == [there.year * 12 + there.month]

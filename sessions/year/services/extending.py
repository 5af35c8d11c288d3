"""Votes on going on together are opened and closed here, in the worker."""

import logging
from datetime import date, time, timedelta

from dateutil.relativedelta import relativedelta
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from calendars.daysoff import days_off
from groups.models import MentorGroup, Tolerance
from people.models import Person
from programmes import clock
from programmes.models import Programme
from reminders import bell
from reminders.errors import where
from reminders.letters import called
from reminders.services import Posting, post_all
from sessions.dates import planning
from sessions.dates.length import months_of
from sessions.dates.models.series import Series
from sessions.year.ending import VOTES, end_of, with_end
from sessions.year.models.extension import Extension

logger = logging.getLogger(__name__)
# It closes so long before the end, and is open at least so long.
CLOSES = relativedelta(months=1)
AT_LEAST = timedelta(days=14)


def open_extensions() -> int:
    """Open the votes whose day has come; how many. Safe to run twice.

    A group whose end has passed without one, as nobody was here to open it, has it
    closed at once: then it has ended.
    """
    opened, now = 0, timezone.now()
    groups = with_end(MentorGroup.objects.under_way().filter(ended_on=None))
    for group in groups.filter(programme__state=Programme.State.RUNNING):
        today = clock.today_in(group.programme, now)
        last_day = last_day_to_vote(group, today)
        if last_day is not None:
            opened += _open(group, now, until=last_day)
        elif group.first_on and end_of(group) <= today:
            opened += _open(group, now)
    return opened


def last_day_to_vote(group, today: date) -> date | None:
    """Until when a group `with_end` would vote, if it began today; None: not now.

    Nor when no fortnight is left for it before the end.
    """
    ends_on = end_of(group)
    if ends_on is None or today < max(ends_on - VOTES, group.first_on):
        return None
    last_day = max(ends_on - CLOSES, today + AT_LEAST)
    return last_day if last_day < ends_on else None


@transaction.atomic
def _open(group, now, until=None) -> bool:
    reason, by = _reason_of_before(group)
    closes_at = now + timedelta(seconds=1)
    if until:
        day_after = until + timedelta(days=1)
        closes_at = clock.wall_clock(group.programme, day_after, time())
    extension, is_new = Extension.objects.get_or_create(
        group=group,
        after_months=months_of(group),
        defaults={
            "ends_on": end_of(group),
            "months": group.programme.months,
            "opened_at": now,
            "closes_at": closes_at,
            "reason": reason,
            "reason_by_id": by,
        },
    )
    if is_new and until:
        context = {"until": str(until), "ends_on": str(extension.ends_on)}
        _tell_coordinators(extension, "sessions.extension_opened", context)
    return is_new


def _reason_of_before(group) -> tuple[str, int | None]:
    """Of a group that goes on with three already: the coordinator's reason."""
    if MentorGroup.objects.too_small().filter(pk=group.pk).exists():
        return "", None
    if group.seats.held().mentees().count() >= group.programme.min_size:
        return "", None
    known = Tolerance.objects.of_size().filter(group=group).last()
    return (known.reason, known.by_id) if known else ("", None)


def close_extensions() -> int:
    """Close the votes whose time is over; how many. Each for itself, safe to run twice."""
    closed = 0
    waiting = Extension.objects.to_close(timezone.now()).order_by("pk")
    for extension_id in list(waiting.values_list("pk", flat=True)):
        try:
            closed += close_extension(extension_id=extension_id)
        except Exception as error:
            logger.error("Vote %s cannot be closed: %s.", extension_id, where(error))
    return closed


@transaction.atomic
def close_extension(*, extension_id: int) -> bool:
    """Have the database count, and do what the outcome asks; whether it was this call."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sessions_close_extension(%s)", [extension_id])
        (outcome,) = cursor.fetchone()
    if outcome is None:
        return False
    extension = Extension.objects.with_group().get(pk=extension_id)
    if extension.goes_on:
        _continue(extension)
    last_day = extension.would_end_on if extension.goes_on else extension.ends_on
    context = {"goes_on": extension.goes_on, "ends_on": last_day.isoformat()}
    members = extension.group.seats.held().select_related("person__organisation")
    people = [seat.person for seat in members]
    _tell(people, extension, "sessions.extension_closed", context)
    _tell_coordinators(extension, "sessions.extension_known", context)
    return True


def _continue(extension) -> None:
    """Carry the series on in its rhythm; its meetings are made, and told, as ever."""
    group = extension.group
    # Agreed on anew right now: what is added comes after that.
    series = Series.objects.select_for_update().filter(group=group).first()
    if series is None:
        return
    series.until = end_of(group)
    if series.plan is not None:
        series.plan += _further_dates(series, group.programme)
    series.state, series.version = Series.State.PLANNING, series.version + 1
    series.agreed_at = timezone.now()
    series.save(update_fields=["until", "plan", "state", "version", "agreed_at"])
    bell.ring_on_commit("sessions.plan_series", series.pk)


def _further_dates(series, programme) -> list[list]:
    apart = timedelta(weeks=series.every_weeks)
    known = series.agreed_days
    first = max(known) + apart if known else series.first_on
    dates = planning.plan_dates(
        first=first,
        until=series.until,
        every_weeks=series.every_weeks,
        days_off=days_off(programme.habits, first, series.until),
    )
    return [[str(step.nominal), step.on and str(step.on)] for step in dates]


def _tell_coordinators(extension, kind, context):
    programme = extension.group.programme
    people = Person.objects.filter(runs__programme=programme, is_active=True)
    people = people.select_related("organisation").order_by("pk")
    _tell(people, extension, kind, context, page="sessions:extension_reason")


def _tell(people, extension, kind, context, page="sessions:extension"):
    group = extension.group
    post_all(
        Posting(
            person=person,
            kind=kind,
            programme_id=group.programme_id,
            zone=group.programme.time_zone,
            object_id=extension.pk,
            link=reverse(page, args=[group.pk]),
            context={"group": called(group)} | context,
        )
        for person in people
    )

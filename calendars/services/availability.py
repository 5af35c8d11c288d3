"""What a person says of when they can meet; each for themselves, and only they."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from calendars.models import Absence, WorkingHours
from people.models import Person
from spaces.errors import DomainError

MOST_ABSENCES = 40
# Of a weekday: before and after a break.
MOST_STRETCHES = 2
# No place is further west of UTC: a day that is over there is over everywhere.
WEST = timedelta(hours=12)
Week = Mapping[int, Iterable[tuple[time, time]]]


@transaction.atomic
def set_hours(*, person, week: Week) -> None:
    """Have the week be the person's own word: by weekday (0 is Monday) from and until.

    Stretches that touch are one. Raises DomainError for a week without any, for one that
    ends before it begins, and for more than two on a day.
    """
    _lock(person)
    hours = [
        WorkingHours(person=person, weekday=weekday, since=since, until=until)
        for weekday, stretches in week.items()
        for since, until in joined(stretches)
    ]
    if not hours:
        raise DomainError(
            _("Say of one day at least when you can. Are you away? Add an absence.")
        )
    WorkingHours.objects.of(person).delete()
    WorkingHours.objects.bulk_create(hours)


def joined(stretches: Iterable[tuple[time, time]]) -> list[tuple[time, time]]:
    """In their order, those that touch or overlap as one."""
    apart: list[tuple[time, time]] = []
    for since, until in sorted(stretches):
        if until <= since:
            raise DomainError(_("“Until” is to be later than “from”."))
        if apart and since <= apart[-1][1]:
            since, before = apart.pop()
            until = max(until, before)
        apart.append((since, until))
    if len(apart) > MOST_STRETCHES:
        raise DomainError(_("A day has two stretches at most."))
    return apart


@transaction.atomic
def forget_hours(*, person) -> None:
    """Take the own word back: what the organisation says holds again."""
    _lock(person)
    WorkingHours.objects.of(person).delete()


@transaction.atomic
def add_absence(*, person, first: date, last: date) -> Absence:
    """Say that the person cannot from the first to the last day; again it is the same.

    Raises DomainError for days that are over, or that end before they begin.
    """
    _lock(person)
    if last < first:
        raise DomainError(_("The last day lies before the first: fill in a later one."))
    if last < timezone.localdate():
        day = formats.date_format(last, "j F Y")
        raise DomainError(
            _("%(day)s has passed: fill in days still to come.") % {"day": day}
        )
    known = Absence.objects.of(person)
    if same := known.filter(first=first, last=last).first():
        return same
    if known.count() >= MOST_ABSENCES:
        raise DomainError(
            _("You have said %(count)d absences: take one away first.")
            % {"count": MOST_ABSENCES}
        )
    return Absence.objects.create(person=person, first=first, last=last)


def drop_absence(*, absence: Absence) -> None:
    """The person can again on those days; what is gone already stays so."""
    Absence.objects.of(absence.person_id).filter(pk=absence.pk).delete()


def forget_past(now: datetime) -> None:
    """For the worker: delete absences that are over, and all of who has left."""
    Absence.objects.over((now.astimezone(UTC) - WEST).date()).delete()
    for model in (Absence, WorkingHours):
        model.objects.of_leavers().delete()


def _lock(person) -> None:
    """Two windows that send at once: the second one waits for the first."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)

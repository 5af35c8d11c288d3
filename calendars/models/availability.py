"""When a person can meet: their own word, which nobody else reads.

Others ask only whether somebody can at a moment (`groups.services.who_cannot`).
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from spaces.models import Open
from spaces.models.open import OWN_ROWS

PERSON = settings.AUTH_USER_MODEL


class OfPersonQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person)

    def of_leavers(self):
        """Of people who have left the organisation."""
        return self.filter(person__is_active=False)


class WorkingHours(Open):
    """A stretch of a weekday in which a person usually can, by the clock where they meet.

    One such row makes the week the person's own word: on a weekday without any, or
    outside them, that person cannot.
    """

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField(help_text="0 is Monday.")
    since = models.TimeField()
    until = models.TimeField()

    web_rows = OWN_ROWS
    web_grants = "SELECT, INSERT, DELETE"
    worker_grants = "SELECT, DELETE"
    objects = OfPersonQuerySet.as_manager()

    class Meta:
        ordering = ["weekday", "since"]
        constraints = [
            models.UniqueConstraint(
                "person", "weekday", "since", name="calendars_workinghours_once"
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6), name="calendars_workinghours_weekday"
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="calendars_workinghours_last"
            ),
        ]

    def __str__(self):
        return f"{self.weekday} {self.since:%H:%M} to {self.until:%H:%M}"


class AbsenceQuerySet(OfPersonQuerySet):
    def coming(self, today):
        """Those that are not over."""
        return self.exclude(last__lt=today)

    def over(self, today):
        """Those of which the last day lies before `today`."""
        return self.filter(last__lt=today)


class Absence(Open):
    """Days on which a person cannot, the first and the last included; no reason."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    first = models.DateField()
    last = models.DateField()

    web_rows = OWN_ROWS
    web_grants = "SELECT, INSERT, DELETE"
    worker_grants = "SELECT, DELETE"
    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["first", "last"]
        constraints = [
            models.UniqueConstraint(
                "person", "first", "last", name="calendars_absence_once"
            ),
            models.CheckConstraint(
                condition=Q(last__gte=F("first")), name="calendars_absence_ends_later"
            ),
        ]

    def __str__(self):
        return f"{self.first} to {self.last}"

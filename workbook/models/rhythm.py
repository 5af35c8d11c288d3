from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spaces.models import Open
from spaces.models.open import OWN_ROWS


class Every(models.TextChoices):
    WEEK = "week", _("every week")
    TWO_WEEKS = "two weeks", _("every two weeks")
    MEETING = "meeting", _("after each meeting")
    MONTH = "month", _("every month")


class CheckInRhythmQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person)

    def asking(self):
        """Where there is a goal to ask about, by now or from some day on."""
        return self.exclude(since=None)


class CheckInRhythm(Open):
    """How often somebody wants to be asked how it goes with their learning goals.

    The worker writes the reminders, so it is open, and tells as little as it can: not
    which goals, nor what was answered. All that is asked, and when that ends, counts
    from the day `since`; None while no goal is under way. None such row: not at all.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    every = models.CharField(max_length=10, choices=Every)
    since = models.DateField(null=True, blank=True)

    web_rows = OWN_ROWS
    worker_grants = "SELECT"
    objects = CheckInRhythmQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(every__in=Every.values),
                name="workbook_checkinrhythm_every",
            )
        ]

    def __str__(self):
        return f"rhythm of {self.person_id}"

from django.conf import settings
from django.db import models
from django.db.models import Q

from programmes.models import Programme
from sessions.one_on_ones.lengths import length
from spaces.models import Open


class SharedHours(Open):
    """What a mentor's month took, put in for the one number of a programme (R8).

    No role has a grant on it: functions of the database put it in for who acts, and
    answer the number, after which the rows of that month go.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    month = models.DateField(help_text="Its first day.")
    minutes = models.PositiveIntegerField()

    web_grants = worker_grants = ""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "programme", "person", "month", name="sessions_shared_hours_once"
            ),
            models.CheckConstraint(
                condition=Q(month__day=1), name="sessions_shared_hours_of_a_month"
            ),
        ]

    def __str__(self):
        return f"hours shared for {self.month}"


class HoursOfMonthQuerySet(models.QuerySet):
    def of_month(self, first):
        return self.filter(month=first)

    def where_mentor(self, person):
        """Of the programmes in which the person is a mentor."""
        roles = person.participations.mentors().enrolled()
        return self.filter(programme__in=roles.values("programme"))


class HoursOfMonth(Open):
    """How long the mentors of a programme took for a month on average: fixed for good."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="hours_of_months"
    )
    month = models.DateField(help_text="Its first day.")
    minutes = models.PositiveIntegerField(help_text="Of a mentor, to the quarter hour.")

    web_grants = "SELECT"
    worker_grants = ""
    objects = HoursOfMonthQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "programme", "month", name="sessions_hours_of_month_once"
            ),
        ]

    def __str__(self):
        return f"hours of {self.month}"

    @property
    def length(self) -> str:
        return length(self.minutes)

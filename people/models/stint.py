from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.organisation import Project
from people.models.person import Person
from spaces.models import Open


class StintQuerySet(models.QuerySet):
    def newest_first(self):
        return self.select_related("project").order_by("-starts_on", "pk")


class Stint(Open):
    """A stretch of work of a person on a project, whole months inclusive (R3)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="stints")
    project = models.ForeignKey(Project, models.CASCADE, related_name="stints")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    hours = models.PositiveSmallIntegerField(_("hours a week"))

    objects = StintQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person", "project", "starts_on", name="people_stint_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="people_stint_ends_later",
            ),
        ]

    def __str__(self):
        return f"{self.person_id} on {self.project_id}"

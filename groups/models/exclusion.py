from django.db import models
from django.db.models import F, Q

from programmes.models import Participation, Programme
from spaces.models import Open


class ExclusionQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(programme__coordinators__person=person)

    def with_people(self):
        return self.select_related("first__person", "second__person").order_by(
            "first__person__sort_key", "second__person__sort_key", "pk"
        )


class Exclusion(Open):
    """Two people of a programme who are kept apart."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="exclusions")
    first = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    second = models.ForeignKey(Participation, models.CASCADE, related_name="+")

    worker_grants = "SELECT"
    objects = ExclusionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("first", "second", name="groups_exclusion_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="groups_exclusion_ordered"
            ),
        ]

    def __str__(self):
        return f"{self.first_id} apart from {self.second_id}"

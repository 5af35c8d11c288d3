from django.conf import settings
from django.db import models
from django.utils import timezone

from groups.models.group import MentorGroup
from groups.models.seat import Seat
from spaces.models import Open


class WaitQuerySet(models.QuerySet):
    def standing(self, today):
        """Until that day or a later one; and nobody else has left since.

        Of a group the last one that was chosen, which may end earlier than one before.
        """
        gone = Seat.objects.gone().mentees()
        gone = gone.filter(
            group=models.OuterRef("group"), left_at__gte=models.OuterRef("at")
        )
        later = Wait.objects.filter(
            group=models.OuterRef("group"), pk__gt=models.OuterRef("pk")
        )
        standing = self.filter(until__gte=today).exclude(models.Exists(gone))
        return standing.exclude(models.Exists(later))

    def by_group(self) -> dict[int, "Wait"]:
        """Of each group the last one."""
        return {wait.group_id: wait for wait in self.order_by("at")}


class Wait(Open):
    """That a group that became too small waits until a day for somebody to come (R1).

    Nothing of the group changes meanwhile, and no coordinator is reminded. It holds for
    what had happened by then: not when somebody else leaves afterwards.
    """

    group = models.ForeignKey(MentorGroup, models.PROTECT, related_name="waits")
    until = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    web_grants = "SELECT, INSERT"
    worker_grants = "SELECT"
    objects = WaitQuerySet.as_manager()

    class Meta:
        ordering = ["at"]

    def __str__(self):
        return f"{self.group_id} waits until {self.until}"

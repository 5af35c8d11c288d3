from django.db import models
from django.utils import timezone

from spaces.models import Open, Space


class FormerCircle(Open):
    """A circle that a group had before a newcomer or another mentor came.

    Who was there goes on reading it, until they leave the group.
    """

    group = models.ForeignKey(
        "groups.MentorGroup", models.PROTECT, related_name="former_circles"
    )
    space = models.OneToOneField(Space, models.PROTECT, related_name="+")
    until = models.DateTimeField(default=timezone.now)

    web_grants = "SELECT, INSERT"
    worker_grants = "SELECT"

    def __str__(self):
        return f"{self.group_id} until {self.until}"

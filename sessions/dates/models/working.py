from datetime import time

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from groups.models import MentorGroup
from sessions.dates.models.series import EVERY
from spaces.erasing import Stays
from spaces.fields import SealedTextField
from spaces.models import Confidential

PERSON = settings.AUTH_USER_MODEL


class WorkingAgreementQuerySet(models.QuerySet):
    def in_circle(self, space_id):
        return self.filter(space=space_id).select_related("author")

    def latest_first(self):
        return self.order_by("-written_at")


class WorkingAgreement(Confidential):
    """When and where a group would meet, as one of it wrote it down at the first meeting.

    Appended, never changed: the latest holds, until the mentor makes a series of it.
    """

    group = models.ForeignKey(MentorGroup, models.PROTECT, related_name="+")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    every_weeks = models.PositiveSmallIntegerField(choices=EVERY)
    weekday = models.PositiveSmallIntegerField(choices=sorted(WEEKDAYS.items()))
    at = models.TimeField(default=time(16))
    minutes = models.PositiveSmallIntegerField(default=120)
    place = SealedTextField(_("place"), word="place", blank=True)
    written_at = models.DateTimeField(default=timezone.now)

    sealed_as = "working agreement"
    sealed_with = ("author", "group", "written_at")
    web_grants = "SELECT, INSERT"
    may_change = None
    erased = [Stays("when and where the group meets, agreed on together")]
    objects = WorkingAgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "space", "written_at", name="sessions_working_one_at_a_time"
            )
        ]

    def __str__(self):
        return f"working agreement {self.pk}"

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch
from django.urls import reverse

from spaces.erasing import Rows
from spaces.models import Confidential
from writing.models import Text


class GoalQuerySet(models.QuerySet):
    def written_by(self, person):
        mine = self.filter(author=person).select_related("text")
        return mine.order_by("text__created_at")

    visible_to = written_by

    def at_hand(self):
        return self.filter(archived_at=None)

    def under_way(self):
        return self.at_hand().filter(reached_at=None)

    def put_away(self):
        return self.exclude(archived_at=None)

    def under_way_first(self):
        """Then those that were reached."""
        return self.order_by(
            F("reached_at").asc(nulls_first=True), "text__created_at", "pk"
        )

    def with_shown(self):
        """With `text.shown_now`: where others can read it."""
        return self.prefetch_related(Prefetch("text__shown", to_attr="shown_now"))


class Goal(Confidential):
    """What becomes of a learning goal; what it says is its text, of the same id."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    text = models.OneToOneField(Text, models.PROTECT, related_name="goal")
    reached_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    web_grants = "SELECT, INSERT, UPDATE"
    erased = [Rows()]
    objects = GoalQuerySet.as_manager()

    def __str__(self):
        return f"goal {self.pk}"

    def get_absolute_url(self):
        return reverse("workbook:goal", args=[self.pk])

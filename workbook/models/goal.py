from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from spaces.erasing import ErasedRows
from spaces.models import Confidential, OwnErasure
from writing.models import Revision, Text


class GoalQuerySet(models.QuerySet):
    def written_by(self, person):
        mine = self.filter(author=person).select_related("text")
        return mine.order_by("text__created_at")

    visible_to = written_by

    def at_hand(self):
        return self.filter(archived_at=None)

    def unreached(self):
        return self.at_hand().filter(reached_at=None)

    def under_way(self, today=None):
        """Those that are worked on: neither reached nor paused."""
        resting = Q(paused_until=None) | Q(
            paused_until__gt=today or timezone.localdate()
        )
        return self.unreached().exclude(resting, paused_at__isnull=False)

    def let_go(self):
        return self.exclude(archived_at=None)

    def split_off(self, goal) -> list:
        """Those that came of that one, also by way of others."""
        goals = {goal.pk: goal}
        mine = self.written_by(goal.author).exclude(split_from=None)
        for part in mine.order_by("split_at"):
            if part.split_from in goals:
                goals[part.pk] = part
        return [part for pk, part in goals.items() if pk != goal.pk]

    def under_way_first(self):
        """Then those that were reached."""
        return self.order_by(
            F("reached_at").asc(nulls_first=True), "text__created_at", "pk"
        )

    def with_beside(self):
        """With `has_versions`: whether second versions of its text wait."""
        beside = Revision.objects.beside().filter(text=OuterRef("text"))
        return self.annotate(has_versions=Exists(beside))

    def with_erasing(self):
        """With `erasing_at`: when its author asked to have it erased; None: not so."""
        waiting = OwnErasure.objects.waiting().filter(
            Q(kind=OwnErasure.Kind.ALL) | Q(text_id=OuterRef("text")),
            person=OuterRef("author"),
        )
        return self.annotate(erasing_at=Subquery(waiting.values("asked_at")[:1]))

    def with_shown(self):
        """With `text.shown_now`: where others can read it."""
        return self.prefetch_related(Prefetch("text__shown", to_attr="shown_now"))


class Goal(Confidential):
    """What becomes of a learning goal; what it says is its text, of the same id.

    It stays the same goal however it is worded. One that was split off another goes on
    from what was noted there until then.
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    text = models.OneToOneField(Text, models.PROTECT, related_name="goal")
    reached_at = models.DateTimeField(null=True, blank=True)
    # Let go: out of the list, and nobody else reads it.
    archived_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    # The day on which it goes on by itself; None: when its author says so.
    paused_until = models.DateField(null=True, blank=True)
    # By its id alone: whoever erases that goal keeps this one.
    split_from = models.UUIDField(null=True, editable=False)
    split_at = models.DateTimeField(null=True, blank=True)

    web_grants = "SELECT, INSERT, UPDATE"
    erased = [ErasedRows()]
    objects = GoalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(paused_until=None) | ~Q(paused_at=None),
                name="workbook_goal_until_is_of_a_pause",
            ),
            models.CheckConstraint(
                condition=Q(split_from=None, split_at=None)
                | ~Q(split_from=None) & ~Q(split_at=None),
                name="workbook_goal_split_at_a_moment",
            ),
        ]

    def __str__(self):
        return f"goal {self.pk}"

    def get_absolute_url(self):
        return reverse("workbook:goal", args=[self.pk])

    @property
    def wording(self) -> str:
        """What it says in one line."""
        if self.text.title:
            return self.text.title
        lines = self.text.body.strip().splitlines() or [""]
        return Truncator(lines[0].strip()).chars(100)

    @property
    def is_paused(self) -> bool:
        day = timezone.localdate()
        return bool(self.paused_at) and not (
            self.paused_until and self.paused_until <= day
        )

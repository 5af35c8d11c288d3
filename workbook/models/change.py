from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spaces.erasing import ErasedRows
from spaces.fields import SealedTextField
from spaces.models import Confidential
from workbook.models.goal import Goal


class What(models.TextChoices):
    REWORDED = "reworded", _("worded otherwise")
    SPLIT = "split", _("split")
    PAUSED = "paused", _("paused")
    RESUMED = "resumed", _("under way again")
    LET_GO = "let go", _("let go")
    BROUGHT_BACK = "brought back", _("brought back")
    REACHED = "reached", _("reached")
    UNREACHED = "unreached", _("not reached after all")


class Why(models.TextChoices):
    REACHED = "reached", _("reached")
    UNIMPORTANT = "unimportant", _("no longer important")
    NOT_MINE = "not mine", _("it was not mine")
    TOO_BIG = "too big", _("too big")
    NO_ROOM = "no room", _("no room now")
    OTHER = "other", _("otherwise")


class GoalChangeQuerySet(models.QuerySet):
    def written_by(self, person):
        return self.filter(author=person)

    def of(self, goal: Goal):
        return self.filter(goal=goal).order_by("at", "pk")


class GoalChange(Confidential):
    """Something became of a learning goal, and why, where its author says so."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="changes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    what = SealedTextField(word="what")
    why = SealedTextField(word="why", blank=True)
    words = SealedTextField(word="words", blank=True)
    # How the goal was worded until then.
    wording = SealedTextField(word="wording", blank=True)
    # Of a pause: the day on which it ends by itself.
    until = models.DateField(null=True, blank=True)

    sealed_as = "goal change"
    sealed_with = ("author", "goal", "at", "until")
    web_grants = "SELECT, INSERT"
    may_add = (
        "author_id = spaces_person() AND EXISTS (SELECT FROM workbook_goal one "
        "WHERE one.id = goal_id AND one.space_id = workbook_goalchange.space_id "
        "AND one.author_id = spaces_person())"
    )
    may_change = None
    erased = [ErasedRows()]
    objects = GoalChangeQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"change {self.pk} of a goal"

    @property
    def reason(self) -> str:
        """Why, in words; empty where nothing was said."""
        # What no list knows, or does not open, stands as it is.
        known = dict(Why.choices) | {Why.OTHER: ""}
        chosen = known.get(self.why, self.why)
        return ": ".join(filter(None, [str(chosen), self.words]))

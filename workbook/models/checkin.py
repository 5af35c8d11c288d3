from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from spaces.erasing import ErasedRows
from spaces.fields import SealedTextField
from spaces.models import Confidential
from workbook.models.goal import Goal

# What one can say instead of a figure.
NOTHING, NO_ROOM = "nothing", "no room"
FIGURES = [str(figure) for figure in range(11)]


class CheckInQuerySet(models.QuerySet):
    def written_by(self, person):
        return self.filter(author=person)

    visible_to = written_by

    def readable_with(self, goal: Goal):
        """What was noted of a goal, and before it was split off another of that one."""
        wanted = Q(goal=goal)
        for goal_id, until in ends_of(goal).items():
            wanted |= Q(goal_id=goal_id, at__lte=until)
        return self.filter(wanted).order_by("at", "pk")


def ends_of(goal: Goal, split: dict | None = None) -> dict:
    """Off which goals it was split, in the end, by id, and until when it was one with
    them. `split`: all of its author's that were split off another, where they are known.
    """
    if goal.split_from is None:
        return {}
    if split is None:
        mine = Goal.objects.written_by(goal.author)
        split = mine.exclude(split_from=None).in_bulk()
    ends, until = {}, None
    part = split.get(goal.pk)
    while part:
        until = min(part.split_at, until or part.split_at)
        ends[part.split_from] = until
        part = split.get(part.split_from)
    return ends


class CheckIn(Confidential):
    """Half a minute with a learning goal: where somebody is, and what happened.

    With how the goal was worded that day, which stays when it is worded otherwise.
    """

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="check_ins")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    # A figure of `FIGURES`, or NOTHING or NO_ROOM.
    said = SealedTextField(word="said")
    happened = SealedTextField(word="happened", blank=True)
    next_step = SealedTextField(word="next step", blank=True)
    wording = SealedTextField(word="wording", blank=True)

    sealed_as = "check-in"
    sealed_with = ("author", "goal", "at")
    web_grants = "SELECT, INSERT, DELETE"
    may_add = (
        "author_id = spaces_person() AND EXISTS (SELECT FROM workbook_goal one "
        "WHERE one.id = goal_id AND one.space_id = workbook_checkin.space_id "
        "AND one.author_id = spaces_person())"
    )
    may_change = "author_id = spaces_person()"
    erased = [ErasedRows()]
    objects = CheckInQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"check-in {self.pk}"

    @property
    def figure(self) -> int | None:
        """Where its author was, of ten; None where no figure was given."""
        return int(self.said) if self.said in FIGURES else None

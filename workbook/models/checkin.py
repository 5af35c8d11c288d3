from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from spaces.erasing import Rows
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
        wanted, until = Q(goal=goal), None
        for one in lineage(goal):
            until = min(one.split_at, until or one.split_at)
            wanted |= Q(goal_id=one.split_from, at__lte=until)
        return self.filter(wanted).order_by("at", "pk")


def lineage(goal: Goal):
    """The goal, where it was split off another, and those of which that is so before it."""
    if goal.split_from is None:
        return
    mine = Goal.objects.written_by(goal.author)
    split = mine.exclude(split_from=None).in_bulk()
    one = split.get(goal.pk)
    while one:
        yield one
        one = split.get(one.split_from)


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
    erased = [Rows()]
    objects = CheckInQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"check-in {self.pk}"

    @property
    def figure(self) -> int | None:
        """Where its author was, of ten; None where no figure was given."""
        return int(self.said) if self.said in FIGURES else None

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import MentorGroup
from sessions.session.models.of_group import LED
from spaces.erasing import Stays
from spaces.models import Confidential

PERSON = settings.AUTH_USER_MODEL
# More than that no meeting lasts.
LONGEST = 480


class Item(models.IntegerChoices):
    """The items of the agenda of the first meeting, in their order (1.3)."""

    WELCOME = 1, _("Welcome")
    ACQUAINTANCE = 2, _("Getting to know each other")
    QUESTIONS = 3, _("What do you run into?")
    TREATMENT = 4, _("How we treat each other")
    WORKING = 5, _("Working agreements")
    TASKS = 6, _("Who does what for next time")


class Way(models.TextChoices):
    """A way of getting acquainted, *kennismaken*; how is in `templates/sessions/year/ways/`."""

    OBJECT = "object", _("An object")
    PAIRS = "pairs", _("In pairs")
    ROUND = "round", _("A round with one good question")
    LINE = "line", _("The line of your working life")
    PICTURE = "picture", _("A picture")


class AgendaChoiceQuerySet(models.QuerySet):
    def in_circle(self, space_id):
        return self.filter(space=space_id)

    def about(self, item, part):
        return self.filter(item=item, part=part)

    def latest_two(self):
        """Of each part of each item what holds, with `rank` 1, and what did before."""
        rank = Window(
            RowNumber(), partition_by=["item", "part"], order_by=F("at").desc()
        )
        return self.annotate(rank=rank).filter(rank__lte=2).order_by("-at")

    def with_people(self):
        return self.select_related("author", "leader")


class AgendaChoice(Confidential):
    """What a member chose about an item of the first meeting's agenda, for the circle.

    Appended, never changed: the latest of each part holds. Minutes, leader or way left
    out means again as the page proposes it.
    """

    class Part(models.TextChoices):
        MINUTES = "minutes", _("how long")
        LEADER = "leader", _("who leads")
        WAY = "way", _("which way")

    group = models.ForeignKey(MentorGroup, models.PROTECT, related_name="+")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    item = models.PositiveSmallIntegerField(choices=Item)
    part = models.CharField(max_length=10, choices=Part)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    leader = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    way = models.CharField(max_length=10, choices=Way, blank=True)
    # Rises with each choice of a circle, however near two are to each other.
    at = models.DateTimeField(default=timezone.now)

    web_grants = "SELECT, INSERT"
    # Anybody of the group; the way of getting acquainted is the mentor's to choose.
    may_add = f"author_id = spaces_person() AND (part <> 'way' OR group_id IN ({LED}))"
    may_change = None
    erased = [Stays("what the group goes through at its first meeting; no words")]
    objects = AgendaChoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "space", "item", "part", "at", name="sessions_agenda_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(part="minutes", leader=None, way="")
                | Q(part="leader", minutes=None, way="")
                | Q(part="way", item=Item.ACQUAINTANCE, minutes=None, leader=None),
                name="sessions_agenda_says_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(item__in=Item.values) & Q(minutes__lte=LONGEST),
                name="sessions_agenda_fits_the_day",
            ),
        ]

    def __str__(self):
        return f"{self.part} of item {self.item}"

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from groups.models import Seat
from sessions.session.models.of_group import IN_ITS_PAIR, IN_THE_OWN
from spaces.erasing import ErasedRows
from spaces.fields import SealedTextField
from spaces.models import Confidential, Member, Space

PERSON = settings.AUTH_USER_MODEL


class PointQuerySet(models.QuerySet):
    def visible_to(self, person):
        """What lies in the spaces of `person`, who acts."""
        mine = Member.objects.filter(person=person, left_at=None)
        return self.filter(space__in=mine.values("space"))

    def written_by(self, person):
        return self.filter(author=person)

    def of_seat(self, seat):
        return self.filter(seat=seat)

    def in_space(self, space_id):
        return self.filter(space=space_id)

    def open(self):
        return self.filter(ending="")

    def with_author(self):
        return self.select_related("author", "space")


class Point(Confidential):
    """Something that one of a pair wants to talk about: one list for the two (R11).

    In the own space until it is put on the list, which makes another row of it there.
    It stands before each next one-on-one of the two, until it is done or dropped.
    """

    class Ending(models.TextChoices):
        DONE = "done", pgettext_lazy("a point", "done")
        DROPPED = "dropped", pgettext_lazy("a point", "dropped")

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    text = SealedTextField(_("point"), word="text")
    added_at = models.DateTimeField(default=timezone.now)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    word = SealedTextField(
        _("why it is dropped"), word="word", also=("ended_at",), blank=True
    )

    sealed_as = "point"
    sealed_with = ("author", "seat")
    # Either of the two ends it; nobody changes what it says, or whose it is.
    web_grants = "SELECT, INSERT, DELETE, UPDATE (ending, ended_at, word)"
    may_add = f"author_id = spaces_person() AND ({IN_THE_OWN} OR {IN_ITS_PAIR})"
    may_change = None
    may_delete = "author_id = spaces_person()"
    erased = [ErasedRows()]
    objects = PointQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ending="") | models.Q(ended_at__isnull=False),
                name="sessions_point_ends_some_day",
            ),
        ]

    def __str__(self):
        return f"point {self.pk}"

    @property
    def is_open(self) -> bool:
        return not self.ending

    @property
    def is_own(self) -> bool:
        """Not on the list of the two: its author alone reads it."""
        return self.space.kind == Space.Kind.OWN

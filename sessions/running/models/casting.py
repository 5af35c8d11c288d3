from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sessions.session.models.of_group import IN_ITS_CIRCLE, IN_THE_OWN
from sessions.session.models.session import Session
from spaces.erasing import ErasedRows, Stays
from spaces.fields import SealedTextField
from spaces.models import Confidential

PERSON = settings.AUTH_USER_MODEL


class Pressing(models.IntegerChoices):
    NOTHING = 0, _("Nothing this time")
    CAN_WAIT = 1, _("It can wait")
    NOW = 2, _("It is on my mind now")
    CANNOT_WAIT = 3, _("It cannot wait")


class WishQuerySet(models.QuerySet):
    def of_session(self, session):
        return self.filter(session=session)

    def by(self, person):
        return self.filter(author=person)


class Wish(Confidential):
    """Whose case a member would like to think along with: one at a meeting, by name."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="wishes")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    whose = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    wished_at = models.DateTimeField(default=timezone.now)

    web_grants = "SELECT, INSERT, DELETE, UPDATE (whose_id, wished_at)"
    may_add = (
        "author_id = spaces_person() "
        f"AND {IN_ITS_CIRCLE.format(table='mentoring_sessions_wish')}"
    )
    may_change = "author_id = spaces_person()"
    erased = [Stays("whose case somebody would like; no words")]
    objects = WishQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "session", "author", "space", name="sessions_wish_once"
            ),
            models.CheckConstraint(
                condition=~Q(author=F("whose")), name="sessions_wish_for_another"
            ),
        ]

    def __str__(self):
        return f"wish {self.pk}"


class CaseQuerySet(models.QuerySet):
    def of_session(self, session):
        return self.filter(session=session)

    def by(self, person):
        return self.filter(author=person)

    def in_circle(self, space_id):
        return self.filter(space=space_id)

    def drafts(self):
        """In the own space of their author."""
        return self.filter(space__kind="own")

    def offered(self):
        return self.exclude(space__kind="own")

    def with_people(self):
        return self.select_related("author", "space")

    def with_wishes(self):
        """With `wished_by`: who would like it, by their ids."""
        wishes = Wish.objects.filter(
            session=OuterRef("session"),
            space=OuterRef("space"),
            whose=OuterRef("author"),
        )
        return self.annotate(wished_by=ArraySubquery(wishes.values("author")))


class Case(Confidential):
    """What a member would bring to a meeting, *inbreng*: a line, and how pressing it is.

    One lies in the own space; a copy of it before the circle, once it is offered, until
    it is taken back. That somebody said something stands openly, for the reminder.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="cases")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    line = SealedTextField(_("what you would bring"), word="line", blank=True)
    pressing = models.PositiveSmallIntegerField(choices=Pressing)
    written_at = models.DateTimeField(default=timezone.now)

    sealed_as = "case"
    sealed_with = ("author", "session", "written_at")
    web_grants = "SELECT, INSERT, DELETE, UPDATE (line, pressing, written_at)"
    may_add = (
        f"author_id = spaces_person() AND ({IN_THE_OWN} "
        f"OR {IN_ITS_CIRCLE.format(table='mentoring_sessions_case')})"
    )
    may_change = "author_id = spaces_person()"
    erased = [ErasedRows()]
    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "session", "author", "space", name="sessions_case_once_in_a_space"
            ),
            models.CheckConstraint(
                condition=Q(pressing__in=Pressing.values),
                name="sessions_case_pressing",
            ),
        ]

    def __str__(self):
        return f"case {self.pk}"

    @property
    def is_nothing(self) -> bool:
        return self.pressing == Pressing.NOTHING

    def says_as(self, other) -> bool:
        return (self.line, self.pressing) == (other.line, other.pressing)

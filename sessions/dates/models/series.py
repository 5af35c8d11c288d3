from datetime import date, timedelta
from uuid import uuid4

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import MentorGroup
from sessions.session.models.of_group import OfGroupQuerySet
from spaces.models import Open

EVERY = [
    (1, _("every week")),
    (2, _("every two weeks")),
    (3, _("every three weeks")),
    (4, _("every four weeks")),
    (6, _("every six weeks")),
    (8, _("every eight weeks")),
]


class SeriesQuerySet(OfGroupQuerySet):
    def being_planned(self):
        return self.filter(state=Series.State.PLANNING)

    def failed(self):
        return self.exclude(failed_at=None)


class Series(Open):
    """The working agreements of a group on when and where it meets (1.3)."""

    class State(models.TextChoices):
        PLANNING = "planning", _("being planned")
        PLANNED = "planned", _("planned")

    group = models.OneToOneField(MentorGroup, models.CASCADE, related_name="series")
    every_weeks = models.PositiveSmallIntegerField(
        _("every … weeks"),
        choices=EVERY,
    )
    weekday = models.PositiveSmallIntegerField(
        _("weekday"), help_text="0 is Monday.", validators=[MaxValueValidator(6)]
    )
    at = models.TimeField(_("time"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        default=120,
        validators=[MinValueValidator(15), MaxValueValidator(480)],
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    first_on = models.DateField(_("first date"))
    until = models.DateField(_("last date at the latest"))
    # Meetings before this day stay as they are; null: none that is still to come.
    begins = models.DateField(null=True, editable=False)
    # Each date of the rhythm and where it went, as it was agreed: a later list of
    # holidays moves nothing. Null: of before, when the list decided alone.
    plan = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNING)
    # When it could last not be planned; null: it could.
    failed_at = models.DateTimeField(null=True, editable=False)
    # Rises with every change of what was agreed: each is told once.
    version = models.PositiveIntegerField(default=0)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField(default=timezone.now)

    objects = SeriesQuerySet.as_manager()

    def __str__(self):
        return f"series of {self.group_id}"

    def has_rhythm(self, every_weeks: int, weekday: int) -> bool:
        return (self.every_weeks, self.weekday) == (every_weeks, weekday)

    @property
    def agreed_days(self) -> dict[date, date | None]:
        """Where each date of the rhythm went, by `plan`; None: it is left out."""
        return {
            date.fromisoformat(nominal): on and date.fromisoformat(on)
            for nominal, on in self.plan or []
        }

    @property
    def has_failed(self):
        """Whether what was agreed last could not be planned yet."""
        return bool(self.failed_at and self.failed_at >= self.agreed_at)

    @property
    def is_late(self):
        """Whether it waits for longer than a worker takes that is there."""
        waited = timezone.now() - self.agreed_at
        return not self.is_planned and waited > timedelta(seconds=20)

    @property
    def is_planned(self):
        return self.state == self.State.PLANNED


class Rhythm(Open):
    """One rule of a series, for as long as it holds: one entry of a calendar, for life.

    Other agreements end it and begin another one. Its meetings are sessions, each with
    the date of the rule that it stands for.
    """

    series = models.ForeignKey(Series, models.CASCADE, related_name="rhythms")
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    every_weeks = models.PositiveSmallIntegerField(choices=EVERY)
    weekday = models.PositiveSmallIntegerField(validators=[MaxValueValidator(6)])
    at = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    # When it was last said why one of its meetings changed, also of one that is off.
    explained_at = models.DateTimeField(null=True, editable=False)

    # It ends by its meetings going elsewhere: a calendar that has it believes no other.
    web_grants = "SELECT, INSERT, UPDATE (explained_at)"
    worker_grants = "SELECT, INSERT"

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"every {self.every_weeks} weeks"

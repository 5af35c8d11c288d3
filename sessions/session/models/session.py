from datetime import datetime, timedelta
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import FormerCircle, MentorGroup, Seat
from programmes import clock
from sessions.session.models.of_group import OfGroupQuerySet
from spaces.models import Open


class SessionQuerySet(OfGroupQuerySet):
    def planned(self):
        return self.filter(state=Session.State.PLANNED)

    def held(self):
        return self.filter(state=Session.State.HELD)

    def led_by(self, person):
        """Of groups that the person leads now."""
        return self.filter(group__in=Seat.objects.leading(person).values("group"))

    def between(self, first, last):
        return self.filter(on__range=(first, last))

    def standing(self):
        return self.exclude(state=Session.State.CANCELLED)

    def of_interest(self, until):
        """First meetings, and until that day those of which nothing is logged."""
        return self.filter(
            Q(kind=Session.Kind.FIRST) | Q(logged_at=None, on__lte=until)
        )

    def to_tell_of(self, day):
        """First meetings, those not logged, and from that day on: when and where."""
        of_interest = Q(kind=Session.Kind.FIRST) | Q(logged_at=None)
        return self.filter(of_interest | Q(on__gte=day)).only(
            *("group", "kind", "state", "on", "at", "place", "logged_at")
        )

    def before(self, day):
        return self.filter(on__lt=day)

    def after(self, day):
        return self.filter(on__gt=day)

    def explained(self):
        """Of which it says why they changed, the latest first."""
        return self.exclude(explained_at=None).order_by("-explained_at")

    def first_meetings(self):
        return self.standing().filter(kind=Session.Kind.FIRST)

    def of_circle(self, space_id):
        """Of the group that has that circle, or had it."""
        former = FormerCircle.objects.filter(space=space_id).values("group")
        return self.filter(Q(group__circle=space_id) | Q(group__in=former))

    def intervisions(self):
        return self.filter(kind=Session.Kind.INTERVISION)

    def of_series(self):
        """Planned by the rhythm that the group agreed on."""
        return self.filter(from_series=True)


class Session(Open):
    """A meeting of a mentor group: only when, where, what kind and its state."""

    class Kind(models.TextChoices):
        FIRST = "first", _("first meeting")
        INTERVISION = "intervision", _("intervision")
        WORK_VISIT = "work_visit", _("work visit")
        GUEST = "guest", _("guest")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")

    group = models.ForeignKey(MentorGroup, models.PROTECT, related_name="sessions")
    kind = models.CharField(
        _("kind"), max_length=12, choices=Kind, default=Kind.INTERVISION
    )
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    # Wall clock, in the programme's time zone: 16:00 stays 16:00 in summer.
    on = models.DateField(_("date"))
    at = models.TimeField(_("time"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=120)
    place = models.CharField(_("place"), max_length=200, blank=True)
    # Of its entry in calendars, where no rhythm has it; for life.
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    from_series = models.BooleanField(default=False)
    # The rule that has it, and the date of that rule for which it stands.
    rhythm = models.ForeignKey(
        "mentoring_sessions.Rhythm",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
    )
    nominal = models.DateField(null=True, blank=True)
    # When the mentor last said why it changed (`ChangeReason`).
    explained_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    held_at = models.DateTimeField(null=True, blank=True)
    logged_at = models.DateTimeField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["on", "at"]
        constraints = [
            models.UniqueConstraint(
                "group",
                "on",
                condition=~Q(state="cancelled"),
                name="sessions_session_one_a_day",
                violation_error_message=_("The group meets on that day already."),
            ),
            models.UniqueConstraint(
                "rhythm",
                "nominal",
                condition=~Q(state="cancelled"),
                name="sessions_session_once_in_a_rhythm",
            ),
            models.CheckConstraint(
                condition=Q(rhythm=None, nominal=None)
                | Q(rhythm__isnull=False, nominal__isnull=False),
                name="sessions_session_stands_for_a_date",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.on}"

    def get_absolute_url(self):
        return reverse("sessions:session", args=[self.pk])

    @property
    def starts_at(self) -> datetime:
        return clock.wall_clock(self.group.programme, self.on, self.at)

    @property
    def ends_at(self) -> datetime:
        """`minutes` later on the wall clock."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_planned(self):
        return self.state == self.State.PLANNED

    @property
    def is_first(self):
        """The first meeting, unless it was cancelled."""
        return self.kind == self.Kind.FIRST and not self.is_cancelled

    @property
    def is_visit(self):
        """A work visit or a guest: it has a page of its own (R10)."""
        return self.kind in (self.Kind.WORK_VISIT, self.Kind.GUEST)

    @property
    def is_cancelled(self):
        return self.state == self.State.CANCELLED

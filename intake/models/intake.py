from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import Seat
from reminders.due import named
from spaces.models import Open


class IntakeQuerySet(models.QuerySet):
    def dated(self):
        """Planned or held at a time that is known."""
        return self.filter(at__isnull=False).exclude(state=Intake.State.TO_PLAN)

    def to_remember(self):
        """Intakes of seats that are held, with all that a reminder names."""
        return self.filter(seat__left_at=None).select_related(
            "seat__person", "seat__group__programme", "mentor"
        )

    def of_everybody(self):
        """As `to_remember`, and nothing else; each mentor and group once."""
        seat = ("seat__group", "seat__joined_at", *named("seat__person"))
        own = ("state", "on", "at", "place", "held_at", "outcome", "mentor")
        own = (*own, "round", "asked_at", "until", "number", "outcome_at")
        own = (*own, "offered_at", "offered_until", "others_asked_at")
        answered = ("mentor_answered_at", "mentee_answered_at")
        return (
            self.filter(seat__left_at=None)
            .select_related("seat__person")
            .only(*own, *answered, *seat)
            .prefetch_related("seat__group__programme", "mentor")
        )

    def unfinished(self, until, pausing):
        """Those planned up to that day, held and not answered or decided on yet,
        pausing until one up to `pausing`, or with a time to agree on."""
        open_still = (
            Q(outcome="") | Q(mentor_answered_at=None) | Q(mentee_answered_at=None)
        )
        return self.filter(
            Q(state=Intake.State.PLANNED, on__lte=until)
            | Q(open_still, state=Intake.State.HELD)
            | Q(outcome=Intake.Outcome.PAUSED, until__lte=pausing)
            | Q(offered_at__isnull=False)
            | Q(others_asked_at__isnull=False)
        )

    def of(self, person):
        """Those, of seats that are held, in which the person is one of the two."""
        return self.filter(
            Q(mentor=person) | Q(seat__person=person),
            seat__group__in=Seat.objects.held().of(person).values("group"),
        )


class Intake(Open):
    """The separate conversation of mentor and mentee before going on (R5).

    Only its state and dates: what was said lies in the confidential models below.
    """

    class State(models.TextChoices):
        TO_PLAN = "to_plan", _("to be planned")
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")

    class Outcome(models.TextChoices):
        CONTINUES = "continues", _("trajectory continues")
        AGAIN = "again", _("talk once more")
        PAUSED = "paused", _("trajectory pauses")
        ENDED = "ended", _("trajectory ended")

    seat = models.OneToOneField(Seat, models.CASCADE, related_name="intake")
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State, default=State.TO_PLAN)
    # Wall clock, in the programme's time zone.
    on = models.DateField(_("date"), null=True, blank=True)
    at = models.TimeField(_("time"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        default=45,
        validators=[MinValueValidator(30), MaxValueValidator(60)],
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    # The round of the click question that is asked now, since when if it is not the
    # first, and who answered in it: written by the database only.
    round = models.PositiveSmallIntegerField(default=1, editable=False)
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    mentor_answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    mentee_answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    # By when they talk once more, or until when it pauses.
    until = models.DateField(_("until"), null=True, blank=True)
    # Times wait for the mentee to pick one: since when, and until which day they are; or
    # the mentee has asked for others, since when.
    offered_at = models.DateTimeField(null=True, blank=True)
    offered_until = models.DateField(null=True, blank=True)
    others_asked_at = models.DateTimeField(null=True, blank=True)
    # Which conversation the date is of; earlier ones have rows of their own.
    number = models.PositiveSmallIntegerField(default=1, editable=False)

    objects = IntakeQuerySet.as_manager()

    # All columns but those that the database writes: save with `update_fields`.
    web_grants = (
        "SELECT, INSERT, DELETE, "
        'UPDATE (state, "on", at, minutes, place, held_at, outcome, outcome_at, until, '
        "number, offered_at, offered_until, others_asked_at)"
    )
    worker_grants = "SELECT"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=30, minutes__lte=60),
                name="intake_intake_30_to_60_minutes",
                violation_error_message=_("An intake takes 30 to 60 minutes (R5)."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome="again") | Q(until__isnull=False),
                name="intake_intake_again_by_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="to_plan") | Q(on__isnull=False),
                name="intake_intake_planned_has_date",
            ),
            models.CheckConstraint(
                condition=Q(offered_at=None, offered_until=None)
                | Q(
                    offered_at__isnull=False,
                    offered_until__isnull=False,
                    others_asked_at=None,
                ),
                name="intake_intake_offered_or_others",
            ),
        ]

    def __str__(self):
        return f"intake {self.pk}"

    @property
    def uid(self) -> str:
        """Of what stands in calendars now."""
        return self.uid_of(self.number)

    def uid_of(self, number: int) -> str:
        return f"intake-{self.pk}" if number == 1 else f"intake-{self.pk}-{number}"

    @property
    def is_again(self) -> bool:
        """Whether there was a conversation before this one."""
        return self.number > 1

    @property
    def waits_for_date(self) -> bool:
        """Not where they decided meanwhile to go on without talking once more."""
        is_wanted = not self.is_again or self.outcome == self.Outcome.AGAIN
        return self.state == self.State.TO_PLAN and is_wanted

    def has_paused(self, today) -> bool:
        """Whether the pause is over by its day, and nobody said how they go on."""
        is_dated = self.outcome == self.Outcome.PAUSED and self.until is not None
        return is_dated and self.until <= today

    @property
    def is_being_agreed(self) -> bool:
        """Whether the two are on their way to a time."""
        return bool(self.offered_at or self.others_asked_at)

    @property
    def was_held(self) -> bool:
        """This conversation, or one before it."""
        return self.is_held or self.is_again

    @property
    def round_id(self) -> str:
        """What the mails of this round are about."""
        return str(self.pk) if self.round == 1 else f"{self.pk}.{self.round}"

    @property
    def both_answered(self) -> bool:
        return bool(self.mentor_answered_at and self.mentee_answered_at)

    @property
    def is_held(self) -> bool:
        return self.state == self.State.HELD

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.models import Seat, SeatEnding
from programmes.models import Role
from reminders.due import named
from spaces.models import Open


class MenteeSeatQuerySet(models.QuerySet):
    """Seats of mentees, each with its intake: one page each, before there is a row."""

    def visible_to(self, person):
        """The mentee's own, also of a group that was left, and those of the group
        that the person leads."""
        led = Seat.objects.held().mentors().filter(person=person).values("group")
        own = Q(person=person) & (Q(left_at=None) | Q(intake__isnull=False))
        return self.filter(own | Q(group__in=led, left_at=None))

    def held(self):
        return self.filter(left_at=None)

    def here(self):
        """Of people who have not left the organisation."""
        return self.filter(person__is_active=True)

    def with_intake(self):
        mentor = Seat.objects.held().mentors().filter(group=OuterRef("group"))
        return (
            self.filter(role=Role.MENTEE)
            .select_related(
                "person",
                "intake__mentor",
                "group__programme",
                "group__mentor",
            )
            .annotate(mentor_id=Subquery(mentor.values("person")[:1]))
        )

    def with_parting(self, person):
        """With `parting_at`: when the seat ends, where `person` asked for that."""
        asked = SeatEnding.objects.open().of_seat(OuterRef("participation"))
        asked = asked.asked_by(person).values("due_at")
        return self.annotate(parting_at=Subquery(asked[:1]))

    def numbered(self, number: int | None):
        """That of this number; none without one."""
        return self.filter(pk=number)

    def of(self, person):
        """Those in which the person is the mentee, held or not."""
        return self.filter(person=person)

    def led_by(self, person):
        return self.filter(mentor_id=person.pk)

    def without_date(self):
        to_plan = Q(intake__state=Intake.State.TO_PLAN)
        wanted = Q(intake__number=1) | Q(intake__outcome=Intake.Outcome.AGAIN)
        return self.filter(Q(intake=None) | to_plan & wanted)

    def of_everybody(self):
        """Held seats, with what a reminder names and nothing else; each group once."""
        seats = self.held().filter(role=Role.MENTEE).select_related("person", "intake")
        steps = ("intake__state", "intake__number", "intake__outcome_at")
        seats = seats.only("group", "joined_at", *steps, *named("person"))
        return seats.prefetch_related("group__programme")

    def with_steps(self):
        """Held or ended, with whose it is and how far the intake came."""
        seats = self.filter(role=Role.MENTEE).select_related("person", "intake")
        return seats.order_by("person__sort_key", "pk")

    def at_hand_of(self, person):
        """Held seats of which the person is the mentee, or leads the group.

        With all that a reminder names: of a held seat the mentor of the intake is who
        leads the group.
        """
        return self.filter(
            Q(person=person) | Q(group__mentor=person),
            role=Role.MENTEE,
            left_at=None,
            group__in=Seat.objects.held().of(person).values("group"),
        ).select_related("person", "intake", "group__programme", "group__mentor")

    def of_group(self, group):
        """All seats of the group, also ended ones and that of the mentor, in the order
        in which they came: with team, and with how far the intake is."""
        seats = self.filter(group=group).select_related("person__team", "intake")
        return seats.order_by("pk")

    def beside(self, seats) -> list:
        """The same, where the held seats of the person, with their groups, are known."""
        groups = {seat.group_id: seat.group for seat in seats}
        led = [seat.group_id for seat in seats if seat.role == Role.MENTOR]
        found = self.held().filter(
            Q(pk__in=[seat.pk for seat in seats]) | Q(group__in=led), role=Role.MENTEE
        )
        found = list(found.select_related("person", "intake"))
        for seat in found:
            seat.group = groups[seat.group_id]
        return found

    def mentors_of(self, seats) -> dict:
        """{group id: its mentor} of the groups of these seats."""
        held = Seat.objects.held().mentors().select_related("person")
        held = held.only("group", *named("person"))
        return {
            seat.group_id: seat.person
            for seat in held.filter(group__in={seat.group_id for seat in seats})
        }


class MenteeSeat(Seat):
    """A mentee's seat as this room sees it: with `mentor_id` when `with_intake`."""

    objects = MenteeSeatQuerySet.as_manager()

    class Meta:
        proxy = True
        ordering = ["person__sort_key", "pk"]

    def get_absolute_url(self):
        return reverse("intake:intake_detail", args=[self.pk])

    @property
    def waits_for_date(self) -> bool:
        """Of somebody who is still here; as `without_date` says it of rows."""
        intake = self.held_intake
        return self.person.is_active and (intake is None or intake.waits_for_date)

    @property
    def waits_for_intake(self) -> bool:
        """Whether somebody who is still here has had none."""
        intake = self.held_intake
        return self.person.is_active and not (intake and intake.is_held)

    @property
    def held_intake(self):
        """The intake's row, or None while nothing of it was written."""
        return getattr(self, "intake", None)


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
        answered = ("mentor_answered_at", "mentee_answered_at")
        return (
            self.filter(seat__left_at=None)
            .select_related("seat__person")
            .only(*own, *answered, *seat)
            .prefetch_related("seat__group__programme", "mentor")
        )

    def unfinished(self, until, pausing):
        """Those planned up to that day, held and not answered or decided on yet, or
        pausing until one up to `pausing`."""
        open_still = (
            Q(outcome="") | Q(mentor_answered_at=None) | Q(mentee_answered_at=None)
        )
        return self.filter(
            Q(state=Intake.State.PLANNED, on__lte=until)
            | Q(open_still, state=Intake.State.HELD)
            | Q(outcome=Intake.Outcome.PAUSED, until__lte=pausing)
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
    # Which conversation the date is of; earlier ones have rows of their own.
    number = models.PositiveSmallIntegerField(default=1, editable=False)

    objects = IntakeQuerySet.as_manager()

    # All columns but those that the database writes: save with `update_fields`.
    web_grants = (
        "SELECT, INSERT, DELETE, "
        'UPDATE (state, "on", at, minutes, place, held_at, outcome, outcome_at, until, '
        "number)"
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

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from groups.models import Seat, SeatEnding
from groups.models.seat import SeatQuerySet
from intake.models.conversation import Conversation
from intake.models.intake import Intake
from programmes.models import Role
from reminders.due import named
from spaces.models import Erasure


class MenteeSeatQuerySet(SeatQuerySet):
    """Seats of mentees, each with its intake: one page each, before there is a row."""

    def visible_to(self, person):
        """The mentee's own, also of a group that was left, and those of the group
        that the person leads."""
        led = Seat.objects.held().mentors().filter(person=person).values("group")
        own = Q(person=person) & (Q(left_at=None) | Q(intake__isnull=False))
        return self.filter(own | Q(group__in=led, left_at=None))

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

    def with_judgement(self):
        """With that of the intake, in the same query; of its writer alone, as ever."""
        return self.select_related("intake__judgement")

    def with_erased(self):
        """With `erased_on`: the day on which what lay in the pair was erased."""
        erased = Erasure.objects.filter(pk=OuterRef("pair")).values("on")
        return self.annotate(erased_on=Subquery(erased))

    def readable(self):
        """Of which there is something to read, and to change, in the pair."""
        return self.filter(erased_on=None)

    def with_earlier(self):
        """With `talked_on`: the days of conversations before the one of now."""
        earlier = Conversation.objects.filter(intake__seat=OuterRef("pk"))
        days = earlier.order_by("number").values("on")
        return self.annotate(talked_on=ArraySubquery(days))

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
        steps = (*steps, "intake__offered_at", "intake__others_asked_at")
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
        in which they came: with team, with how far the intake is, and who pauses."""
        seats = self.filter(group=group).select_related("person__team", "intake")
        seats = seats.with_pause()
        return seats.order_by("pk")

    def beside(self, seats) -> list:
        """The same, where the held seats of the person, with their groups, are known."""
        groups = {seat.group_id: seat.group for seat in seats}
        led = [seat.group_id for seat in seats if seat.role == Role.MENTOR]
        mentees = self.held().filter(
            Q(pk__in=[seat.pk for seat in seats]) | Q(group__in=led), role=Role.MENTEE
        )
        mentees = list(mentees.select_related("person", "intake"))
        for seat in mentees:
            seat.group = groups[seat.group_id]
        return mentees

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

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from groups.models.circle import FormerCircle
from people.models import Departure, Person
from programmes.models import Participation, Role
from spaces.models import Open, Seen, Space


def _seen():
    return Seen.objects.filter(
        space=models.OuterRef("group__circle"), person=models.OuterRef("person")
    )


class SeatQuerySet(models.QuerySet):
    def held(self):
        return self.filter(left_at=None)

    def departed(self):
        return self.exclude(left_at=None)

    def gone(self):
        """Ended seats of people who sit in the group no longer."""
        again = Seat.objects.held().filter(
            group=models.OuterRef("group"), person=models.OuterRef("person")
        )
        return self.departed().exclude(models.Exists(again))

    def mentors(self):
        return self.filter(role=Role.MENTOR)

    def mentees(self):
        return self.filter(role=Role.MENTEE)

    def of(self, person):
        return self.filter(person=person)

    def leading(self, person):
        """The seats from which the person leads a group now."""
        return self.held().mentors().of(person)

    def numbered(self, number: int | None):
        """That of this number; none without one."""
        return self.filter(pk=number)

    def paired_with(self, person):
        """Of mentees in a pair with the person: the own one, or those of the group led."""
        led = Seat.objects.leading(person).values("group")
        return self.held().mentees().filter(Q(person=person) | Q(group__in=led))

    def knowing_before(self):
        """With `is_renewed`: whether the person had another one in the group before."""
        before = Seat.objects.departed().filter(
            group=models.OuterRef("group"), person=models.OuterRef("person")
        )
        return self.annotate(is_renewed=models.Exists(before))

    def ever_paired_with(self, person):
        """The same, and the own ones of before whose pair the person still reads."""
        led = Q(left_at=None, group__in=Seat.objects.leading(person).values("group"))
        own = Q(
            person=person,
            pair__members__person=person,
            pair__members__left_at=None,
        )
        return self.mentees().filter(own | led).distinct()

    def people(self):
        """Whose seats these are, the mentor first; with what tells namesakes apart."""
        people = Person.objects.filter(seats__in=self)
        people = people.select_related("team", "discipline")
        return people.order_by("-seats__role", "sort_key")

    def coordinated_by(self, person):
        return self.filter(group__programme__coordinators__person=person)

    def run_by(self, person):
        """With `is_run`: whether the person coordinates the programme."""
        runs = person.runs.filter(programme=models.OuterRef("group__programme"))
        return self.annotate(is_run=models.Exists(runs))

    def told_to(self, person):
        """Of programmes that `person` coordinates, or people of whose roster."""
        return self.filter(
            Q(group__programme__coordinators__person=person)
            | Q(person__organisation__coordinators__person=person)
        ).distinct()

    def here(self):
        """Of people who have not left the organisation: who can still do something."""
        return self.filter(person__is_active=True)

    def with_pause(self):
        """With `paused_until`: when the pause ends that its holder takes now."""
        now = timezone.now()
        running = Q(pauses__ended_at=None, pauses__began_at__lte=now)
        running &= Q(pauses__ends_at__gt=now)
        pause = models.FilteredRelation("pauses", condition=running)
        return self.annotate(pause=pause, paused_until=F("pause__ends_at"))

    def taking_part(self):
        """Of people who are here and do not pause: who is asked, and waited for."""
        return self.here().with_pause().filter(paused_until=None)

    def pausing(self):
        return self.with_pause().exclude(paused_until=None)

    def with_former_mentor(self):
        """Ended seats of mentees, each with `former_mentor`: the participation of who
        led the group in that time."""
        then = Seat.objects.mentors().filter(
            Q(left_at=None) | Q(left_at__gt=models.OuterRef("joined_at")),
            group=models.OuterRef("group"),
            joined_at__lt=models.OuterRef("left_at"),
        )
        latest = then.order_by("-joined_at").values("participation")[:1]
        return (
            self.departed()
            .mentees()
            .annotate(former_mentor=models.Subquery(latest))
            .exclude(former_mentor=None)
        )

    def of_leavers(self):
        """Of people who have left the organisation."""
        return self.filter(person__is_active=False)

    def waiting_for_decision(self):
        """Of who has left, `gone_at` that moment; not asked to end yet."""
        asked = models.Q(
            participation__endings__by_pair=False,
            participation__endings__called_off_at=None,
            participation__endings__done_at=None,
        )
        gone = Departure.objects.standing().filter(person=models.OuterRef("person"))
        return (
            self.held()
            .of_leavers()
            .exclude(pk__in=self.model.objects.filter(asked).values("pk"))
            .annotate(gone_at=models.Subquery(gone.values("left_at")[:1]))
        )

    def with_group(self):
        return self.select_related("group__mentor", "group__programme").order_by("pk")

    def knowing(self):
        """With `is_open`: whether their person has seen who is in the circle."""
        return self.annotate(is_open=models.Exists(_seen()))

    def closed(self):
        """Whose person has not seen yet who is in the circle."""
        return self.filter(~models.Exists(_seen()))

    def with_since(self):
        """With `since`: when the person came into the circle that the group has now."""
        renewed = FormerCircle.objects.filter(group=models.OuterRef("group"))
        latest = models.Subquery(renewed.order_by("-until").values("until")[:1])
        return self.annotate(since=Greatest("joined_at", latest))

    def with_team(self):
        """With who sits there, in the order in which they came."""
        return self.select_related("person__team").order_by("pk")

    def with_person(self):
        """With the person's work; the mentor of a group first, then by name."""
        return self.select_related(
            "person__team", "person__discipline", "person__location"
        ).in_order()

    def in_order(self):
        return self.order_by("-role", "person__sort_key", "pk")


class Seat(Open):
    """One person's place in one mentor group, from joining to leaving."""

    group = models.ForeignKey(
        "groups.MentorGroup", models.PROTECT, related_name="seats"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="seats"
    )
    participation = models.ForeignKey(
        Participation, models.PROTECT, related_name="seats"
    )
    role = models.CharField(max_length=10, choices=Role)
    # Of a mentee's seat: the space of this mentee and the mentor of the group.
    pair = models.OneToOneField(Space, models.PROTECT, null=True, related_name="+")
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who ended it; nobody where one of the pair asked for it.",
    )

    worker_grants = "SELECT"
    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "group",
                "person",
                condition=Q(left_at=None),
                name="groups_seat_held_once",
            ),
            models.UniqueConstraint(
                "participation",
                condition=Q(left_at=None),
                name="groups_seat_one_group",
            ),
            models.UniqueConstraint(
                "group",
                condition=Q(left_at=None, role="mentor"),
                name="groups_seat_one_mentor",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("joined_at")),
                name="groups_seat_leaves_later",
            ),
            models.CheckConstraint(
                condition=Q(role="mentor", pair=None)
                | Q(role="mentee", pair__isnull=False),
                name="groups_seat_mentee_has_pair",
            ),
        ]

    def __str__(self):
        return f"{self.person} in {self.group}"

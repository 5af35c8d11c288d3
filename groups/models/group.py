from datetime import date

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Greatest, Least
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.isolating import isolated
from people.models import Departure, Person
from people.models.person import NAMES, with_words
from programmes import clock
from programmes.models import Expertise, Need, Participation, Programme, Role
from spaces.models import Erasure, Open, Seen, Space

# With fewer mentees no group goes on, whatever the reason (R1).
LEAST = 3


class MentorGroupQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Groups you sit in, and those of programmes that you coordinate."""
        return self.filter(
            Q(pk__in=Seat.objects.held().of(person).values("group"))
            | Q(programme__in=person.runs.values("programme"))
        )

    def of(self, person):
        """Groups in which the person has a seat now."""
        return self.filter(seats__in=Seat.objects.held().filter(person=person))

    def run_by(self, person):
        """With `is_run`: whether the person coordinates their programme."""
        runs = person.runs.filter(programme=models.OuterRef("programme"))
        return self.annotate(is_run=models.Exists(runs))

    def coordinated_by(self, person):
        return self.filter(programme__coordinators__person=person)

    def under_way(self):
        """Not dissolved: somebody sits in it."""
        return self.filter(models.Exists(_held_of_group()))

    def too_small(self):
        """With fewer mentees than a group has (R1), since when; and no reason for it.

        A reason holds until somebody else leaves, and for three mentees at least.
        """
        gone = Seat.objects.gone().mentees().filter(group=models.OuterRef("pk"))
        return (
            self.under_way()
            # First the few that somebody left: only those are counted.
            .filter(models.Exists(gone), programme__state=Programme.State.RUNNING)
            .annotate(
                mentee_count=models.Count(
                    "seats",
                    Q(seats__role=Role.MENTEE, seats__left_at=None),
                    distinct=True,
                ),
                reasoned_at=models.Max(
                    "tolerances__at", filter=Q(tolerances__rule="size")
                ),
                last_left_at=models.Subquery(
                    gone.order_by("-left_at").values("left_at")[:1]
                ),
            )
            .filter(
                Q(reasoned_at=None)
                | Q(reasoned_at__lt=F("last_left_at"))
                | Q(mentee_count__lt=LEAST),
                mentee_count__lt=F("programme__min_size"),
                last_left_at__isnull=False,
            )
        )

    def fitting_first(self, seats, before=()):
        """Those in the order in which they may suit who sits on these mentees' seats.

        First who are in `before`; then with a place, of their discipline, with nobody
        of their teams, and led by who knows what they need (R1 to R4). As far as a
        query can tell: what really breaks there, and the fit, is for `composing`.
        Takes seats with their person.
        """
        there = Seat.objects.held().filter(group=models.OuterRef("pk"))
        led = {"programme": models.OuterRef("programme")}
        led["person"] = models.OuterRef("mentor")
        most = Participation.objects.filter(**led).values("max_group")
        most = Least("programme__max_size", models.Subquery(most))
        needs = [seat.participation_id for seat in seats]
        needs = Need.objects.filter(participation__in=needs).values("topic")
        knows = {f"participation__{name}": value for name, value in led.items()}
        knows = Expertise.objects.filter(topic__in=needs, **knows)
        knows = knows.order_by().values("participation")
        knows = knows.annotate(much=models.Sum("level")).values("much")
        taken = there.mentees().order_by().values("group")
        taken = taken.annotate(count=models.Count("pk")).values("count")
        teams = {seat.person.team_id for seat in seats}
        fields = {seat.person.discipline_id for seat in seats}
        return self.annotate(taken=Coalesce(models.Subquery(taken), 0)).order_by(
            last(~Q(pk__in=before)),
            last(Q(taken__gte=most)),
            last(~Q(mentor__discipline__in=fields)),
            last(models.Exists(there.filter(person__team__in=teams))),
            models.Subquery(knows).desc(nulls_last=True),
            "taken",
            "mentor__sort_key",
            "pk",
        )

    def searched(self, query):
        """Those of which the name, or that of somebody in it, has every word."""
        own = with_words(query, "name", *(f"mentor__{name}" for name in NAMES))
        people = with_words(query, *(f"person__{name}" for name in NAMES))
        seats = Seat.objects.held().filter(people)
        return self.filter(own | Q(pk__in=seats.values("group"))) if query else self

    def searched_or_in(self, query, keys):
        found = self.searched(query).order_by().values("pk")
        return self.filter(Q(pk__in=found) | Q(pk__in=keys)) if query else self

    def seating(self, people):
        """In which one of these people sits, or sat."""
        return self.filter(models.Exists(_seats_of_group().filter(person__in=people)))

    def with_everybody(self):
        """With `all_seats`: also those that ended."""
        seats = Seat.objects.select_related("person__organisation").order_by("pk")
        return self.select_related("mentor", "programme").prefetch_related(
            models.Prefetch("seats", seats, to_attr="all_seats")
        )

    def with_names(self):
        """With `held_seats` as `with_people`, and nothing of anybody's work."""
        return self.with_people(Seat.objects.select_related("person").in_order())

    def with_people(self, seats=None):
        """With `held_seats`: the mentor first, then the mentees by name."""
        seats = (Seat.objects.with_person() if seats is None else seats).held()
        return self.select_related("mentor").prefetch_related(
            models.Prefetch("seats", seats, to_attr="held_seats")
        )


class MentorGroup(Open):
    """One mentor and four to six mentees, *mentorgroep* (R1)."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="mentor_groups"
    )
    # Who leads it, as the seat of the mentor says.
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    name = models.CharField(
        _("name"),
        max_length=120,
        blank=True,
        help_text=_("Empty: called after the mentor."),
    )
    cross_discipline_reason = models.TextField(blank=True)
    # The circle as the group is now; a newcomer means a new one (invariant 1).
    circle = models.OneToOneField(Space, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)
    # Its last day, once that is known; null: it goes on, and no clock runs.
    ended_on = models.DateField(null=True, blank=True, editable=False)

    worker_grants = "SELECT"
    objects = MentorGroupQuerySet.as_manager()

    class Meta:
        ordering = ["mentor__sort_key", "pk"]

    def __str__(self):
        if self.name:
            return isolated(self.name)
        return gettext("Mentor group %(name)s") % {"name": self.mentor.full_name}

    def get_absolute_url(self):
        return reverse("groups:group", args=[self.pk])

    @property
    def readable_until(self) -> date | None:
        """The last day of its pairs and circles; None while the group goes on."""
        if self.ended_on is None:
            return None
        return self.ended_on + relativedelta(months=self.programme.retention_months)

    @property
    def is_over(self) -> bool:
        """Whether that day has passed, by the clock of the programme."""
        until = self.readable_until
        return until is not None and clock.today_in(self.programme) > until

    @cached_property
    def erased_on(self) -> date | None:
        """On which day what its circle held was erased, if it was."""
        if not self.is_over:
            return None
        erased = Erasure.objects.filter(pk=self.circle_id)
        return erased.values_list("on", flat=True).first()

    def had(self, person_id, moment) -> bool:
        """Whether the person sat in the group at that moment; asks `all_seats`."""
        return any(
            seat.joined_at <= moment and (seat.left_at is None or moment < seat.left_at)
            for seat in self.all_seats
            if seat.person_id == person_id
        )


class FormerCircle(Open):
    """A circle that a group had before a newcomer or another mentor came.

    Who was there goes on reading it, until they leave the group.
    """

    group = models.ForeignKey(
        MentorGroup, models.PROTECT, related_name="former_circles"
    )
    space = models.OneToOneField(Space, models.PROTECT, related_name="+")
    until = models.DateTimeField(default=timezone.now)

    web_grants = "SELECT, INSERT"
    worker_grants = "SELECT"

    def __str__(self):
        return f"{self.group_id} until {self.until}"


def _seats_of_group():
    return Seat.objects.filter(group=models.OuterRef("pk"))


def last(condition):
    """To sort by: those of whom it holds come after the others."""
    return models.Case(models.When(condition, then=1), default=0)


def _held_of_group():
    return _seats_of_group().held()


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

    group = models.ForeignKey(MentorGroup, models.PROTECT, related_name="seats")
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

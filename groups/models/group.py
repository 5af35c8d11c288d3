from datetime import date

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Least
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groups.models.seat import Seat
from people.models.person import NAMES, with_words
from people.web.isolating import isolated
from programmes import clock
from programmes.models import Expertise, Need, Participation, Programme, Role
from spaces.models import Erasure, Open, Space

# With fewer mentees no group goes on, whatever the reason (R1).
LEAST = 3


def _seats_of_group():
    return Seat.objects.filter(group=models.OuterRef("pk"))


def _held_of_group():
    return _seats_of_group().held()


def last(condition):
    """To sort by: those of whom it holds come after the others."""
    return models.Case(models.When(condition, then=1), default=0)


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

    def with_days_left(self, besides=()):
        """Whose last day has not passed, as far as one is known; and `besides`, by key."""
        day = clock.earliest_day(timezone.now())
        lasts = Q(ended_on=None) | Q(ended_on__gte=day)
        return self.filter(lasts | Q(pk__in=besides))

    def too_small(self):
        """With fewer mentees than a group has (R1), since when; and no reason for it.

        A reason holds until somebody else leaves, and for three mentees at least.
        """
        gone = Seat.objects.gone().mentees().filter(group=models.OuterRef("pk"))
        return (
            self.under_way()
            # First the few that somebody left: only those are counted.
            .filter(models.Exists(gone), programme__state=Programme.State.RUNNING)
            .with_days_left()
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
    def has_ended(self) -> bool:
        """Whether its last day has passed, by the clock of the programme."""
        today = clock.today_in(self.programme)
        return self.ended_on is not None and self.ended_on < today

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

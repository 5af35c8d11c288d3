from django.conf import settings
from django.db import models
from django.db.models import Case, Count, F, Q, When
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.models.person import INDEXED, SOUGHT, with_words
from programmes.models.programme import Programme, Role
from programmes.models.topic import Topic
from spaces.erasing import ErasedRows
from spaces.fields import SealedTextField
from spaces.models import Confidential, Open


class ParticipationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Your own, and those of programmes that you coordinate."""
        return self.filter(
            Q(person=person) | Q(programme__in=person.runs.values("programme"))
        )

    def of(self, person):
        return self.filter(person=person)

    def coordinated_by(self, person):
        return self.filter(programme__coordinators__person=person)

    def namesakes_of(self, wanted):
        """Those who are `wanted`, and who begins by a name of one of them as it sorts.

        Of one programme: of its organisation, for which there is an index of names.
        """
        named = self.annotate(head=Left("person__sort_key", INDEXED))
        heads = named.filter(wanted).order_by().values("head")
        return named.filter(
            person__organisation=F("programme__organisation"), head__in=heads
        )

    def enrolled(self):
        """Those who take part, and have not left the organisation."""
        return self.filter(state=Participation.State.ENROLLED, person__is_active=True)

    def seated(self):
        """With a seat in a group at this moment."""
        return self.filter(seats__isnull=False, seats__left_at=None).distinct()

    def unanswered(self):
        """Invited, not answered; a group that is under way takes newcomers as well."""
        return self.filter(
            state=Participation.State.INVITED, person__is_active=True
        ).exclude(programme__state=Programme.State.ENDED)

    def awaiting_answer(self):
        """The same, in a programme whose groups are still to be composed."""
        return self.unanswered().filter(programme__state=Programme.State.ENROLLING)

    def of_role(self, role):
        return self.filter(role=role) if role else self

    def in_state(self, state):
        return self.filter(state=state) if state else self

    def searched(self, query):
        """Of people whose name, address, number or team has every word of `query`."""
        return self.filter(with_words(query, *(f"person__{name}" for name in SOUGHT)))

    def fitting_first(self, teams, disciplines):
        """Of one of these disciplines and none of these teams (R2, R3); then by name."""
        fits = Q(person__discipline__in=disciplines) & ~Q(person__team__in=teams)
        fits = Case(When(fits, then=0), default=1)
        return self.order_by(fits, "person__sort_key", "pk")

    def counted(self) -> dict:
        """{(role, state): how many have not left}, as "mentor_enrolled": 3."""
        rows = (
            self.filter(person__is_active=True)
            .order_by()
            .values_list("role", "state")
            .annotate(Count("pk"))
        )
        return {f"{role}_{state}": count for role, state, count in rows}

    def for_list(self):
        people = self.select_related("person__team", "person__discipline")
        return people.order_by("role", "person__sort_key", "pk")

    def with_programme(self):
        return self.select_related("programme").order_by("-programme__starts_on")

    def mentors(self):
        return self.filter(role=Role.MENTOR)

    def numbered(self, number: int | None):
        """That of this number; none without one."""
        return self.filter(pk=number)

    def mentees(self):
        return self.filter(role=Role.MENTEE)


class Participation(Open):
    """A person's taking part in a programme, as mentor or as mentee."""

    class State(models.TextChoices):
        INVITED = "invited", _("invited")
        ENROLLED = "enrolled", _("enrolled")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("participation", "withdrawn")

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="participations"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="participations"
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)
    state = models.CharField(max_length=10, choices=State, default=State.INVITED)
    invited_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    max_group = models.PositiveSmallIntegerField(
        _("mentees at most"), default=6, help_text="Of a mentor: 4 to 6."
    )
    motivation = models.TextField(
        _("why you want this"),
        blank=True,
        help_text="Of a mentor; the coordinators of the programme read it.",
    )

    worker_grants = "SELECT"
    objects = ParticipationQuerySet.as_manager()

    class Meta:
        # For the counts of a programme.
        indexes = [
            models.Index(
                fields=["programme", "state", "role"],
                name="programmes_participation_count",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                "programme", "person", name="programmes_participation_once"
            ),
            models.CheckConstraint(
                condition=Q(max_group__gte=4, max_group__lte=6),
                name="programmes_participation_max_group",
            ),
        ]

    def __str__(self):
        return f"{self.person} ({self.get_role_display()})"


class Need(Open):
    """A development need of a mentee, weighted 1 to 3 (R4, R13)."""

    participation = models.ForeignKey(
        Participation, models.CASCADE, related_name="needs"
    )
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")
    weight = models.PositiveSmallIntegerField(_("weight"))

    worker_grants = "SELECT"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "participation", "topic", name="programmes_need_once"
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=3), name="programmes_need_weight"
            ),
        ]

    def __str__(self):
        return f"{self.topic} {self.weight}"


class Expertise(Open):
    """What a mentor is good at, level 1 to 3."""

    participation = models.ForeignKey(
        Participation, models.CASCADE, related_name="expertise"
    )
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"))

    worker_grants = "SELECT"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "participation", "topic", name="programmes_expertise_once"
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=3),
                name="programmes_expertise_level",
            ),
        ]

    def __str__(self):
        return f"{self.topic} {self.level}"


# The kind of text of a mentee's own words, by the number of the participation.
OWN_WORDS = "own_words"


class NeedWords(Confidential):
    """A mentee's needs in own words, for the mentor only: of before, by now a text."""

    participation = models.OneToOneField(
        Participation, models.CASCADE, related_name="words"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    text = SealedTextField(_("in your own words"), word="text")
    changed_at = models.DateTimeField(default=timezone.now)

    sealed_as = "need"
    sealed_with = ("author", "participation", "changed_at")

    erased = [ErasedRows()]

    def __str__(self):
        return f"words of {self.participation_id}"

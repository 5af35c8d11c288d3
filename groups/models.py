from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Discipline, Team
from programmes.models import Participation, Programme, Role
from spaces.models import Open, Space


class CompositionQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(programme__coordinators__person=person)

    def with_counts(self):
        return self.annotate(
            group_count=models.Count("columns", distinct=True),
            placed_count=models.Count("placements", distinct=True),
        )

    def with_author(self):
        return self.select_related("created_by")


class Composition(Open):
    """A scenario of who would be grouped with whom, until it is published."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="compositions"
    )
    name = models.CharField(_("name"), max_length=120)
    version = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = CompositionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                "programme",
                condition=Q(published_at__isnull=False),
                name="groups_composition_published_once",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("groups:board", args=[self.pk])


class Column(Open):
    """A group on the board: one mentor, before publication."""

    composition = models.ForeignKey(Composition, models.CASCADE, related_name="columns")
    mentor = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    cross_discipline_reason = models.TextField(
        _("why across disciplines"), blank=True, help_text="R2 relaxed for this group."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "composition", "mentor", name="groups_column_mentor_once"
            )
        ]

    def __str__(self):
        return f"{self.mentor}"


class Placement(Open):
    """A mentee's place in a column; a mentee without one is unplaced."""

    composition = models.ForeignKey(
        Composition, models.CASCADE, related_name="placements"
    )
    column = models.ForeignKey(Column, models.CASCADE, related_name="placements")
    mentee = models.ForeignKey(Participation, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "composition", "mentee", name="groups_placement_one_group"
            )
        ]

    def __str__(self):
        return f"{self.mentee} in {self.column}"


class Pin(Open):
    """A mentee locked to a mentor, or kept from one."""

    class Kind(models.TextChoices):
        LOCK = "lock", _("with this mentor")
        FORBID = "forbid", _("not with this mentor")

    composition = models.ForeignKey(Composition, models.CASCADE, related_name="pins")
    mentee = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "composition", "mentee", "mentor", name="groups_pin_once"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.mentee_id} {self.mentor_id}"


class Command(Open):
    """One step on the board: who did what, and how to take it back.

    `change` says what was and what came, see `groups.board`.
    """

    class Kind(models.TextChoices):
        MOVE = "move", _("moved somebody")
        ADD = "add", _("added a group")
        REMOVE = "remove", _("took a group away")
        REASON = "reason", _("changed the reason to cross disciplines")
        PIN = "pin", _("pinned somebody")
        UNPIN = "unpin", _("took a pin away")
        PROPOSAL = "proposal", _("took over a proposal")
        UNDO = "undo", _("took a step back")
        REDO = "redo", _("did a step again")

    composition = models.ForeignKey(
        Composition, models.CASCADE, related_name="commands"
    )
    version = models.PositiveIntegerField(help_text="Of the board after this step.")
    kind = models.CharField(max_length=10, choices=Kind)
    change = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(
                "composition", "version", name="groups_command_version_once"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.version}"


class ExclusionQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(programme__coordinators__person=person)

    def with_people(self):
        return self.select_related("first__person", "second__person").order_by(
            "first__person__given_name", "second__person__given_name", "pk"
        )


class Exclusion(Open):
    """Two people of a programme who are kept apart."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="exclusions")
    first = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    second = models.ForeignKey(Participation, models.CASCADE, related_name="+")

    objects = ExclusionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("first", "second", name="groups_exclusion_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="groups_exclusion_ordered"
            ),
        ]

    def __str__(self):
        return f"{self.first_id} apart from {self.second_id}"


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(composition__programme__coordinators__person=person)

    def under_way(self):
        """Waiting or running; one whose worker fell silent counts no more."""
        silent = timezone.now() - Proposal.SILENCE
        return self.filter(state__in=Proposal.UNDER_WAY, heard_at__gt=silent)


class Proposal(Open):
    """A run of the solver for a composition, and how far it is."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("being composed")
        DONE = "done", _("done")
        STOPPED = "stopped", _("stopped")
        FAILED = "failed", _("failed")

    UNDER_WAY = (State.WAITING, State.RUNNING)
    SILENCE = timedelta(minutes=1)

    composition = models.ForeignKey(
        Composition, models.CASCADE, related_name="proposals"
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField(default=timezone.now)
    # The worker's last sign of life.
    heard_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    stop_asked = models.BooleanField(default=False)
    progress = models.JSONField(default=dict, blank=True)
    unplaced = models.JSONField(default=list, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]

    def __str__(self):
        return f"proposal {self.pk}"

    @property
    def is_under_way(self):
        silent = timezone.now() - self.SILENCE
        return self.state in self.UNDER_WAY and self.heard_at > silent


class MentorGroupQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Groups you sit in, and those of programmes that you coordinate."""
        return self.filter(
            Q(seats__in=Seat.objects.held().filter(person=person))
            | Q(programme__coordinators__person=person)
        ).distinct()

    def of(self, person):
        """Groups in which the person has a seat now."""
        return self.filter(seats__in=Seat.objects.held().filter(person=person))

    def coordinated_by(self, person):
        return self.filter(programme__coordinators__person=person)

    def too_small(self):
        """Under way with fewer mentees than a group has (R1), and since when."""
        mentees = Q(seats__role=Role.MENTEE)
        return (
            self.filter(programme__state=Programme.State.RUNNING)
            .annotate(
                mentee_count=models.Count(
                    "seats", filter=mentees & Q(seats__left_at=None)
                ),
                last_left_at=models.Max("seats__left_at"),
            )
            .filter(
                mentee_count__lt=F("programme__min_size"), last_left_at__isnull=False
            )
        )

    def with_people(self):
        """With `held_seats`: the mentor first, then the mentees by name."""
        seats = Seat.objects.held().with_person()
        return self.prefetch_related(
            models.Prefetch("seats", seats, to_attr="held_seats")
        )


class MentorGroup(Open):
    """One mentor and four to six mentees, *mentorgroep* (R1)."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="mentor_groups"
    )
    name = models.CharField(_("name"), max_length=120)
    discipline = models.ForeignKey(Discipline, models.PROTECT, null=True, blank=True)
    cross_discipline_reason = models.TextField(blank=True)
    # The circle as the group is now; a newcomer means a new one (invariant 1).
    circle = models.OneToOneField(Space, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)

    objects = MentorGroupQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("groups:group", args=[self.pk])


class SeatQuerySet(models.QuerySet):
    def held(self):
        return self.filter(left_at=None)

    def departed(self):
        return self.exclude(left_at=None)

    def mentors(self):
        return self.filter(role=Role.MENTOR)

    def mentees(self):
        return self.filter(role=Role.MENTEE)

    def of(self, person):
        return self.filter(person=person)

    def coordinated_by(self, person):
        return self.filter(group__programme__coordinators__person=person)

    def with_person(self):
        """With the person's work; the mentor of a group first, then by name."""
        return self.select_related(
            "person__team", "person__discipline", "person__location"
        ).order_by("-role", "person__given_name", "person__family_name", "pk")


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
    # As they were on joining: R2 and R3 are kept against these by constraints, and a
    # later change of the roster is told to the coordinator instead of breaking a save.
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    discipline = models.ForeignKey(
        Discipline, models.PROTECT, null=True, related_name="+"
    )
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
        help_text="Who ended it: the person, or the mentor or coordinator.",
    )

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
                "team",
                condition=Q(left_at=None),
                name="groups_seat_different_teams",
                violation_error_message=_("Members come from different teams (R3)."),
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

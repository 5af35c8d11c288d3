from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Least
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.models.step import Step
from groups.models.group import last
from people.web.isolating import isolated
from programmes.models import Expertise, Need, Participation, Programme
from spaces.models import Open


def _count(rows):
    counted = rows.order_by().values("composition").annotate(count=models.Count("pk"))
    return Coalesce(models.Subquery(counted.values("count")), 0)


class CompositionQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(programme__coordinators__person=person)

    def with_last_step(self):
        """When the board was changed last, and by whom."""
        last = Step.objects.filter(composition=models.OuterRef("pk"))
        last = last.order_by("-version")
        return self.annotate(
            changed_at=models.Subquery(last.values("at")[:1]),
            changed_by=models.Subquery(last.values("by__given_name")[:1]),
        )

    def with_counts(self):
        """With how many `groups` there are on the board, and mentees `placed`."""
        own = {"composition": models.OuterRef("pk")}
        return self.annotate(
            groups=_count(Column.objects.filter(**own)),
            placed=_count(Placement.objects.filter(**own)),
        )

    def with_enrolled(self):
        """With how many are `enrolled` in the programme, on the board or not."""
        people = Participation.objects.enrolled()
        people = people.filter(programme=models.OuterRef("programme")).order_by()
        people = people.values("programme").annotate(count=models.Count("pk"))
        return self.annotate(
            enrolled=Coalesce(models.Subquery(people.values("count")), 0)
        )

    def being_made(self):
        return self.filter(published_at=None)

    def published(self):
        return self.exclude(published_at=None)

    def beside(self, composition):
        return self.exclude(pk=composition.pk)

    def with_author(self):
        return self.select_related("created_by")


class Composition(Open):
    """One way to group who takes part, until it is published."""

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

    # How long publishing can be taken back.
    REGRET = timedelta(minutes=59)

    objects = CompositionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                "programme",
                condition=Q(published_at__isnull=False),
                name="boards_composition_published_once",
            )
        ]

    def __str__(self):
        return isolated(self.name)

    def get_absolute_url(self):
        return reverse("boards:board", args=[self.pk])

    def may_be_taken_back(self, now=None) -> bool:
        """Whether it was published within the hour."""
        at = self.published_at
        return at is not None and (now or timezone.now()) - at < self.REGRET


class ColumnQuerySet(models.QuerySet):
    def fitting_first(self, mentee):
        """In the order in which they may suit a participation, by its key.

        First where it sits; else as mentor groups are sorted for who moves (R1 to R4).
        """
        who = Participation.objects.filter(pk=mentee)
        there = Placement.objects.filter(column=models.OuterRef("pk")).order_by()
        team, field = who.values("person__team"), who.values("person__discipline")
        teams = models.Exists(there.filter(mentee__person__team__in=team))
        needs = Need.objects.filter(participation=mentee).values("topic")
        known = Expertise.objects.filter(participation=models.OuterRef("mentor"))
        known = known.filter(topic__in=needs).order_by().values("participation")
        known = known.annotate(much=models.Sum("level")).values("much")
        most = Least("composition__programme__max_size", "mentor__max_group")
        taken = there.values("column").annotate(count=models.Count("pk"))
        return self.annotate(
            taken=Coalesce(models.Subquery(taken.values("count")), 0)
        ).order_by(
            last(~models.Exists(there.filter(mentee=mentee))),
            last(Q(taken__gte=most)),
            last(~Q(mentor__person__discipline__in=field)),
            last(teams | Q(mentor__person__team__in=team)),
            models.Subquery(known).desc(nulls_last=True),
            "taken",
            "mentor__person__sort_key",
            "pk",
        )


class Column(Open):
    """A group on the board: one mentor, before publication."""

    composition = models.ForeignKey(Composition, models.CASCADE, related_name="columns")
    mentor = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    cross_discipline_reason = models.TextField(
        _("why across disciplines"), blank=True, help_text="R2 relaxed for this group."
    )

    objects = ColumnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "composition", "mentor", name="boards_column_mentor_once"
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
                "composition", "mentee", name="boards_placement_one_group"
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
                "composition", "mentee", "mentor", name="boards_pin_once"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.mentee_id} {self.mentor_id}"


class Away(Open):
    """A mentor who is not available in this composition."""

    composition = models.ForeignKey(Composition, models.CASCADE, related_name="away")
    mentor = models.ForeignKey(Participation, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "composition", "mentor", name="boards_away_mentor_once"
            )
        ]

    def __str__(self):
        return f"{self.mentor_id} away"

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.group import MentorGroup
from programmes.models import Participation, Programme
from spaces.models import Open


class BreachRule(models.TextChoices):
    """The rules that a group under way can come to break, as `composing` calls them."""

    SIZE = "size"
    DISCIPLINE = "discipline"
    SAME_TEAM = "same_team"
    LINE_MANAGER = "line_manager"
    PROJECT = "project"
    EXCLUSION = "exclusion"


class ToleranceQuerySet(models.QuerySet):
    def of_size(self):
        return self.filter(rule=BreachRule.SIZE).select_related("by")


class Tolerance(Open):
    """Why a group under way goes on although it breaks a rule; never changed.

    Of its size (R1): with three. Else of two members, and of what they have in common:
    `about` is the team or the project, 0 where there is none.
    """

    group = models.ForeignKey(MentorGroup, models.PROTECT, related_name="tolerances")
    rule = models.CharField(max_length=12, choices=BreachRule)
    first = models.ForeignKey(
        Participation, models.PROTECT, null=True, related_name="+"
    )
    second = models.ForeignKey(
        Participation, models.PROTECT, null=True, related_name="+"
    )
    about = models.BigIntegerField(default=0)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    web_grants = "SELECT, INSERT"
    worker_grants = "SELECT"
    objects = ToleranceQuerySet.as_manager()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                "group",
                "rule",
                "first",
                "second",
                "about",
                name="groups_tolerance_once",
            ),
            models.CheckConstraint(
                condition=Q(rule=BreachRule.SIZE, first=None, second=None)
                | ~Q(rule=BreachRule.SIZE)
                & Q(first__isnull=False, second__isnull=False, first__lt=F("second")),
                name="groups_tolerance_of_two",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="groups_tolerance_has_reason"
            ),
        ]

    def __str__(self):
        return f"{self.rule} in {self.group_id}"


class BreachQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(programme__coordinators__person=person)

    def open(self):
        """Of groups under way, and nobody gave a reason to let it be."""
        return self.unreasoned().filter(programme__state=Programme.State.RUNNING)

    def unreasoned(self):
        return self.filter(tolerance=None)

    def of_programmes(self, programmes):
        """Of these, named one by one: then of no other is looked at anybody."""
        return self.filter(programme__in=programmes)

    def with_people(self):
        return self.select_related(
            *(
                f"{who}__person__{what}"
                for who in ("first", "second")
                for what in ("team", "discipline")
            ),
            "group__mentor",
            "group__programme",
            "tolerance__by",
        ).order_by("group", "pk")


class Breach(Open):
    """Two of a group who, as the roster is now, may not sit together (R2, R3).

    A view of the database, so that it comes and goes with the roster and the seats.
    """

    id = models.CharField(primary_key=True, max_length=60)
    group = models.ForeignKey(MentorGroup, models.DO_NOTHING, related_name="breaches")
    rule = models.CharField(max_length=12, choices=BreachRule)
    first = models.ForeignKey(Participation, models.DO_NOTHING, related_name="+")
    second = models.ForeignKey(Participation, models.DO_NOTHING, related_name="+")
    about = models.BigIntegerField()
    tolerance = models.ForeignKey(
        Tolerance, models.DO_NOTHING, null=True, related_name="+"
    )
    programme = models.ForeignKey(Programme, models.DO_NOTHING, related_name="+")

    web_grants = worker_grants = "SELECT"
    objects = BreachQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "groups_breach"

    def __str__(self):
        return self.pk

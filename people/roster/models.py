from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.organisation import Organisation
from people.models.person import Person
from spaces.models import Open


class RosterImportQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(organisation__coordinators__person=person)

    def for_list(self):
        return self.defer("content", "plan").select_related(
            "organisation", "uploaded_by"
        )

    def waiting(self, since):
        """Those whose carrying out was asked for before `since` and not finished."""
        return self.filter(state="committing", asked_at__lt=since)

    def latest_of(self, organisations):
        """Of each the last one with people that was carried out; `aside` are rows."""
        committed = self.filter(
            organisation__in=organisations,
            state="committed",
            counts__has_key="set_aside",
        )
        return (
            committed.defer("content", "plan")
            .order_by("organisation", "-committed_at", "-pk")
            .distinct("organisation")
        )

    def left_lying(self, since):
        """Those uploaded before `since` of which nothing came."""
        kept = ["committing", "committed"]
        return self.exclude(state__in=kept).filter(uploaded_at__lt=since)


class RosterImport(Open):
    """An uploaded roster on its way from file to plan to people."""

    class State(models.TextChoices):
        MAPPING = "mapping", _("columns to be chosen")
        PLANNED = "planned", _("plan ready")
        COMMITTING = "committing", _("being carried out")
        COMMITTED = "committed", _("carried out")
        REFUSED = "refused", _("refused")
        STALE = "stale", _("overtaken by changes")

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    uploaded_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Null: a command.",
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    file_name = models.CharField(max_length=255)
    content = models.BinaryField(help_text="The file; emptied once carried out.")
    mapping = models.JSONField(default=dict, blank=True)
    same = models.JSONField(
        default=list,
        blank=True,
        help_text="Addresses of rows of which somebody said: the same person.",
    )
    state = models.CharField(max_length=12, choices=State, default=State.PLANNED)
    refusal = models.JSONField(
        null=True,
        blank=True,
        help_text="Why the file was refused: code and parameters.",
    )
    plan = models.JSONField(null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    committed_at = models.DateTimeField(null=True, blank=True)

    worker_grants = "SELECT, UPDATE, DELETE"
    objects = RosterImportQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self):
        return self.file_name

    @property
    def aside(self) -> list[str]:
        """The addresses of the rows that wait for somebody to say who they are."""
        return self.counts.get("set_aside", [])

    def get_absolute_url(self):
        return reverse("people:roster", args=[self.pk])


class ColumnMapping(Open):
    """Which field a header of this organisation's files stands for, as last chosen."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    sheet = models.CharField(max_length=20, help_text="people or projects")
    header = models.CharField(max_length=200)
    field = models.CharField(max_length=40, blank=True, help_text="Empty: ignored.")

    worker_grants = "SELECT"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation", "sheet", Lower("header"), name="people_mapping_once"
            )
        ]

    def __str__(self):
        return f"{self.header} = {self.field}"

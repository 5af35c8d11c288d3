from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spaces.models import Open


class StepQuerySet(models.QuerySet):
    def since(self, version):
        """What was done after that version, and by whom."""
        return self.filter(version__gt=version).select_related("by")

    def made(self):
        """Without those that take a step back or do it again."""
        return self.filter(undoes=None)

    def last_standing(self):
        # As the index is sorted: of what stands no `undone` differs.
        return self.made().filter(undone=None).order_by("-undone", "-version")[:1]

    def last_undone(self):
        return self.made().exclude(undone=None).order_by("-undone", "-version")[:1]

    def touching(self, entries):
        """Whose change is about any of these keys, by part of the board."""
        touched = Q()
        for part, keys in entries.items():
            touched |= Q(**{f"change__{part}__has_any_keys": list(keys)})
        return self.filter(touched)


class Step(Open):
    """One step on the board: who did what, and how to take it back.

    `change` says what was and what came, see `boards.board`.
    """

    class Kind(models.TextChoices):
        MOVE = "move", _("moved somebody")
        ADD = "add", _("added a group")
        REMOVE = "remove", _("took a group away")
        REASON = "reason", _("changed the reason to cross disciplines")
        PIN = "pin", _("pinned somebody")
        UNPIN = "unpin", _("took a pin away")
        AWAY = "away", _("marked a mentor as not available")
        PRESENT = "present", _("marked a mentor as available again")
        PROPOSAL = "proposal", _("took over a proposal")
        IMPORT = "import", _("took over a spreadsheet")
        UNDO = "undo", _("took a step back")
        REDO = "redo", _("did a step again")

    composition = models.ForeignKey(
        "boards.Composition", models.CASCADE, related_name="steps"
    )
    version = models.PositiveIntegerField(help_text="Of the board after this step.")
    kind = models.CharField(max_length=10, choices=Kind)
    change = models.JSONField()
    undoes = models.PositiveIntegerField(
        null=True,
        help_text="Of undo and redo: the version of the step that it is about.",
    )
    undone = models.PositiveIntegerField(
        null=True, help_text="The version at which it was taken back, if it is."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(
                "composition", "version", name="boards_step_version_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["undo", "redo"], undoes__isnull=False)
                | (~Q(kind__in=["undo", "redo"]) & Q(undoes=None)),
                name="boards_step_back_says_which",
            ),
            models.CheckConstraint(
                condition=Q(undone=None) | Q(undoes=None, undone__gt=F("version")),
                name="boards_step_undone_later",
            ),
        ]
        indexes = [
            models.Index(
                "composition",
                "by",
                "undone",
                "version",
                condition=Q(undoes=None),
                name="boards_step_own",
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.version}"

import datetime as dt
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spaces.models.open import OWN_ROWS, Open

# How long it may take before whoever asked for it is told that something is amiss.
LATE = dt.timedelta(minutes=5)


class OwnErasureQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person)

    def of_all(self):
        """Of all that somebody wrote."""
        return self.filter(kind=OwnErasure.Kind.ALL)

    def waiting(self):
        """Asked for and not carried out yet, the oldest first."""
        return self.filter(done_at=None).order_by("asked_at")

    def done(self):
        return self.exclude(done_at=None)

    def latest_first(self):
        return self.order_by("-asked_at")


class OwnErasure(Open):
    """That a person erases what they wrote: one text, all of it, or what a leaver left.

    The person asks for it; a worker writes it down outside the database and has it done,
    once, by the database function `writing_erase`, which alone sets `done_at` and `texts`.
    """

    class Kind(models.TextChoices):
        TEXT = "text", _("one text")
        ALL = "all", _("all that somebody wrote")
        LEFT = "left", _("the own space of somebody who left")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    # Not a foreign key: this outlives the text.
    text_id = models.UUIDField(null=True)
    asked_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    # How many texts went, those of all members among them; None until then.
    texts = models.PositiveIntegerField(null=True, editable=False)
    # The transaction that carries it out.
    carried_in = models.BigIntegerField(null=True, editable=False)

    web_grants = "SELECT, INSERT"
    worker_grants = "SELECT"
    web_rows = OWN_ROWS
    may_add = (
        "kind <> 'left' AND done_at IS NULL AND texts IS NULL AND carried_in IS NULL"
    )
    objects = OwnErasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="text", text_id__isnull=False)
                | Q(kind__in=["all", "left"], text_id=None),
                name="spaces_ownerasure_of_a_text",
            ),
            models.UniqueConstraint(
                "person",
                "kind",
                "text_id",
                condition=Q(done_at=None),
                nulls_distinct=False,
                name="spaces_ownerasure_asked_once",
            ),
        ]
        indexes = [
            models.Index("carried_in", name="spaces_ownerasure_carried"),
        ]

    @property
    def is_late(self) -> bool:
        """Whether it should have been carried out by now."""
        return self.done_at is None and self.asked_at < timezone.now() - LATE

    def __str__(self):
        return f"{self.kind} erased by {self.person_id}"

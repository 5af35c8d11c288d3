from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spaces.models.open import Open


class Space(models.Model):
    """A fixed set of people who may read what is kept in it (design, "Spaces").

    Opened by the database function `spaces_open`; no role may insert here directly.
    """

    class Kind(models.TextChoices):
        OWN = "own", _("Only one person")
        PAIR = "pair", _("A mentor and a mentee")
        CIRCLE = "circle", _("A mentor group")
        SHARED = "shared", _("Given away until a date")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Whose it is: of kind own the person, of kind shared the giver.",
    )
    until = models.DateField(null=True, help_text="Last day that a reader can read it.")
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    opened_in = models.BigIntegerField(
        default=0, editable=False, help_text="The transaction that opened it."
    )

    space_column = "id"
    web_grants = "SELECT"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "owner", condition=Q(kind="own"), name="spaces_space_one_own"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["own", "shared"], owner__isnull=False)
                | Q(kind__in=["pair", "circle"], owner__isnull=True),
                name="spaces_space_owner_fits_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind="shared") | Q(until=None),
                name="spaces_space_only_shared_ends",
            ),
            models.CheckConstraint(
                condition=~Q(kind="shared") | Q(until__isnull=False),
                name="spaces_space_shared_does_end",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.id}"


class UsedSpace(Open):
    """The id of every space that was ever opened: it is not opened again, by anybody.

    Written by a trigger of the database when a space is opened, and never changed.
    """

    space_id = models.UUIDField(primary_key=True)

    web_grants = worker_grants = ""

    def __str__(self):
        return str(self.space_id)


class Member(models.Model):
    """One person's membership of a space, which can only end."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="members")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    left_at = models.DateTimeField(null=True)

    space_column = "space_id"
    web_grants = "SELECT"

    class Meta:
        constraints = [
            models.UniqueConstraint("space", "person", name="spaces_member_once"),
        ]

    def __str__(self):
        return f"{self.person_id} in {self.space_id}"


class Seen(Open):
    """That a member has seen who is in a circle: before that it is closed to them.

    Written by the database function `spaces_see` alone, by the person's own doing.
    """

    space = models.ForeignKey(Space, models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    web_grants = "SELECT"
    worker_grants = "SELECT"

    class Meta:
        constraints = [
            models.UniqueConstraint("space", "person", name="spaces_seen_once"),
        ]

    def __str__(self):
        return f"{self.person_id} has seen who is in {self.space_id}"

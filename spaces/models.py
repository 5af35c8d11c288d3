from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.base import ModelState
from django.db.models.functions import Now, Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spaces.fields import SealedTextField, sealed_fields
from spaces.sealing import BEFORE, Sealed
from spaces.unopened import Unopened


class Open(models.Model):
    """A row that is not confidential; who sees it is decided by the pages.

    `web_grants` and `worker_grants` are what the two database roles may do with it.
    """

    web_grants = "SELECT, INSERT, UPDATE, DELETE"
    worker_grants = "SELECT, INSERT, UPDATE, DELETE"

    class Meta:
        abstract = True


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


class DataKeyQuerySet(models.QuerySet):
    def of_before(self):
        """Wrapped in the first version, which `seal_anew` replaces."""
        version = Substr("wrapped", 1, 1, output_field=models.BinaryField())
        return self.alias(version=version).filter(version=BEFORE)


class DataKey(models.Model):
    """The key that seals a space's texts, wrapped by a master key."""

    space = models.OneToOneField(Space, models.CASCADE, primary_key=True)
    master = models.CharField(max_length=60)
    wrapped = models.BinaryField()

    space_column = "space_id"
    web_grants = "SELECT"
    objects = DataKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(master=""), name="spaces_datakey_names_its_master"
            ),
        ]
        indexes = [models.Index("master", name="spaces_datakey_master")]

    def __str__(self):
        return f"key of {self.space_id}"


class MasterKeyMark(Open):
    """By what this database knows a master key again: something sealed under it.

    Neither it nor the fingerprint tells anything of the key. The owner writes it; the
    web role does by `spaces_mark_first` alone.
    """

    name = models.CharField(max_length=60, primary_key=True)
    fingerprint = models.CharField(max_length=19, unique=True)
    sealed = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now, db_default=Now())

    web_grants = "SELECT"
    worker_grants = ""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""), name="spaces_masterkeymark_has_a_name"
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.fingerprint})"


class Confidential(models.Model):
    """The one base of every confidential model: a row in exactly one space.

    PostgreSQL shows and takes it only while a member of the space acts.
    `sealed_as` names the model in the place that its texts are bound to, for good, also
    when model or table are renamed; `sealed_with` are fields that they are bound to as
    well: who wrote it, what it is about, and what changes with each writing. A text is
    written together with them, or nobody opens it again.
    `web_grants` can be narrowed (append-only tables). In SQL: `further_policies` are
    restrictive conditions on reading, by name; `may_add` says in whose name a member
    adds a row, `may_change` who of the members changes or deletes it; None: each.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    space = models.ForeignKey(Space, models.PROTECT, related_name="+")

    sealed_as = ""
    sealed_with: tuple[str, ...] = ("author",)
    space_column = "space_id"
    web_grants = "SELECT, INSERT, UPDATE, DELETE"
    further_policies: dict[str, str] = {}
    may_add: str | None = "author_id = spaces_person()"
    may_change: str | None = may_add

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        # What its texts were bound to, whatever is assigned to the row from here on.
        row._state.read = {
            name: value
            for name, value in row.__dict__.items()
            if not isinstance(value, (Sealed, ModelState))
        }
        return row

    @property
    def unopened(self) -> bool:
        """Whether one of its texts does not open."""
        texts = (getattr(self, field.attname) for field in sealed_fields(type(self)))
        return any(isinstance(text, Unopened) for text in texts)


class SnapshotQuerySet(models.QuerySet):
    def given_by(self, person):
        """With `space.members`: the giver and the reader."""
        members = Member.objects.select_related("person")
        return (
            self.filter(author=person)
            .select_related("space")
            .prefetch_related(models.Prefetch("space__members", members))
            .order_by("-created_at")
        )

    def received_by(self, person):
        """What others gave to `person`, who acts: the database decides."""
        given = self.exclude(author=person).order_by("-created_at")
        return given.select_related("author", "space")


class Snapshot(Confidential):
    """A copy of a text that a mentee gave to one reader, until a date (R7)."""

    title = SealedTextField(word="title")
    body = SealedTextField(word="body")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    sealed_as = "given copy"
    web_grants = "SELECT, INSERT, DELETE"
    objects = SnapshotQuerySet.as_manager()

    def __str__(self):
        return f"snapshot {self.pk}"

    def get_absolute_url(self):
        return reverse("spaces:snapshot", args=[self.pk])

    @property
    def readers(self):
        """Who was given it."""
        return [
            member.person
            for member in self.space.members.all()
            if member.person_id != self.author_id
        ]


class AuditEventQuerySet(models.QuerySet):
    def about(self, person):
        """What `person`, who acts, did, underwent, or shares a space with."""
        mine = Member.objects.filter(person=person, left_at=None)
        return self.filter(
            Q(actor=person) | Q(person=person) | Q(space_id__in=mine.values("space_id"))
        ).select_related("actor", "person")


class AuditEvent(Open):
    """What was done to a space, by whom and when; never what it holds."""

    class Verb(models.TextChoices):
        OPENED = "opened", _("opened")
        SEEN = "seen", _("seen who is in it")
        LEFT = "left", _("left")
        MOVED_IN = "moved_in", _("text moved in")
        MOVED_OUT = "moved_out", _("text moved out")
        SHARED = "shared", _("given to a reader")
        REVOKED = "revoked", _("taken back")
        EXPIRED = "expired", _("ended on its date")

    verb = models.CharField(max_length=10, choices=Verb)
    # Not a foreign key: the trail outlives a revoked space.
    space_id = models.UUIDField(db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    web_grants = "SELECT, INSERT"
    worker_grants = "SELECT, INSERT"
    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = [F("at").desc(), F("id").desc()]

    def __str__(self):
        return f"{self.verb} {self.space_id}"

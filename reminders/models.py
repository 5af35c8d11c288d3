from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from spaces.models import Open

PERSON = settings.AUTH_USER_MODEL
# The kind of the mail that tells what has gathered (reminders/day.py).
OF_THE_DAY = "reminders.day"
# How the error of a mail begins that we could not write.
UNWRITTEN = "writing"
# The error of one that was not worth sending any more.
LATE = "late"


class MailQuerySet(models.QuerySet):
    def unsent(self):
        """What can still be stopped."""
        return self.filter(
            state__in=[Mail.State.WAITING, Mail.State.CLAIMED, Mail.State.HELD],
            handed_over_at=None,
        )

    def held_for(self, person):
        """What came for the person while the account was closed."""
        return self.filter(person=person, state=Mail.State.HELD)

    def may_leave(self):
        """What may be sent by now, alone or in the mail of the day."""
        now = timezone.now()
        return self.filter(
            Q(send_after=None) | Q(send_after__lte=now),
            state=Mail.State.WAITING,
            not_before__lte=now,
        )

    def ready(self):
        """What may be sent by now as a mail of its own."""
        return self.may_leave().filter(alone=True)

    def gathered(self):
        """What may be told by now in the mail of the day."""
        return self.may_leave().filter(alone=False)

    def waiting_of(self, kinds):
        return self.filter(state=Mail.State.WAITING, kind__in=kinds)

    def about(self, mail):
        """To the same person, of the same kind and object, in whichever version."""
        thing = mail.object_id.partition(".")[0]
        same = Q(object_id=thing) | Q(object_id__startswith=f"{thing}.")
        return self.filter(same, person=mail.person_id, kind=mail.kind)

    def inbox_of(self, person, now=None):
        """What the person has been told, or was to be told, by now."""
        return self.filter(
            person=person, not_before__lte=now or timezone.now()
        ).exclude(Q(state=Mail.State.DROPPED) | Q(kind=OF_THE_DAY))

    def unread(self):
        return self.filter(read_at=None)

    def caused_by(self, person_id, *, since):
        """Those that one person's acts wrote for others."""
        caused = self.filter(by=person_id, created_at__gt=since)
        return caused.exclude(person=person_id)

    def of_programme(self, programme_id):
        return self.filter(programme_id=programme_id)

    def not_arrived(self):
        return self.filter(state__in=Mail.NOT_ARRIVED)

    def of_object(self, kind, object_id):
        return self.filter(kind=kind, object_id=object_id)

    def told_since(self, moment):
        """What was sent, is on its way, or was tried after that moment."""
        sure = [Mail.State.SENT, Mail.State.WAITING, Mail.State.CLAIMED]
        wanted = self.exclude(state=Mail.State.DROPPED)
        return wanted.filter(Q(state__in=sure) | Q(created_at__gt=moment))

    def in_state(self, state, since):
        return self.filter(state=state, not_before__gte=since)

    def postponed(self):
        """What the mail server did not take yet, and will be offered again."""
        return self.filter(state=Mail.State.WAITING).exclude(error="")

    def first_written(self, kind, object_ids) -> dict:
        """By object when its first mail of this kind was written."""
        mails = self.filter(kind=kind, object_id__in=object_ids).order_by()
        mails = mails.values_list("object_id").annotate(models.Min("created_at"))
        return dict(mails)

    def with_reader(self):
        return self.select_related("person")

    def counts(self):
        """How many there are in each state."""
        return dict(
            self.order_by("state").values_list("state").annotate(models.Count("pk"))
        )

    def newest_first(self):
        return self.order_by("-not_before", "-pk")


class Mail(Open):
    """One mail to one person: the ledger's row, from wanted to sent.

    Holds identifiers and what a mail may say (names, dates, places); never anything
    confidential (design, invariant 7).
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("mail", "waiting")
        CLAIMED = "claimed", pgettext_lazy("mail", "being sent")
        SENT = "sent", pgettext_lazy("mail", "sent")
        UNKNOWN = "unknown", pgettext_lazy("mail", "not known whether it was sent")
        DROPPED = "dropped", pgettext_lazy("mail", "no longer wanted")
        FAILED = "failed", pgettext_lazy("mail", "could not be sent")
        KEPT = "kept", pgettext_lazy("mail", "in the inbox only")
        HELD = "held", pgettext_lazy("mail", "kept for somebody who has left")

    # Or may not have: nobody knows.
    NOT_ARRIVED = [State.FAILED, State.UNKNOWN]

    # programme | person | kind | object | local date
    key = models.CharField(max_length=200, unique=True)
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="mails")
    address = models.EmailField(
        blank=True, help_text="Where it goes when not to the person's of that moment."
    )
    # Whose act wrote it; nobody's when a sweep did.
    by = models.ForeignKey(
        PERSON, models.PROTECT, null=True, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=60, blank=True)
    # Not a foreign key: this room lies below the programmes.
    programme_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    # Where the programme is held; empty: where the organisation is.
    zone = models.CharField(max_length=63, blank=True)
    context = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    link = models.CharField(max_length=300, help_text="Path on this site.")
    # Until it is sent: the path that lets its reader in, sealed (reminders/links.py).
    way_in = models.BinaryField(null=True, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    not_before = models.DateTimeField(default=timezone.now)
    # Set when the mail server said "not now".
    send_after = models.DateTimeField(null=True, blank=True)
    message_id = models.UUIDField(default=uuid4, editable=False)
    # The claim: whose lease, until when; `fence` rises with every claim.
    leased_until = models.DateTimeField(null=True, blank=True)
    fence = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    # Set just before the message is handed over: a crash after it is ambiguous.
    handed_over_at = models.DateTimeField(null=True, blank=True)
    # Whether it is a mail of its own, or told in one of the day.
    alone = models.BooleanField(default=True)
    told_in = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="told"
    )
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=200, blank=True)
    # The in-app inbox shows the same row.
    read_at = models.DateTimeField(null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                "not_before",
                condition=Q(state__in=["waiting", "claimed"]),
                name="reminders_mail_due",
            ),
            models.Index("by", "created_at", name="reminders_mail_by"),
        ]

    def __str__(self):
        return self.key

    def is_overtaken(self) -> bool:
        """Whether a later mail says it anew, or otherwise."""
        later = Mail.objects.about(self).filter(pk__gt=self.pk)
        return later.exclude(state=Mail.State.DROPPED).exists()

    @property
    def is_late(self) -> bool:
        return self.error == LATE

    @property
    def is_unwritten(self) -> bool:
        """Whether it failed on our side, before any server heard of it."""
        return self.error.startswith(UNWRITTEN)

    @property
    def local_zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone or settings.TIME_ZONE)


class Standing(Open):
    """Something confidential stands, as far as a mail may say it; the worker reads this.

    Kept by the transaction that changes the thing: `facts` are identifiers, dates and
    places; names are looked up when they are said.
    """

    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=60)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    worker_grants = "SELECT"

    class Meta:
        constraints = [
            models.UniqueConstraint("kind", "object_id", name="reminders_standing_once")
        ]

    def __str__(self):
        return f"{self.kind} {self.object_id}"


class SweepQuerySet(models.QuerySet):
    def last_at(self):
        """When the ledger was last looked through; None: never yet."""
        return self.values_list("at", flat=True).first()


class Sweep(Open):
    """The last time that the ledger was looked through; there is one such row."""

    at = models.DateTimeField(default=timezone.now)
    written = models.PositiveIntegerField(default=0, help_text="Mails that were due.")
    failed = models.CharField(
        max_length=500, blank=True, help_text="Rooms that could not say what is due."
    )

    web_grants = worker_grants = "SELECT, INSERT, UPDATE"
    objects = SweepQuerySet.as_manager()

    def __str__(self):
        return f"sweep of {self.at}"


class PreferenceQuerySet(models.QuerySet):
    def stopped(self, person_id, kind):
        return self.filter(person_id=person_id, kind=kind).exists()

    def kinds_of(self, person):
        return set(self.filter(person=person).values_list("kind", flat=True))


class Preference(Open):
    """A kind of mail that a person has stopped."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    stopped_at = models.DateTimeField(default=timezone.now)

    objects = PreferenceQuerySet.as_manager()

    worker_grants = "SELECT"

    class Meta:
        constraints = [
            models.UniqueConstraint("person", "kind", name="reminders_preference_once")
        ]

    def __str__(self):
        return f"{self.person_id} stopped {self.kind}"

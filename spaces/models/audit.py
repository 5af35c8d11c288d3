from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spaces.models.open import Open
from spaces.models.space import Member


class AuditEventQuerySet(models.QuerySet):
    def about(self, person):
        """What `person`, who acts, did, underwent, or shares a space with.

        The end of a copy too, which names nobody. That its space was opened is no line
        of its own.
        """
        mine = Member.objects.filter(person=person, left_at=None).values("space_id")
        given = AuditEvent.objects.given().order_by()
        of_copies = given.filter(Q(actor=person) | Q(person=person)).values("space_id")
        return (
            self.filter(
                Q(actor=person)
                | Q(person=person)
                | Q(space_id__in=mine)
                | Q(space_id__in=of_copies)
            )
            .exclude(verb=self.model.Verb.OPENED, space_id__in=of_copies)
            .select_related("actor", "person")
        )

    def given(self):
        """That a copy was given: by whom and to whom."""
        return self.filter(verb=self.model.Verb.SHARED)


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
    # Not foreign keys: the trail outlives a revoked space, and its text.
    space_id = models.UUIDField(db_index=True)
    text_id = models.UUIDField(null=True)
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

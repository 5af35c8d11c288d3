from django.db import models
from django.utils import timezone

from people.models.person import Person
from spaces.models import Open


class InvitationQuerySet(models.QuerySet):
    def unused(self):
        """Not taken yet; the newest first."""
        return self.filter(used_at=None).order_by("-pk")

    def open(self):
        """Those that still let somebody in."""
        return self.unused().filter(expires_at__gt=timezone.now())


class Invitation(Open):
    """A way in for a person who has none yet: a signed link that works once.

    The web process signs the link; for the mails that bring it, it lies here sealed
    under a key that no dump holds (reminders/links.py), until it was used.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    invited_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    way_in = models.BinaryField(null=True, editable=False)

    worker_grants = "SELECT"
    objects = InvitationQuerySet.as_manager()

    def __str__(self):
        return f"invitation of {self.person_id}"

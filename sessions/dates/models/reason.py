from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sessions.session.models.of_group import LED
from sessions.session.models.session import Session
from spaces.erasing import ErasedWords
from spaces.fields import SealedTextField
from spaces.models import Confidential


class ChangeReasonQuerySet(models.QuerySet):
    def latest_of(self, session):
        """What was last said of it, to whom the circle is open; None: nothing."""
        reasons = self.filter(session=session).order_by("-said_at")
        return reasons.select_related("author").first()


class ChangeReason(Confidential):
    """Why the mentor moved, called off or added a meeting: for the circle of then.

    It stands on the page of the meeting and in no mail.
    """

    class Change(models.TextChoices):
        ADDED = "added", _("Why it was added")
        MOVED = "moved", _("Why it was moved")
        CANCELLED = "cancelled", _("Why it is off")

    session = models.ForeignKey(Session, models.CASCADE, related_name="reasons")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    change = models.CharField(max_length=10, choices=Change)
    words = SealedTextField(_("why"), word="words")
    said_at = models.DateTimeField(default=timezone.now)

    sealed_as = "reason of a change"
    sealed_with = ("author", "session", "said_at")
    web_grants = "SELECT, INSERT"
    may_add = (
        "author_id = spaces_person() AND session_id IN ("  # noqa: S608
        "SELECT changed.id FROM mentoring_sessions_session changed "
        f"WHERE changed.group_id IN ({LED}))"
    )
    may_change = None

    erased = [ErasedWords()]
    objects = ChangeReasonQuerySet.as_manager()

    def __str__(self):
        return f"reason {self.pk}"

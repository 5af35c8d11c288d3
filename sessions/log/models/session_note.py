from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sessions.session.models.session import Session
from spaces.erasing import ErasedRows
from spaces.fields import SealedTextField
from spaces.models import Confidential

PERSON = settings.AUTH_USER_MODEL


class SessionNote(Confidential):
    """A log of before: what was brought in and learnt are texts (`sessions.log.texts`).

    `manage.py seal_anew` brings its rows over; nothing writes or reads them any more.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="notes")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    brought_in = SealedTextField(
        _("what was brought in"), word="brought in", blank=True
    )
    learnt = SealedTextField(_("what we learnt"), word="learnt", blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    sealed_as = "session note"
    sealed_with = ("author", "session", "changed_at")

    erased = [ErasedRows()]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "session", "space", name="sessions_note_once_in_a_space"
            )
        ]

    def __str__(self):
        return f"note of {self.session_id}"

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.models.intake import Intake
from spaces.erasing import ErasedRows
from spaces.fields import SealedTextField
from spaces.models import Confidential


class Judgement(Confidential):
    """The mentor's choices after an intake (R5, R6): the mentor's own space.

    The notes are a text; those of before are brought over.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        DOUBT = "doubt", _("in doubt")
        NO = "no", _("no")

    intake = models.OneToOneField(Intake, models.CASCADE, related_name="judgement")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    teachable = SealedTextField(_("teachable"), word="teachable", blank=True)
    has_goals = SealedTextField(_("has learning goals"), word="has_goals", blank=True)
    reflects = SealedTextField(
        _("reflects on own functioning"), word="reflects", blank=True
    )
    kind = SealedTextField(_("kind of mentee"), word="kind", blank=True)
    notes = SealedTextField(_("notes"), word="notes", blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    sealed_as = "judgement"
    sealed_with = ("author", "intake", "changed_at")

    erased = [ErasedRows()]

    def __str__(self):
        return f"judgement of {self.intake_id}"

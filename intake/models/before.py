"""Models of before: `manage.py seal_anew` makes texts of their rows."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.models.intake import Intake
from spaces.erasing import ErasedRows
from spaces.fields import SealedTextField
from spaces.models import Confidential


class Preparation(Confidential):
    """What a mentee noted before the intake."""

    intake = models.OneToOneField(Intake, models.CASCADE, related_name="preparation")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    text = SealedTextField(_("what you want to tell or ask"), word="text")
    changed_at = models.DateTimeField(default=timezone.now)

    sealed_as = "preparation"
    sealed_with = ("author", "intake", "changed_at")

    erased = [ErasedRows()]

    def __str__(self):
        return f"preparation of {self.intake_id}"


class IntakeReport(Confidential):
    """What mentor and mentee agreed in the intake."""

    intake = models.OneToOneField(Intake, models.CASCADE, related_name="report")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    text = SealedTextField(_("what you agreed"), word="text")
    changed_at = models.DateTimeField(default=timezone.now)

    sealed_as = "report"
    sealed_with = ("author", "intake", "changed_at")

    erased = [ErasedRows()]

    def __str__(self):
        return f"report of {self.intake_id}"

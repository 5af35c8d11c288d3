from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import MentorGroup
from spaces.erasing import ErasedRows
from spaces.fields import SealedTextField
from spaces.models import Confidential


class GroupAgreement(Confidential):
    """An agreement of before: how the members treat each other is a text (1.3).

    `manage.py seal_anew` brings its rows over; nothing writes or reads them any more.
    """

    group = models.ForeignKey(MentorGroup, models.PROTECT, related_name="agreements")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    text = SealedTextField(_("what we agreed"), word="text")
    changed_at = models.DateTimeField(default=timezone.now)

    sealed_as = "agreement"
    sealed_with = ("author", "group", "changed_at")
    may_change = None

    erased = [ErasedRows()]

    def __str__(self):
        return f"agreement {self.pk}"

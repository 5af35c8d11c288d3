from django.conf import settings
from django.db import models
from django.utils import timezone

from groups.models import MentorGroup
from sessions.session.models.of_group import OfGroupQuerySet
from spaces.erasing import ErasedRows
from spaces.fields import SealedTextField
from spaces.models import Confidential


class KeptQuerySet(OfGroupQuerySet):
    def of(self, group, person):
        return self.filter(group=group, author=person)


class Kept(Confidential):
    """What somebody typed for a circle that was not open to them: the own space.

    Shown beside the forms of the group; nothing of it goes anywhere by itself.
    """

    group = models.ForeignKey(MentorGroup, models.PROTECT, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    words = SealedTextField(word="words")
    kept_at = models.DateTimeField(default=timezone.now)

    sealed_as = "kept words"
    sealed_with = ("author", "group", "kept_at")
    web_grants = "SELECT, INSERT, DELETE"
    erased = [ErasedRows()]
    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ["-kept_at"]

    def __str__(self):
        return f"kept {self.pk}"

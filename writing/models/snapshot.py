from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from spaces.erasing import ErasedRows
from spaces.fields import SealedTextField
from spaces.models import Confidential, Member


class SnapshotQuerySet(models.QuerySet):
    def at_any(self, pks):
        return self.filter(pk__in=pks)

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
    first_table = "spaces_snapshot"
    web_grants = "SELECT, INSERT, DELETE"
    erased = [ErasedRows()]
    objects = SnapshotQuerySet.as_manager()

    def __str__(self):
        return f"snapshot {self.pk}"

    def get_absolute_url(self):
        return reverse("writing:snapshot", args=[self.pk])

    @property
    def readers(self):
        """Who was given it."""
        return [
            member.person
            for member in self.space.members.all()
            if member.person_id != self.author_id
        ]

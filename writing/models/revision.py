from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from spaces.erasing import ErasedWords
from spaces.fields import KeyedDigestField, SealedTextField
from spaces.models import Confidential


class RevisionQuerySet(models.QuerySet):
    def beside(self):
        """Second versions that nobody has looked at yet."""
        return self.filter(second_version=True, settled_at=None)

    def heads(self):
        """What their texts say now."""
        return self.filter(pk=models.F("text__head"))

    def by(self, person):
        return self.filter(author=person)

    def not_by(self, person):
        return self.exclude(author=person)

    def not_erased(self):
        return self.exclude(digest="")

    def that_counted(self):
        """Heads, once; no second versions."""
        return self.filter(second_version=False)

    def at(self, pk):
        """The one of that id; None where there is none."""
        return self.filter(pk=pk).first() if pk else None

    def sent_as(self, client_id):
        return self.filter(client_id=client_id).first() if client_id else None

    def sent_after(self, client_id):
        """A save that its window sent without knowing of the one with that id."""
        return self.filter(after=client_id).order_by("saved_at", "pk").last()

    def among(self, pks):
        """The ids of those that are among these."""
        return self.filter(pk__in=pks).values_list("pk", flat=True)

    def latest_first(self):
        return self.order_by("-saved_at", "-pk")


class Revision(Confidential):
    """One save of a text: appended, never changed; always in the space of its text."""

    # In the database they go with their text, as it alone may delete them.
    text = models.ForeignKey(
        "writing.Text", models.DO_NOTHING, related_name="revisions"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    # Made by the browser: a save that is sent twice is one revision.
    client_id = models.UUIDField(default=uuid4)
    based_on = models.UUIDField(null=True)
    # The save of the same window before this one, by its client id, when this one was
    # sent without knowing whether that had arrived: they are one writer's.
    after = models.UUIDField(null=True)
    title = SealedTextField(word="title", blank=True)
    body = SealedTextField(word="body", blank=True)
    digest = KeyedDigestField(of=("title", "body"))
    saved_at = models.DateTimeField(default=timezone.now)
    # A save that came from a page no longer current: shown beside it until looked at.
    second_version = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)

    sealed_as = "revision"
    sealed_with = ("author", "text")
    first_table = "workbook_revision"
    web_grants = "SELECT, INSERT, UPDATE (settled_at)"
    # Who may write the text, in its own space; the policies show what they may see.
    may_add = (
        "author_id = spaces_person() AND EXISTS (SELECT FROM writing_text one "
        "WHERE one.id = text_id AND one.space_id = writing_revision.space_id "
        "AND (one.author_id = spaces_person() OR one.writers = 'members'))"
    )
    may_change = (
        "author_id = spaces_person() OR EXISTS (SELECT FROM writing_text one "
        "WHERE one.id = text_id AND one.writers = 'members')"
    )
    # Seen with its text, whose policies hold in here.
    further_policies = {
        "with_its_text": "author_id = spaces_person() OR EXISTS (SELECT "
        "FROM writing_text one WHERE one.id = text_id)"
    }
    erased = [ErasedWords()]
    listed_as = "text_id"
    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["saved_at"]
        constraints = [
            models.UniqueConstraint("text", "client_id", name="writing_revision_once"),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(second_version=True),
                name="writing_revision_settles_second",
            ),
        ]

    def __str__(self):
        return f"revision {self.pk}"

    @property
    def told(self) -> str:
        """The body as a person reads it."""
        return self.text.telling(self.body)

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spaces.fields import KeyedDigestField, SealedTextField
from spaces.models import Confidential
from writing.kinds import kinds


class Writers(models.TextChoices):
    AUTHOR = "author", _("its author")
    MEMBERS = "members", _("everybody who reads it")


class TextQuerySet(models.QuerySet):
    def written_by(self, person):
        return self.filter(author=person)

    visible_to = written_by

    def of_kind(self, kind: str):
        return self.filter(kind=kind)

    def about(self, key: str):
        return self.filter(key=key)

    def under(self, start: str):
        """Of which the keys begin so."""
        return self.filter(key__startswith=start)

    def with_beside(self):
        """With `has_versions`: whether second versions wait to be looked at."""
        beside = Revision.objects.beside().filter(text=models.OuterRef("pk"))
        return self.annotate(has_versions=models.Exists(beside))

    def with_shown(self):
        """With `shown_now`: where others can read it."""
        return self.prefetch_related(models.Prefetch("shown", to_attr="shown_now"))


class Text(Confidential):
    """Something a person writes, as it reads now.

    It and the way it came about (`Revision`) never leave their space. What it belongs
    to is told by its kind and its `key`, of which the room of that kind knows.
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=160)
    writers = models.CharField(max_length=10, choices=Writers, default=Writers.AUTHOR)
    # The text of the revision `head`, which keeps it too.
    title = SealedTextField(_("title"), word="title", is_copy=True, blank=True)
    body = SealedTextField(_("text"), word="body", is_copy=True, blank=True)
    head = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    sealed_as = "text"
    sealed_with = ("author", "head")
    first_table = "workbook_page"
    web_grants = "SELECT, INSERT, UPDATE"
    objects = TextQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                "space",
                "kind",
                "key",
                "author",
                condition=Q(writers=Writers.AUTHOR),
                name="writing_text_once_an_author",
            ),
            models.UniqueConstraint(
                "space",
                "kind",
                "key",
                condition=Q(writers=Writers.MEMBERS),
                name="writing_text_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="") & ~Q(key=""), name="writing_text_of_something"
            ),
            models.CheckConstraint(
                condition=Q(writers__in=Writers.values), name="writing_text_writers"
            ),
        ]

    def __str__(self):
        return f"text {self.pk}"

    def get_absolute_url(self):
        return kinds()[self.kind].address(self.key)

    @property
    def heading(self) -> str:
        """What it is called above its versions and its history."""
        return kinds()[self.kind].heading(self)


class RevisionQuerySet(models.QuerySet):
    def beside(self):
        """Second versions that nobody has looked at yet."""
        return self.filter(second_version=True, settled_at=None)

    def heads(self):
        """What their texts say now."""
        return self.filter(pk=models.F("text__head"))

    def latest_first(self):
        return self.order_by("-saved_at", "-pk")


class Revision(Confidential):
    """One save of a text: appended, never changed; always in the space of its text."""

    text = models.ForeignKey(Text, models.PROTECT, related_name="revisions")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    # Made by the browser: a save that is sent twice is one revision.
    client_id = models.UUIDField(default=uuid4)
    based_on = models.UUIDField(null=True)
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

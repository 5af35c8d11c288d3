from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spaces.fields import SealedTextField
from spaces.models import Confidential

PERSON = settings.AUTH_USER_MODEL


class PageQuerySet(models.QuerySet):
    def written_by(self, person):
        return self.filter(author=person)

    def goals(self):
        return self.filter(kind=Page.Kind.GOAL)


class Page(Confidential):
    """Something a mentee writes in the workbook, *werkboek*, as it reads now.

    Lies in the author's own space; the author can move it to the pair or the circle and
    take it back. The way it came about (`Revision`) never leaves the own space.
    """

    class Kind(models.TextChoices):
        GOAL = "goal", _("learning goal")
        EXERCISE = "exercise", _("exercise")

    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    exercise = models.SlugField(
        max_length=80, blank=True, help_text="Of an exercise: its slug and its prompt."
    )
    title = SealedTextField(_("title"), blank=True)
    body = SealedTextField(_("text"), blank=True)
    # The revision that `title` and `body` show.
    head = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    reached_at = models.DateTimeField(null=True, blank=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                "author",
                "exercise",
                condition=Q(kind="exercise"),
                name="workbook_page_exercise_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="goal", exercise="")
                | (Q(kind="exercise") & ~Q(exercise="")),
                name="workbook_page_kind",
            ),
        ]

    def __str__(self):
        return f"page {self.pk}"


class Revision(Confidential):
    """One save of a page: appended, never changed; always in the author's own space."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="revisions")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    # Made by the browser: a save that is sent twice is one revision.
    client_id = models.UUIDField(default=uuid4)
    based_on = models.UUIDField(null=True)
    title = SealedTextField(blank=True)
    body = SealedTextField(blank=True)
    digest = models.CharField(max_length=64, help_text="SHA-256, keyed per space.")
    saved_at = models.DateTimeField(default=timezone.now)
    # A save that came from a page no longer current: shown beside it until looked at.
    second_version = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["saved_at"]
        constraints = [
            models.UniqueConstraint("page", "client_id", name="workbook_revision_once")
        ]

    def __str__(self):
        return f"revision {self.pk}"

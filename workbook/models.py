from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spaces.fields import KeyedDigestField, SealedTextField
from spaces.models import Confidential

PERSON = settings.AUTH_USER_MODEL


class PageQuerySet(models.QuerySet):
    def written_by(self, person):
        return self.filter(author=person)

    visible_to = written_by

    def goals(self):
        return self.filter(kind=Page.Kind.GOAL)

    def exercises(self):
        return self.filter(kind=Page.Kind.EXERCISE)

    def of_exercise(self, slug):
        return self.exercises().filter(exercise__startswith=f"{slug}.")

    def at_hand(self):
        return self.filter(archived_at=None)

    def put_away(self):
        return self.exclude(archived_at=None)

    def with_shown(self):
        """With `shown_now`: where others can read it."""
        shown = Shown.objects.order_by("shown_at")
        return self.prefetch_related(Prefetch("shown", shown, to_attr="shown_now"))


class Page(Confidential):
    """Something a person writes in the workbook, *werkboek*, as it reads now.

    It and the way it came about (`Revision`) never leave the author's own space, so
    that leaving a group loses no sentence; whom it is shown to read a copy (`Shown`).
    """

    class Kind(models.TextChoices):
        GOAL = "goal", _("learning goal")
        EXERCISE = "exercise", _("exercise")

    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    exercise = models.CharField(
        max_length=160,
        blank=True,
        help_text="Of an exercise: its slug, a dot, and the name of the prompt.",
    )
    # The text of the revision `head`, which keeps it too.
    title = SealedTextField(_("title"), word="title", is_copy=True, blank=True)
    body = SealedTextField(_("text"), word="body", is_copy=True, blank=True)
    head = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    reached_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    sealed_as = "text"
    sealed_with = ("author", "head")
    web_grants = "SELECT, INSERT, UPDATE"
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

    def get_absolute_url(self):
        if self.kind == self.Kind.GOAL:
            return reverse("workbook:goal", args=[self.pk])
        return reverse("workbook:exercise", args=[self.exercise.split(".")[0]])


class RevisionQuerySet(models.QuerySet):
    def beside(self):
        """Second versions that nobody has looked at yet."""
        return self.filter(second_version=True, settled_at=None)

    def latest_first(self):
        return self.order_by("-saved_at", "-pk")


class Revision(Confidential):
    """One save of a page: appended, never changed; always in the author's own space."""

    page = models.ForeignKey(Page, models.PROTECT, related_name="revisions")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
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
    sealed_with = ("author", "page")
    web_grants = "SELECT, INSERT, UPDATE (settled_at)"
    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["saved_at"]
        constraints = [
            models.UniqueConstraint("page", "client_id", name="workbook_revision_once"),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(second_version=True),
                name="workbook_revision_settles_second",
            ),
        ]

    def __str__(self):
        return f"revision {self.pk}"


class ShownQuerySet(models.QuerySet):
    def visible_to(self, person):
        """What others let `person`, who acts, read: the database decides."""
        return self.exclude(author=person).select_related("author")

    def by(self, person):
        return self.filter(author=person)


class Shown(Confidential):
    """The copy of a page that a pair or a circle reads, as long as the author lets it.

    Follows each save; taking back deletes it. When its author leaves the space, nobody
    reads it any more.
    """

    page = models.ForeignKey(Page, models.PROTECT, related_name="shown")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    title = SealedTextField(word="title", is_copy=True, blank=True)
    body = SealedTextField(word="body", is_copy=True, blank=True)
    shown_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    reached_at = models.DateTimeField(null=True, blank=True)

    sealed_as = "copy"
    sealed_with = ("author", "page", "changed_at")
    further_policies = {
        "author_is_there": "author_id IN (SELECT member.person_id "
        "FROM spaces_member member WHERE member.space_id = workbook_shown.space_id "
        "AND member.left_at IS NULL)"
    }
    objects = ShownQuerySet.as_manager()

    class Meta:
        ordering = ["author__given_name", "shown_at"]
        constraints = [
            models.UniqueConstraint("page", "space", name="workbook_shown_once")
        ]

    def __str__(self):
        return f"page {self.page_id} shown in {self.space_id}"

    def get_absolute_url(self):
        return reverse("workbook:shown_goal", args=[self.pk])

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spaces.erasing import ErasedRows
from spaces.fields import SealedTextField
from spaces.models import Confidential
from writing.models.text import Text


class Part(models.TextChoices):
    """How much of a text its readers read."""

    TITLE = "title", _("its title")
    WORDS = "words", _("its words")
    # How it goes, which the room of the text draws beside the copy.
    LINE = "line", _("its line")
    BOTH = "both", _("its words and its line")


# What of the text each copy holds.
HOLDS = {
    Part.TITLE: {"title"},
    Part.WORDS: {"title", "body"},
    Part.LINE: {"line"},
    Part.BOTH: {"title", "body", "line"},
}


class ShownQuerySet(models.QuerySet):
    def visible_to(self, person):
        """What others let `person`, who acts, read: the database decides."""
        return self.exclude(author=person).select_related("author")

    def at_any(self, pks):
        return self.filter(pk__in=pks)

    def by(self, person):
        return self.filter(author=person)

    def of(self, text):
        return self.filter(text=text)

    def with_words(self):
        """Of which a save of the text changes something."""
        return self.exclude(part=Part.LINE)

    def with_line(self):
        return self.filter(part__in=[Part.LINE, Part.BOTH])

    def before(self, space_id):
        """What its members, of whom the person who acts is one, put before it."""
        return self.filter(space=space_id).select_related("author")


class Shown(Confidential):
    """The copy of a text that a pair or a circle reads, as long as the author lets it.

    Follows each save; taking back deletes it. When its author leaves the space, nobody
    reads it any more. It holds its `part` of the text and nothing else.
    """

    text = models.ForeignKey(Text, models.PROTECT, related_name="shown")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    title = SealedTextField(word="title", is_copy=True, blank=True)
    body = SealedTextField(word="body", is_copy=True, blank=True)
    part = models.CharField(max_length=10, choices=Part, default=Part.WORDS)
    shown_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    # Of a learning goal, which those who read its words see as well.
    reached_at = models.DateTimeField(null=True, blank=True)

    sealed_as = "copy"
    sealed_with = ("author", "text", "changed_at")
    first_table = "workbook_shown"
    further_policies = {
        "author_is_there": "author_id IN (SELECT member.person_id "
        "FROM spaces_member member WHERE member.space_id = writing_shown.space_id "
        "AND member.left_at IS NULL)"
    }
    erased = [ErasedRows()]
    objects = ShownQuerySet.as_manager()

    class Meta:
        ordering = ["author__sort_key", "shown_at"]
        constraints = [
            models.UniqueConstraint("text", "space", name="writing_shown_once"),
            models.CheckConstraint(
                condition=Q(part__in=Part.values), name="writing_shown_part"
            ),
        ]

    def follow(self, text):
        """Say what the text says now, as far as its readers are to know."""
        self.title = text.title if "title" in self.holds else ""
        self.body = text.body if "body" in self.holds else ""
        # Who reads no words does not learn when they changed, either.
        self.changed_at = text.changed_at if self.has_words else timezone.now()

    @property
    def holds(self) -> set[str]:
        return HOLDS[self.part]

    @property
    def has_words(self) -> bool:
        return "title" in self.holds

    @property
    def has_line(self) -> bool:
        return "line" in self.holds

    def __str__(self):
        return f"text {self.text_id} shown in {self.space_id}"

    def get_absolute_url(self):
        return reverse("workbook:shown_goal", args=[self.pk])

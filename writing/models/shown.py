from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from spaces.erasing import Rows
from spaces.fields import SealedTextField
from spaces.models import Confidential
from writing.models.text import Text


class ShownQuerySet(models.QuerySet):
    def visible_to(self, person):
        """What others let `person`, who acts, read: the database decides."""
        return self.exclude(author=person).select_related("author")

    def by(self, person):
        return self.filter(author=person)

    def of(self, text):
        return self.filter(text=text)

    def before(self, space_id):
        """What its members, of whom the person who acts is one, put before it."""
        return self.filter(space=space_id).select_related("author")


class Shown(Confidential):
    """The copy of a text that a pair or a circle reads, as long as the author lets it.

    Follows each save; taking back deletes it. When its author leaves the space, nobody
    reads it any more. With `only_title` it holds nothing else of the text.
    """

    text = models.ForeignKey(Text, models.PROTECT, related_name="shown")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    title = SealedTextField(word="title", is_copy=True, blank=True)
    body = SealedTextField(word="body", is_copy=True, blank=True)
    only_title = models.BooleanField(default=False)
    shown_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    # Of a learning goal, which its readers see as well.
    reached_at = models.DateTimeField(null=True, blank=True)

    sealed_as = "copy"
    sealed_with = ("author", "text", "changed_at")
    first_table = "workbook_shown"
    further_policies = {
        "author_is_there": "author_id IN (SELECT member.person_id "
        "FROM spaces_member member WHERE member.space_id = writing_shown.space_id "
        "AND member.left_at IS NULL)"
    }
    erased = [Rows()]
    objects = ShownQuerySet.as_manager()

    class Meta:
        ordering = ["author__sort_key", "shown_at"]
        constraints = [
            models.UniqueConstraint("text", "space", name="writing_shown_once")
        ]

    def follow(self, text):
        """Say what the text says now, as far as its readers are to know."""
        self.title, self.changed_at = text.title, text.changed_at
        self.body = "" if self.only_title else text.body

    def __str__(self):
        return f"text {self.text_id} shown in {self.space_id}"

    def get_absolute_url(self):
        return reverse("workbook:shown_goal", args=[self.pk])

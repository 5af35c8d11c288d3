from django.conf import settings
from django.db import models
from django.utils import timezone

from spaces.erasing import ErasedRows
from spaces.fields import SealedTextField
from spaces.models import Confidential
from writing.models import Shown


class ShownLine(Confidential):
    """The line of a goal that a pair or a circle reads: figures and days, nothing else.

    Beside the copy that says who reads which part; it goes with that, in the database.
    """

    shown = models.OneToOneField(Shown, models.DO_NOTHING, related_name="drawn")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    # As `workbook.line` writes them.
    figures = SealedTextField(word="figures", is_copy=True)
    changed_at = models.DateTimeField(default=timezone.now)

    sealed_as = "shown line"
    sealed_with = ("author", "shown", "changed_at")
    web_grants = "SELECT, INSERT, DELETE, UPDATE (figures, changed_at)"
    may_add = (
        "author_id = spaces_person() AND EXISTS (SELECT FROM writing_shown one "
        "WHERE one.id = shown_id AND one.space_id = workbook_shownline.space_id "
        "AND one.author_id = spaces_person())"
    )
    may_change = "author_id = spaces_person()"
    erased = [ErasedRows()]
    listed_as = "shown_id"
    # As its copy: whoever left is read by nobody.
    further_policies = {
        "author_is_there": "author_id IN (SELECT member.person_id "
        "FROM spaces_member member WHERE member.space_id = workbook_shownline.space_id "
        "AND member.left_at IS NULL)"
    }

    def __str__(self):
        return f"line of copy {self.shown_id}"

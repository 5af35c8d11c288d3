from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from sessions.methods.models.run import Run
from spaces.erasing import Stays
from spaces.models import Confidential
from writing.models import Text

# Who brings the case of the run, which lies in the space of the mark.
ITS_CASE_OWNER = (
    "EXISTS (SELECT FROM mentoring_sessions_run run WHERE run.id = run_id "
    "AND run.space_id = mentoring_sessions_mark.space_id "
    "AND run.case_owner_id = spaces_person())"
)


class MarkQuerySet(models.QuerySet):
    def of_run(self, run):
        return self.filter(run=run)

    def about(self, text_id, line: int):
        return self.filter(text=text_id, line=line)


class Mark(Confidential):
    """What a question does to whoever brought the case: nobody else says so (A9).

    The question is the `line` of a text that was turned over, from 1 on.
    """

    class Heat(models.TextChoices):
        WARM = "warm", pgettext_lazy("a question", "warm")
        LUKEWARM = "lukewarm", pgettext_lazy("a question", "lukewarm")
        COLD = "cold", pgettext_lazy("a question", "cold")

    run = models.ForeignKey(Run, models.CASCADE, related_name="+")
    # In the database they go with their text: nobody deletes one by itself.
    text = models.ForeignKey(Text, models.DO_NOTHING, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    line = models.PositiveSmallIntegerField()
    heat = models.CharField(max_length=10, choices=Heat)
    at = models.DateTimeField(default=timezone.now)

    web_grants = "SELECT, INSERT, UPDATE (heat, at)"
    may_add = f"author_id = spaces_person() AND {ITS_CASE_OWNER}"
    may_change = ITS_CASE_OWNER
    erased = [Stays("which lines of others were marked; no words")]
    objects = MarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "run", "text", "line", name="sessions_mark_once_a_question"
            )
        ]

    def __str__(self):
        return f"{self.heat} in {self.run_id}"

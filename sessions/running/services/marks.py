"""Whoever brought the case marks the questions: warm, lukewarm, cold (A9)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sessions.methods.course import Course, text_key, turning_in
from sessions.methods.models.mark import Mark
from sessions.methods.questions import lines_of
from sessions.methods.texts import ALONE
from sessions.running.services.run_changes import locked, stir
from spaces.errors import DomainError
from writing.models import Text


@transaction.atomic
def mark_question(*, run, by, text_id, line: int, heat: str) -> None:
    """From the step in which the questions are turned over; again is another mark."""
    run = locked(run)
    if run.case_owner_id != by.pk:
        raise DomainError(_("Only who brought the case marks the questions."))
    if not _is_on_the_table(run, text_id, line):
        raise DomainError(
            _("That question is not on the table: look what is there now.")
        )
    changed = Mark.objects.of_run(run).about(text_id, line)
    if not changed.update(heat=heat, at=timezone.now()):
        Mark.objects.create(
            run=run,
            space_id=run.space_id,
            author=by,
            text_id=text_id,
            line=line,
            heat=heat,
        )
    stir(run)


def _is_on_the_table(run, text_id, line):
    course = Course(run)
    turning = turning_in(course, course.slot)
    if turning is None or not turning.marks:
        return False
    texts = Text.objects.of_kind(ALONE).about(text_key(run, turning.written))
    text = texts.filter(pk=text_id).first()
    return text is not None and line in lines_of(text)

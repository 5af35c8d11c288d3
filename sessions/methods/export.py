"""Of the methods that a group went through what people take along."""

from django.utils.translation import gettext as _

from sessions.methods.models.mark import Mark
from sessions.methods.models.ready import Ready
from sessions.methods.models.run import Run
from sessions.methods.questions import lines_of
from spaces.taking import ExportRows, Value


def of_runs() -> list[ExportRows]:
    return [
        ExportRows(
            model=Run,
            name="runs",
            heading=_("Methods that your group went through"),
            mine=lambda person: Run.objects.visible_to(person),
            fields={
                "method": _("Method"),
                "session__on": _("Meeting"),
                "leader": _("Led by"),
                "case_owner": _("Whose case"),
                "timekeeper": _("Kept the time"),
                "note_taker": _("Took notes"),
                "observer": _("Observed"),
                "minutes": _("Minutes"),
                "started_at": _("Begun"),
                "ended_at": _("Ended"),
            },
            without=(
                *("session", "author", "opening", "closing", "step", "version"),
                *("since", "stirred", "ends_at", "paused_left", "behind"),
            ),
        ),
        ExportRows(
            model=Mark,
            name="marks",
            heading=_("What questions did to you"),
            mine=lambda person: Mark.objects.filter(author=person).select_related(
                "text"
            ),
            fields={
                "question": Value(_("Question"), question_of),
                "heat": _("What it did"),
                "at": _("Written"),
            },
            without=("run", "text", "author", "line"),
        ),
        ExportRows(
            model=Ready,
            name="ready",
            heading=_("When you were done with a step"),
            mine=lambda person: Ready.objects.filter(author=person),
            fields={"at": _("Moment"), "run__session__on": _("Meeting")},
            without=("run", "author", "since"),
        ),
    ]


def question_of(mark) -> str:
    """The line of a text that somebody marked, as it reads now."""
    return lines_of(mark.text).get(mark.line, "")

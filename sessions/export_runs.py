"""Of what a group does in its meetings what people take along: cases, and methods."""

from django.utils.translation import gettext as _

from sessions.models import (
    Case,
    Mark,
    Ready,
    Run,
    Wish,
)
from sessions.questions import lines_of
from spaces.taking import Rows, Value


def of_runs() -> list[Rows]:
    cases = {
        "line": _("In a line"),
        "pressing": _("How pressing"),
        "session__on": _("Meeting"),
        "author": _("Written by"),
        "space": _("Who can read it"),
        "written_at": _("Written"),
    }
    return [
        Rows(
            model=Case,
            name="cases",
            heading=_("What you would bring to a meeting"),
            mine=lambda person: Case.objects.by(person),
            fields=cases,
            without=("session",),
        ),
        Rows(
            model=Case,
            name="cases-of-others",
            heading=_("What others would bring to a meeting"),
            mine=lambda person: Case.objects.exclude(author=person),
            fields=cases,
            without=("session",),
        ),
        Rows(
            model=Wish,
            name="wishes",
            heading=_("Whose case you would like to think along with"),
            mine=lambda person: Wish.objects.by(person),
            fields={
                "whose": _("Whose"),
                "session__on": _("Meeting"),
                "wished_at": _("Written"),
            },
            without=("session", "author"),
        ),
        Rows(
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
        Rows(
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
        Rows(
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

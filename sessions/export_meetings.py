"""Of the meetings of a group what people take along."""

from django.db.models import Q
from django.utils.translation import gettext as _

from sessions.models import (
    Action,
    ActionWord,
    AgendaChoice,
    Attendance,
    CameLate,
    Case,
    ChangeReason,
    Coming,
    Kept,
    Mark,
    NoteTaker,
    Ready,
    Run,
    Session,
    Signature,
    Vote,
    Wish,
    WorkingAgreement,
)
from sessions.questions import lines_of
from spaces.taking import Rows, Value


def of_meetings() -> list[Rows]:
    return [*_meetings(), *_coming(), *_actions(), *_first_meeting()]


def _meetings() -> list[Rows]:
    reasons = {
        "words": _("Why"),
        "change": _("What changed"),
        "session__on": _("Meeting"),
        "author": _("Written by"),
        "said_at": _("Written"),
        "space": _("Who can read it"),
    }
    return [
        Rows(
            model=Session,
            name="meetings",
            heading=_("Meetings of your group"),
            mine=lambda person: Session.objects.visible_to(person),
            fields={
                "on": _("Date"),
                "at": _("Time"),
                "minutes": _("Minutes"),
                "place": _("Place"),
                "kind": _("Kind"),
                "state": _("State"),
                "group__name": _("Group"),
                "held_at": _("Held"),
            },
            without=(
                *("group", "uid", "from_series", "rhythm", "nominal"),
                *("explained_at", "created_at", "logged_at"),
            ),
        ),
        Rows(
            model=ChangeReason,
            name="reasons",
            heading=_("Why you changed a meeting"),
            mine=lambda person: ChangeReason.objects.filter(author=person),
            fields=reasons,
            without=("session",),
        ),
        Rows(
            model=ChangeReason,
            name="reasons-of-the-mentor",
            heading=_("Why a meeting of yours changed"),
            mine=lambda person: ChangeReason.objects.exclude(author=person),
            fields=reasons,
            without=("session",),
        ),
    ]


def _coming() -> list[Rows]:
    return [
        Rows(
            model=Coming,
            name="coming",
            heading=_("Whether you said you can come"),
            mine=lambda person: Coming.objects.of(person),
            fields={
                "on": _("Date"),
                "at": _("Time"),
                "can": _("Can come"),
                "answered_at": _("Answered"),
            },
            without=("session", "person"),
        ),
        Rows(
            model=Vote,
            name="votes",
            heading=_("Dates that you could choose from"),
            mine=lambda person: Vote.objects.of(person),
            fields={
                "date__on": _("Date"),
                "date__at": _("Time"),
                "answer": _("Answer"),
                "answered_at": _("Answered"),
                "entered_by": _("Filled in by"),
            },
            without=("date", "person"),
        ),
        Rows(
            model=Attendance,
            name="attendance",
            heading=_("Whether you were there"),
            mine=lambda person: Attendance.objects.filter(person=person),
            fields={"session__on": _("Meeting"), "presence": _("There")},
            without=("session", "person"),
        ),
        Rows(
            model=CameLate,
            name="came-late",
            heading=_("Who came late, as you noted for yourself"),
            mine=lambda person: CameLate.objects.filter(author=person),
            fields={
                "session__on": _("Meeting"),
                "person": _("Who"),
                "noted_at": _("Written"),
            },
            without=("session", "author"),
        ),
        Rows(
            model=NoteTaker,
            name="note-takers",
            heading=_("When you took the notes, or said who does"),
            mine=lambda person: NoteTaker.objects.filter(
                Q(person=person) | Q(author=person)
            ),
            fields={
                "session__on": _("Meeting"),
                "person": _("Who"),
                "author": _("Said by"),
                "named_at": _("Written"),
            },
            without=("session",),
        ),
    ]


def _actions() -> list[Rows]:
    actions = {
        "text": _("Action"),
        "owner": _("Whose"),
        "author": _("Written by"),
        "space": _("Who can read it"),
        "due_on": _("By when"),
        "created_at": _("Written"),
        "changed_at": _("Last changed"),
        "done_at": _("Done"),
        "dropped_at": _("Dropped"),
    }
    without = ("group", "session", "put_on", "gone_on_in")
    words = {
        "words": _("What was said of it"),
        "action__text": _("Action"),
        "author": _("Written by"),
        "said_at": _("Written"),
    }
    return [
        Rows(
            model=Action,
            name="actions",
            heading=_("Your actions, and those that you wrote down"),
            mine=lambda person: Action.objects.filter(mine(person)),
            fields=actions,
            without=without,
        ),
        Rows(
            model=Action,
            name="actions-of-others",
            heading=_("Actions of others of your group"),
            mine=lambda person: Action.objects.exclude(mine(person)),
            fields=actions,
            without=without,
        ),
        Rows(
            model=ActionWord,
            name="words-on-actions",
            heading=_("What you said of an action"),
            mine=lambda person: ActionWord.objects.filter(author=person),
            fields=words,
            without=("action",),
        ),
        Rows(
            model=ActionWord,
            name="words-on-actions-of-others",
            heading=_("What others said of an action"),
            mine=lambda person: ActionWord.objects.exclude(author=person),
            fields=words,
            without=("action",),
        ),
    ]


def mine(person):
    return Q(author=person) | Q(owner=person)


def _first_meeting() -> list[Rows]:
    agreed = {
        "place": _("Place"),
        "weekday": _("Weekday"),
        "at": _("Time"),
        "minutes": _("Minutes"),
        "every_weeks": _("How often"),
        "author": _("Written by"),
        "written_at": _("Written"),
        "space": _("Who can read it"),
    }
    return [
        Rows(
            model=Signature,
            name="signatures",
            heading=_("Your word that everything stays in the group"),
            mine=lambda person: Signature.objects.filter(seat__person=person),
            fields={"signed_at": _("Given"), "seat__group__name": _("Group")},
            without=("seat", "circle"),
        ),
        Rows(
            model=AgendaChoice,
            name="agenda",
            heading=_("What you chose for the first meeting"),
            mine=lambda person: AgendaChoice.objects.filter(author=person),
            fields={
                "item": _("Item"),
                "part": _("What about it"),
                "minutes": _("Minutes"),
                "leader": _("Led by"),
                "way": _("Way of getting acquainted"),
                "at": _("Written"),
                "space": _("Who can read it"),
            },
            without=("group", "author"),
        ),
        Rows(
            model=WorkingAgreement,
            name="agreements",
            heading=_("When and where your group meets, as you wrote it down"),
            mine=lambda person: WorkingAgreement.objects.filter(author=person),
            fields=agreed,
            without=("group",),
        ),
        Rows(
            model=WorkingAgreement,
            name="agreements-of-others",
            heading=_("The same, as others of your group wrote it down"),
            mine=lambda person: WorkingAgreement.objects.exclude(author=person),
            fields=agreed,
            without=("group",),
        ),
        Rows(
            model=Kept,
            name="kept",
            heading=_("What you typed when your group was not open to you"),
            mine=lambda person: Kept.objects.filter(author=person),
            fields={"words": _("Text"), "kept_at": _("Written")},
            without=("group", "author"),
        ),
    ]


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

"""Of the meetings of a group what people take along."""

from django.db.models import Q
from django.utils.translation import gettext as _

from sessions.export_first_meeting import of_first_meeting
from sessions.models import (
    Action,
    ActionWord,
    Attendance,
    CameLate,
    ChangeReason,
    Coming,
    NoteTaker,
    Session,
    Vote,
)
from spaces.taking import Rows


def of_meetings() -> list[Rows]:
    return [*_meetings(), *_coming(), *_actions(), *of_first_meeting()]


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

"""Of what was noted at meetings and agreed there what people take along."""

from django.db.models import Q
from django.utils.translation import gettext as _

from sessions.log.models.action import Action, ActionWord
from sessions.log.models.attendance import Attendance, CameLate
from sessions.log.models.note_taker import NoteTaker
from spaces.taking import ExportRows


def of_attendance() -> list[ExportRows]:
    return [
        ExportRows(
            model=Attendance,
            name="attendance",
            heading=_("Whether you were there"),
            mine=lambda person: Attendance.objects.filter(person=person),
            fields={"session__on": _("Meeting"), "presence": _("There")},
            without=("session", "person"),
        ),
        ExportRows(
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
        ExportRows(
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


def of_actions() -> list[ExportRows]:
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
        ExportRows(
            model=Action,
            name="actions",
            heading=_("Your actions, and those that you wrote down"),
            mine=lambda person: Action.objects.filter(mine(person)),
            fields=actions,
            without=without,
        ),
        ExportRows(
            model=Action,
            name="actions-of-others",
            heading=_("Actions of others of your group"),
            mine=lambda person: Action.objects.exclude(mine(person)),
            fields=actions,
            without=without,
        ),
        ExportRows(
            model=ActionWord,
            name="words-on-actions",
            heading=_("What you said of an action"),
            mine=lambda person: ActionWord.objects.filter(author=person),
            fields=words,
            without=("action",),
        ),
        ExportRows(
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

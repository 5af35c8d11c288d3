"""Of the meetings of a group what people take along."""

from django.utils.translation import gettext as _

from sessions.session.models.coming import Coming
from sessions.session.models.kept import Kept
from sessions.session.models.session import Session
from spaces.taking import ExportRows


def of_sessions() -> list[ExportRows]:
    return [
        ExportRows(
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
    ]


def of_coming() -> list[ExportRows]:
    return [
        ExportRows(
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
    ]


def of_kept() -> list[ExportRows]:
    return [
        ExportRows(
            model=Kept,
            name="kept",
            heading=_("What you typed when your group was not open to you"),
            mine=lambda person: Kept.objects.filter(author=person),
            fields={"words": _("Text"), "kept_at": _("Written")},
            without=("group", "author"),
        ),
    ]

"""Of the cases of a group what people take along."""

from django.utils.translation import gettext as _

from sessions.running.models.casting import Case, Wish
from spaces.taking import ExportRows


def of_cases() -> list[ExportRows]:
    cases = {
        "line": _("In a line"),
        "pressing": _("How pressing"),
        "session__on": _("Meeting"),
        "author": _("Written by"),
        "space": _("Who can read it"),
        "written_at": _("Written"),
    }
    return [
        ExportRows(
            model=Case,
            name="cases",
            heading=_("What you would bring to a meeting"),
            mine=lambda person: Case.objects.by(person),
            fields=cases,
            without=("session",),
        ),
        ExportRows(
            model=Case,
            name="cases-of-others",
            heading=_("What others would bring to a meeting"),
            mine=lambda person: Case.objects.exclude(author=person),
            fields=cases,
            without=("session",),
        ),
        ExportRows(
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
    ]

"""Of votes on dates, and why a meeting changed, what people take along."""

from django.utils.translation import gettext as _

from sessions.dates.models.poll import Vote
from sessions.dates.models.reason import ChangeReason
from spaces.taking import ExportRows


def of_reasons() -> list[ExportRows]:
    reasons = {
        "words": _("Why"),
        "change": _("What changed"),
        "session__on": _("Meeting"),
        "author": _("Written by"),
        "said_at": _("Written"),
        "space": _("Who can read it"),
    }
    return [
        ExportRows(
            model=ChangeReason,
            name="reasons",
            heading=_("Why you changed a meeting"),
            mine=lambda person: ChangeReason.objects.filter(author=person),
            fields=reasons,
            without=("session",),
        ),
        ExportRows(
            model=ChangeReason,
            name="reasons-of-the-mentor",
            heading=_("Why a meeting of yours changed"),
            mine=lambda person: ChangeReason.objects.exclude(author=person),
            fields=reasons,
            without=("session",),
        ),
    ]


def of_votes() -> list[ExportRows]:
    return [
        ExportRows(
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
    ]

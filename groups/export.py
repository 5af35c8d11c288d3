"""What this room lists of what people take along (`spaces/taking.py`)."""

from django.utils.translation import gettext as _

from groups.models import Pause, Seat, SeatEnding
from spaces.taking import ExportPage, ExportRows

OF_A_GROUP = "about a group as a whole, for its coordinators"
LEFT_OUT = {
    "groups.MentorGroup": "told of by who sits in it",
    "groups.FormerCircle": "told of by who belongs to that space",
    "groups.Exclusion": "of two people, for coordinators alone",
    "groups.Tolerance": OF_A_GROUP,
    "groups.Breach": OF_A_GROUP,
    "groups.Wait": OF_A_GROUP,
    "groups.RetentionRound": "how many groups wait, of nobody",
}


def pages() -> list[ExportPage]:
    return [
        ExportPage(
            name="groups",
            title=_("Groups"),
            parts=[
                ExportRows(
                    model=Seat,
                    name="seats",
                    heading=_("Groups in which you sit or sat"),
                    mine=lambda person: Seat.objects.filter(person=person),
                    fields={
                        "group__name": _("Group"),
                        "group__programme__name": _("Programme"),
                        "role": _("Role"),
                        "group__mentor": _("Mentor"),
                        "joined_at": _("Since"),
                        "left_at": _("Left"),
                    },
                    without=("group", "person", "participation", "pair", "left_by"),
                ),
                ExportRows(
                    model=Pause,
                    name="pauses",
                    heading=_("Pauses that you took"),
                    mine=lambda person: Pause.objects.filter(seat__person=person),
                    fields={
                        "began_at": _("From"),
                        "ends_at": _("Until"),
                        "ended_at": _("Came back"),
                        "seat__group__name": _("Group"),
                    },
                    without=("seat",),
                ),
                ExportRows(
                    model=SeatEnding,
                    name="endings",
                    heading=_("That your place ends"),
                    mine=lambda person: SeatEnding.objects.filter(
                        participation__person=person
                    ),
                    fields={
                        "due_at": _("On"),
                        "participation__programme__name": _("Programme"),
                        "asked_at": _("Asked"),
                        "called_off_at": _("Called off"),
                        "done_at": _("Done"),
                    },
                    without=("participation", "asked_by", "by_pair"),
                ),
            ],
        )
    ]

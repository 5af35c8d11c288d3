"""What this room lists of what people take along (`spaces/taking.py`)."""

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from calendars.models import Absence, Feed, Told, WorkingHours
from spaces.taking import ExportPage, ExportRows, Value

LEFT_OUT = {"calendars.Stale": "that a group's calendars are looked at once more"}


def pages() -> list[ExportPage]:
    return [
        ExportPage(
            name="calendar",
            title=_("Your calendar"),
            parts=[
                ExportRows(
                    model=WorkingHours,
                    name="working-hours",
                    heading=_("Your usual hours"),
                    mine=lambda person: WorkingHours.objects.filter(person=person),
                    fields={
                        "day": Value(_("Day"), lambda row: str(WEEKDAYS[row.weekday])),
                        "weekday": _("Weekday, from 0 for Monday"),
                        "since": _("From"),
                        "until": _("To"),
                    },
                    without=("person",),
                ),
                ExportRows(
                    model=Absence,
                    name="absences",
                    heading=_("Days on which you are away"),
                    mine=lambda person: Absence.objects.filter(person=person),
                    fields={"first": _("From"), "last": _("Up to and including")},
                    without=("person",),
                ),
                ExportRows(
                    model=Told,
                    name="appointments",
                    heading=_("What your calendar was told"),
                    mine=lambda person: Told.objects.filter(person=person),
                    fields={
                        "changed_at": _("Moment"),
                        "told": _("The appointment"),
                        "was": _("The appointment before"),
                        "sequence": _("How often it changed"),
                        "uid": _("Its id in calendars"),
                    },
                    without=("person", "group_id", "mail"),
                ),
                ExportRows(
                    model=Feed,
                    name="feeds",
                    heading=_("Your address for calendars"),
                    mine=lambda person: Feed.objects.filter(person=person),
                    fields={"made_at": _("Made")},
                    # What lets a calendar in.
                    without=("person", "digest"),
                ),
            ],
        )
    ]

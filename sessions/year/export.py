"""Of the first meeting of a group, and what was agreed there, what people take along."""

from django.utils.translation import gettext as _

from sessions.dates.models.working import WorkingAgreement
from sessions.year.models.agenda import AgendaChoice
from sessions.year.models.promise import Signature
from spaces.taking import ExportRows


def of_first_meeting() -> list[ExportRows]:
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
        ExportRows(
            model=Signature,
            name="signatures",
            heading=_("Your word that everything stays in the group"),
            mine=lambda person: Signature.objects.filter(seat__person=person),
            fields={"signed_at": _("Given"), "seat__group__name": _("Group")},
            without=("seat", "circle"),
        ),
        ExportRows(
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
        ExportRows(
            model=WorkingAgreement,
            name="agreements",
            heading=_("When and where your group meets, as you wrote it down"),
            mine=lambda person: WorkingAgreement.objects.filter(author=person),
            fields=agreed,
            without=("group",),
        ),
        ExportRows(
            model=WorkingAgreement,
            name="agreements-of-others",
            heading=_("The same, as others of your group wrote it down"),
            mine=lambda person: WorkingAgreement.objects.exclude(author=person),
            fields=agreed,
            without=("group",),
        ),
    ]

"""What this room lists of what people take along (`spaces/taking.py`)."""

from django.utils.translation import gettext as _

from programmes.models import Expertise, Need, Participation, ProgrammeCoordinator
from spaces.taking import ExportPage, ExportRows, Value
from writing.export import Texts

LEFT_OUT = {
    "programmes.Programme": "the organisation's; who takes part in it says so",
    "programmes.Counts": "how many take part, of nobody",
    "programmes.Topic": "the organisation's list",
    "programmes.NeedWords": "of before: brought over into texts",
}


def pages() -> list[ExportPage]:
    return [
        ExportPage(
            name="programmes",
            title=_("Programmes"),
            parts=[
                Texts(
                    name="own-words",
                    heading=_("What you wrote about yourself"),
                    modules=("programmes.texts",),
                ),
                *_rows(),
            ],
        )
    ]


def _rows() -> list[ExportRows]:
    return [
        ExportRows(
            model=Participation,
            name="participations",
            heading=_("Where you take part"),
            mine=lambda person: Participation.objects.filter(person=person),
            fields={
                "programme__name": _("Programme"),
                "role": _("Role"),
                "state": _("State"),
                "invited_at": _("Invited"),
                "answered_at": _("Answered"),
                "motivation": _("Why you want this"),
                "max_group": _("Mentees at most, of a mentor"),
            },
            without=("programme", "person"),
        ),
        ExportRows(
            model=Need,
            name="needs",
            heading=_("What you want to learn"),
            mine=lambda person: Need.objects.filter(participation__person=person),
            fields={
                "topic": _("Topic"),
                "weight": _("Weight, from 1 to 3"),
                "participation__programme__name": _("Programme"),
            },
            without=("participation",),
        ),
        ExportRows(
            model=Expertise,
            name="expertise",
            heading=_("What you are good at"),
            mine=lambda person: Expertise.objects.filter(participation__person=person),
            fields={
                "topic": _("Topic"),
                "level": _("Level, from 1 to 3"),
                "participation__programme__name": _("Programme"),
            },
            without=("participation",),
        ),
        ExportRows(
            model=ProgrammeCoordinator,
            name="programmes-coordinated",
            heading=_("Programmes that you coordinate"),
            mine=lambda person: ProgrammeCoordinator.objects.filter(person=person),
            fields={"programme": Value(_("Programme"), lambda row: row.programme.name)},
            without=("person",),
        ),
    ]

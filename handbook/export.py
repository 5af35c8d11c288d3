"""What this room lists of what people take along (`spaces/taking.py`)."""

from django.utils.translation import gettext as _

from handbook.models import StanceDot
from spaces.taking import ExportPage, ExportRows, Value
from writing.export import Texts

LEFT_OUT: dict[str, str] = {}


def pages() -> list[ExportPage]:
    return [
        ExportPage(
            name="tools",
            title=_("Tools of the handbook"),
            parts=[
                Texts(
                    name="tools-texts",
                    heading=_("What you wrote with the tools of the handbook"),
                    modules=(
                        "handbook.stance.texts",
                        "handbook.pictures.texts",
                        "handbook.questions.texts",
                        "handbook.confrontation.texts",
                    ),
                ),
                _stance(),
            ],
        )
    ]


def _stance() -> ExportRows:
    return ExportRows(
        model=StanceDot,
        name="stance",
        heading=_("Where you stood"),
        mine=lambda person: StanceDot.objects.of(person),
        fields={
            "on": _("Day"),
            "kind": _("How it came about"),
            "relation": Value(
                _("Relation and empathy"),
                lambda dot: dot.place and dot.place.relation,
                "number",
            ),
            "content": Value(
                _("Task and confrontation"),
                lambda dot: dot.place and dot.place.content,
                "number",
            ),
            "words": Value(_("In a sentence"), lambda dot: dot.words),
            "answers": Value(_("Answers"), lambda dot: dot.answers, "any"),
            "said": Value(_("What cannot be opened"), closed),
            "dropped_at": _("Taken off the map"),
            "made_at": _("Written"),
        },
        without=("author", "about"),
    )


def closed(dot):
    """All of it, where it does not open; else it stands in the fields above."""
    return dot.said if dot.unopened or dot.place is None else None

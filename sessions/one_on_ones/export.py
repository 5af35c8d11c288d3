"""Of the conversations of two, and the time they took, what people take along."""

from django.utils.translation import gettext as _

from sessions.one_on_ones.models.one_on_one import OneOnOne
from sessions.one_on_ones.models.point import Point
from sessions.one_on_ones.models.slot import Slot
from sessions.one_on_ones.models.spent import Spent
from spaces.taking import ExportRows, Value


def of_pairs() -> list[ExportRows]:
    return [_one_on_ones(), *_points(), _slots(), _hours()]


def _one_on_ones() -> ExportRows:
    return ExportRows(
        model=OneOnOne,
        name="one-on-ones",
        heading=_("One-on-ones"),
        mine=lambda person: OneOnOne.objects.visible_to(person),
        fields={
            "seat__person": _("Mentee"),
            "mentor": _("Mentor"),
            "asked_by": _("Asked by"),
            "asked_at": _("Asked"),
            "urgent": _("Could not wait"),
            "state": _("State"),
            "on": _("Date"),
            "at": _("Time"),
            "minutes": _("Minutes"),
            "place": _("Place"),
            "held_at": _("Held"),
            "support": Value(_("Kind of support"), support_of),
            "theme": Value(_("Theme"), theme_of),
            "question": _("What it is about"),
            "note": _("What was discussed and agreed"),
        },
        without=(
            *("seat", "alarmed_at", "offered_at", "others_asked_at", "sequence"),
            *("question_at", "changed_at", "logged_at"),
        ),
    )


def _points() -> list[ExportRows]:
    points = {
        "text": _("Point"),
        "author": _("Written by"),
        "space": _("Who can read it"),
        "added_at": _("Written"),
        "ending": _("What became of it"),
        "ended_at": _("Ended"),
        "word": _("Why it is dropped"),
    }
    return [
        ExportRows(
            model=Point,
            name="points",
            heading=_("Your points for a one-on-one"),
            mine=lambda person: Point.objects.written_by(person),
            fields=points,
            without=("seat",),
        ),
        ExportRows(
            model=Point,
            name="points-of-the-other",
            heading=_("Points that the other put on the list"),
            mine=lambda person: Point.objects.exclude(author=person),
            fields=points,
            without=("seat",),
        ),
    ]


def _slots() -> ExportRows:
    return ExportRows(
        model=Slot,
        name="slots",
        heading=_("Times that you offered"),
        mine=lambda person: Slot.objects.filter(author=person),
        fields={
            "on": _("Date"),
            "at": _("Time"),
            "minutes": _("Minutes"),
            "place": _("Place"),
            "space": _("Who can read it"),
        },
        without=("one_on_one", "author"),
    )


def _hours() -> ExportRows:
    return ExportRows(
        model=Spent,
        name="hours",
        heading=_("Hours that you noted"),
        mine=lambda person: Spent.objects.of(person),
        fields={"on": _("Date"), "minutes": _("Minutes"), "kind": _("What for")},
        without=("author", "about"),
    )


def support_of(one_on_one):
    return _in_words(one_on_one.support, OneOnOne.Support)


def theme_of(one_on_one):
    return _in_words(one_on_one.theme, OneOnOne.Theme)


def _in_words(value, choices):
    """What was chosen; what does not open stays what it is."""
    labels = {str(code): str(label) for code, label in choices.choices}
    return labels.get(value, value)

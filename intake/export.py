"""What this room lists of what people take along (`spaces/taking.py`)."""

from django.db.models import Q
from django.utils.translation import gettext as _

from intake.models import (
    ClickAnswer,
    Conversation,
    Intake,
    Judgement,
    OfferedTime,
    Referral,
)
from spaces.taking import ExportPage, ExportRows, Value
from writing.export import Texts

OF_BEFORE = "of before: brought over into texts"
LEFT_OUT = {
    "intake.MenteeSeat": "a seat, which the groups list",
    "intake.Round": "that something was asked; the answers are taken along",
    "intake.Preparation": OF_BEFORE,
    "intake.IntakeReport": OF_BEFORE,
}


def pages() -> list[ExportPage]:
    return [
        ExportPage(
            name="intake",
            title=_("Intakes"),
            parts=[
                Texts(
                    name="intake-texts",
                    heading=_("What you wrote about intakes"),
                    modules=("intake.texts",),
                ),
                *_planned(),
                _judgements(),
                *_clicks(),
                *_referrals(),
            ],
        )
    ]


def of_the_two(person, path=""):
    """Of intakes in which the person is one of the two."""
    return Q(**{f"{path}mentor": person}) | Q(**{f"{path}seat__person": person})


def _planned() -> list[ExportRows]:
    return [
        ExportRows(
            model=Intake,
            name="intakes",
            heading=_("Intakes"),
            mine=lambda person: Intake.objects.filter(of_the_two(person)),
            fields={
                "seat__person": _("Mentee"),
                "mentor": _("Mentor"),
                "state": _("State"),
                "on": _("Date"),
                "at": _("Time"),
                "minutes": _("Minutes"),
                "place": _("Place"),
                "held_at": _("Held"),
                "outcome": _("Outcome"),
                "outcome_at": _("Decided"),
                "until": _("Until"),
            },
            without=(
                *("seat", "round", "asked_at", "number", "offered_at"),
                *("mentor_answered_at", "mentee_answered_at"),
                *("offered_until", "others_asked_at"),
            ),
        ),
        ExportRows(
            model=Conversation,
            name="conversations",
            heading=_("Conversations before that"),
            mine=lambda person: Conversation.objects.filter(
                of_the_two(person, "intake__")
            ),
            fields={
                "on": _("Date"),
                "at": _("Time"),
                "minutes": _("Minutes"),
                "place": _("Place"),
                "intake__seat__person": _("Mentee"),
                "intake__mentor": _("Mentor"),
                "number": _("Which one"),
            },
            without=("intake",),
        ),
        ExportRows(
            model=OfferedTime,
            name="offered-times",
            heading=_("Times that are offered"),
            mine=lambda person: OfferedTime.objects.filter(
                of_the_two(person, "intake__")
            ),
            fields={
                "on": _("Date"),
                "at": _("Time"),
                "minutes": _("Minutes"),
                "place": _("Place"),
            },
            without=("intake",),
        ),
    ]


def _judgements() -> ExportRows:
    return ExportRows(
        model=Judgement,
        name="judgements",
        heading=_("Your notes on an intake"),
        mine=lambda person: Judgement.objects.filter(author=person),
        fields={
            "intake__seat__person": _("Mentee"),
            "teachable": _("Teachable"),
            "has_goals": _("Has learning goals"),
            "reflects": _("Reflects on own functioning"),
            "kind": _("Kind of mentee"),
            "notes": _("Notes"),
            "changed_at": _("Last changed"),
        },
        without=("intake", "author"),
    )


def _clicks() -> list[ExportRows]:
    clicks = {
        "answer": Value(_("Is there a click?"), ClickAnswer.get_answer_text),
        "words": _("In a sentence"),
        "author": _("Answered by"),
        "answered_at": _("Answered"),
        "round": _("Which time it was asked"),
        "intake__seat__person": _("Mentee"),
        "intake__mentor": _("Mentor"),
    }
    return [
        ExportRows(
            model=ClickAnswer,
            name="clicks",
            heading=_("Your answers to the click question"),
            mine=lambda person: ClickAnswer.objects.filter(author=person),
            fields=clicks,
            without=("intake",),
        ),
        ExportRows(
            model=ClickAnswer,
            name="clicks-of-the-other",
            heading=_("What the other of the two answered"),
            mine=lambda person: ClickAnswer.objects.exclude(author=person),
            fields=clicks,
            without=("intake",),
        ),
    ]


def _referrals() -> list[ExportRows]:
    referrals = {
        "to": Value(_("To whom"), places_named),
        "words": _("In a sentence"),
        "author": _("Written by"),
        "made_at": _("Written"),
        "intake__seat__person": _("Mentee"),
    }
    return [
        ExportRows(
            model=Referral,
            name="referrals",
            heading=_("To whom you refer a mentee"),
            mine=lambda person: Referral.objects.filter(author=person),
            fields=referrals,
            without=("intake",),
        ),
        ExportRows(
            model=Referral,
            name="referred",
            heading=_("To whom you were referred"),
            mine=lambda person: Referral.objects.exclude(author=person),
            fields=referrals,
            without=("intake",),
        ),
    ]


def places_named(referral):
    """In words; what does not open stays what it is."""
    if referral.unopened:
        return referral.to
    words = dict(Referral.To.choices)
    return [str(words.get(place, place)) for place in referral.places]

"""What the two write around an intake: each in the own space, until it is put."""

from django.urls import reverse
from django.utils.translation import gettext as _

from intake.forms import (
    FearForm,
    FirstGoalForm,
    HopeForm,
    NotesForm,
    PreparationForm,
    ReportForm,
)
from intake.models import (
    FEAR,
    FIRST_GOAL,
    HOPE,
    JUDGEMENT,
    PREPARATION,
    REPORT,
    IntakeReport,
    Judgement,
    MenteeSeat,
    Preparation,
)
from intake.services import intake_of
from writing.bringing import Former, FormerText
from writing.kinds import TextKind, TextPlace, number_in


def address(key) -> str:
    return reverse("intake:intake_detail", args=[key])


def mentee_place(person, key) -> TextPlace | None:
    """In the own space of the mentee, also after the seat has ended."""
    seats = MenteeSeat.objects.numbered(number_in(key)).with_intake().of(person)
    return TextPlace() if seats.exists() else None


def mentor_place(person, key) -> TextPlace | None:
    """In the own space of who guides the mentee."""
    seats = MenteeSeat.objects.numbered(number_in(key)).held().with_intake()
    return TextPlace() if seats.led_by(person).exists() else None


def start_preparation(text) -> None:
    """By its intake the mentee finds it again after the seat has ended."""
    seat = MenteeSeat.objects.numbered(number_in(text.key)).with_intake().get()
    if seat.mentor_id:
        intake_of(seat)


def preparation(name, form, heading) -> TextKind:
    """One of the questions that a mentee prepares."""
    return TextKind(
        name=name,
        heading=heading,
        address=address,
        place=mentee_place,
        form=form,
        started=start_preparation,
        may_be_given=True,
    )


KINDS = [
    preparation(PREPARATION, PreparationForm, lambda text: _("Before the intake")),
    preparation(
        FIRST_GOAL, FirstGoalForm, lambda text: _("Before the intake: a first goal")
    ),
    preparation(HOPE, HopeForm, lambda text: _("Before the intake: what you hope for")),
    preparation(FEAR, FearForm, lambda text: _("Before the intake: what you fear")),
    TextKind(
        name=REPORT,
        heading=lambda text: _("What was agreed in the intake"),
        address=address,
        place=mentor_place,
        form=ReportForm,
    ),
    TextKind(
        name=JUDGEMENT,
        heading=lambda text: _("Notes on an intake"),
        address=address,
        place=mentor_place,
        form=NotesForm,
    ),
]


def of_before(kind, field):
    """The texts of a row of before: one, in the space in which it lies."""

    def texts(row):
        key = str(row.intake.seat_id)
        return [FormerText(kind=kind, key=key, body=getattr(row, field))]

    return texts


FORMER = [
    Former(model=Preparation, texts=of_before(PREPARATION, "text")),
    Former(model=IntakeReport, texts=of_before(REPORT, "text")),
    Former(model=Judgement, texts=of_before(JUDGEMENT, "notes"), empties=("notes",)),
]

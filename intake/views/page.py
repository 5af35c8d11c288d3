"""The intakes of a person, and the page of one."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from intake import forms
from intake.models import (
    ClickAnswer,
    Intake,
    IntakeReport,
    Judgement,
    MenteeSeat,
    Preparation,
)
from intake.views.found import visible_seat
from people.errors import refusals
from people.namesakes import tell_apart
from programmes import clock
from programmes.models import NeedWords
from spaces.audience import audiences


@require_GET
def intake_list(request):
    """The mentees whom the person guides, how far each intake is, and the own ones."""
    seats = MenteeSeat.objects.visible_to(request.user).with_intake()
    tell_apart(seat.person for seat in seats)
    context = {
        "seats": [seat for seat in seats if seat.person_id != request.user.pk],
        "own": [seat for seat in seats if seat.person_id == request.user.pk],
    }
    return render(request, "intake/intake_list.html", context)


@require_GET
def intake_detail(request, pk):
    return show(request, visible_seat(request, pk))


def show(request, seat, **bound):
    """The page of one intake; `bound` are forms that were refused, by name."""
    is_mentor = seat.mentor_id == request.user.pk
    intake = seat.held_intake or Intake(seat_id=seat.pk, mentor_id=seat.mentor_id)
    texts = written_about(intake, seat)
    today = clock.today_in(seat.group.programme)
    unbound = mentor_forms(intake, texts, today) if is_mentor else mentee_forms(texts)
    context = texts | {
        "seat": seat,
        "intake": intake,
        "is_mentor": is_mentor,
        "is_over": seat.left_at is not None,
        "mentor": intake.mentor,
        "other": seat.person if is_mentor else intake.mentor,
        "forms": unbound | {"click": forms.ClickForm()} | bound,
        "audiences": named_audiences(texts, seat, request.user),
    }
    return render(request, "intake/intake_detail.html", context)


def written_about(intake, seat) -> dict:
    """What the person who looks may read of this intake: the database decides."""
    clicks = []
    if intake.pk:
        clicks = ClickAnswer.objects.filter(intake=intake).select_related("author")
    return {
        "words": NeedWords.objects.filter(participation=seat.participation_id).first(),
        "preparation": Preparation.objects.filter(intake=intake.pk).first(),
        "judgement": Judgement.objects.filter(intake=intake.pk).first(),
        "report": IntakeReport.objects.filter(intake=intake.pk).first(),
        "clicks": list(clicks),
    }


def named_audiences(texts, seat, reader) -> dict:
    spaces = {
        name: text.space_id for name, text in texts.items() if name != "clicks" and text
    }
    found = audiences([*spaces.values(), seat.pair_id], reader)
    return {name: found.get(space) for name, space in spaces.items()} | {
        "pair": found.get(seat.pair_id)
    }


def mentor_forms(intake, texts, today) -> dict:
    judgement = texts["judgement"]
    names = forms.JudgementForm.base_fields
    return {
        "plan": forms.PlanForm(instance=intake),
        "held": forms.HeldForm(initial={"on": intake.on or today}),
        "judgement": forms.JudgementForm(
            initial={name: getattr(judgement, name) for name in names}
            if judgement
            else None
        ),
        "report": forms.ReportForm(
            initial={"text": texts["report"].text} if texts["report"] else None
        ),
        "outcome": forms.OutcomeForm(initial={"outcome": intake.outcome}),
    }


def mentee_forms(texts) -> dict:
    note = texts["preparation"]
    return {
        "preparation": forms.PreparationForm(
            initial={"text": note.text} if note else None
        )
    }


def carried_out(request, seat, name, form, act, said):
    """Validate, act and say so; else the page again with what was typed."""
    if form.is_valid():
        with refusals(form):
            act(form.cleaned_data)
            messages.success(request, said)
            return redirect(seat)
    return show(request, seat, **{name: form})

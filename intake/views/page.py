"""The intakes of a person, and the page of one."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from calendars.offering import PickTimeForm
from intake import forms, services
from intake.models import ClickAnswer, Intake, MenteeSeat, Referral
from intake.views.entrance import visible_seat
from intake.views.written import prepared, written_about
from people.namesakes import tell_apart
from people.web.refusals import refusals
from programmes import clock
from spaces.audience import audiences, only


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
    return render_intake(request, visible_seat(request, pk))


def render_intake(request, seat, **bound):
    """The page of one intake; `bound` are forms that come back, by name."""
    is_mentor = seat.mentor_id == request.user.pk
    intake = seat.held_intake or Intake(seat_id=seat.pk, mentor_id=seat.mentor_id)
    judges = is_mentor and intake.was_held
    judgement = getattr(intake, "judgement", None) if judges else None
    offered = services.offered_times(seat)
    # Nothing is asked where there cannot be one.
    may_be_referred = intake.pk and (seat.left_at or seat.parting_at)
    context = texts_and_readers(seat, request.user) | {
        "seat": seat,
        "intake": intake,
        "is_mentor": is_mentor,
        "is_over": bool(seat.left_at or seat.erased_on),
        "has_paused": intake.has_paused(clock.today_in(seat.group.programme)),
        "mentor": intake.mentor,
        "other": seat.person if is_mentor else intake.mentor,
        "rounds": rounds_of(intake) if intake.was_held else [],
        "referral": Referral.objects.of(intake).first() if may_be_referred else None,
        "offered": offered,
        "forms": unbound_forms(seat, intake, judgement, offered) | bound,
        "only_you": only(request.user),
    }
    return render(request, "intake/intake_detail.html", context)


def texts_and_readers(seat, reader) -> dict:
    """What was written, and who reads each of it."""
    texts = written_about(seat, reader)
    spaces = {kind: text.space_id for kind, text in texts["written"].items()}
    by_space = audiences([seat.pair_id, *spaces.values()], reader)
    read_by = {kind: by_space.get(space) for kind, space in spaces.items()}
    return texts | {
        "pair": by_space.get(seat.pair_id),
        "read_by": read_by,
        "prepared": prepared(texts["written"], read_by),
    }


def rounds_of(intake) -> list[dict]:
    """The rounds of the click question, the latest first, each with what the reader
    may read of it: of one that never got both answers the own one."""
    rounds = {number: [] for number in range(intake.round, 0, -1)}
    for answer in ClickAnswer.objects.of(intake):
        rounds[answer.round].append(answer)
    return [
        {
            "number": number,
            "answers": answers,
            "both_at": max(answer.answered_at for answer in answers)
            if len(answers) == 2
            else None,
        }
        for number, answers in rounds.items()
    ]


def unbound_forms(seat, intake, judgement, offered) -> dict:
    today = clock.today_in(seat.group.programme)
    choices = forms.JudgementForm.base_fields
    return {
        "plan": forms.PlanForm(instance=intake),
        "pick": PickTimeForm(times=offered),
        "held": forms.HeldForm(initial={"on": min(intake.on or today, today)}),
        "judgement": forms.JudgementForm(
            initial={name: getattr(judgement, name) for name in choices}
            if judgement
            else None
        ),
        "click": forms.ClickForm(),
        "outcome": forms.OutcomeForm(
            initial={"outcome": intake.outcome, "until": intake.until}
        ),
    }


def stands_there(name, seat) -> bool:
    """Whether the form of that name is on the page, as the intake is now."""
    intake = seat.held_intake or Intake(seat_id=seat.pk)
    if name == "pick":
        return not intake.is_held and bool(services.offered_times(seat))
    if name in ("plan", "held"):
        return not intake.is_held
    return intake.was_held and not (name == "outcome" and seat.parting_at)


def carried_out(request, seat, name, form, act, words):
    """Validate, act and say so; else the page again with what was typed.

    Where that is asked no more, as the other or another window settled it, it is told.
    """
    if form.is_valid():
        with refusals(form):
            act(form.cleaned_data)
            messages.success(request, words)
            return redirect(seat)
    if stands_there(name, seat):
        return render_intake(request, seat, **{name: form})
    changed = _("This was settled meanwhile. Below you see how it is now.")
    messages.error(request, next(iter(form.non_field_errors()), changed))
    return redirect(seat)

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from intake import forms, services
from intake.models import (
    ClickAnswer,
    Intake,
    IntakeReport,
    Judgement,
    MenteeSeat,
    Preparation,
)
from people.errors import refusals, refusals_told
from programmes import clock
from programmes.models import NeedWords
from spaces.audience import audiences


@require_GET
def intake_list(request):
    """The mentees whom the person guides, how far each intake is, and the own ones."""
    seats = MenteeSeat.objects.visible_to(request.user).with_intake()
    context = {
        "seats": [seat for seat in seats if seat.person_id != request.user.pk],
        "own": [seat for seat in seats if seat.person_id == request.user.pk],
    }
    return render(request, "intake/intake_list.html", context)


@require_GET
def intake_detail(request, pk):
    return show(request, visible_seat(request, pk))


def visible_seat(request, pk, *, by=None) -> MenteeSeat:
    """The seat, for its two people only; `by` names the one who may do this.

    Of a group that was left the mentee still reads the page, and changes nothing.
    """
    seats = MenteeSeat.objects.visible_to(request.user).with_intake()
    if request.method == "POST":
        seats = seats.held()
    seat = get_object_or_404(seats, pk=pk)
    person = {"mentor": seat.mentor_id, "mentee": seat.person_id, None: request.user.pk}
    if person[by] != request.user.pk:
        raise PermissionDenied
    return seat


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


@require_POST
def plan(request, pk):
    seat = visible_seat(request, pk, by="mentor")
    intake = seat.held_intake or Intake(seat_id=seat.pk, mentor_id=seat.mentor_id)
    return carried_out(
        request,
        seat,
        "plan",
        forms.PlanForm(request.POST, instance=intake),
        lambda cleaned: services.plan_intake(seat=seat, **cleaned),
        _("Planned. %(name)s is told by mail.") % {"name": seat.person.called},
    )


@require_POST
def held(request, pk):
    seat = visible_seat(request, pk, by="mentor")
    return carried_out(
        request,
        seat,
        "held",
        forms.HeldForm(request.POST),
        lambda cleaned: services.hold_intake(seat=seat, on=cleaned["on"]),
        _("Noted. Write your judgement while it is fresh."),
    )


@require_POST
def preparation(request, pk):
    seat = visible_seat(request, pk, by="mentee")
    return carried_out(
        request,
        seat,
        "preparation",
        forms.PreparationForm(request.POST),
        lambda cleaned: services.write_preparation(seat=seat, text=cleaned["text"]),
        _("Saved."),
    )


TEXTS = {"preparation": Preparation, "words": NeedWords}


@require_POST
def show_text(request, pk, name):
    seat = visible_seat(request, pk, by="mentee")
    with refusals_told(request):
        services.show_to_mentor(seat=seat, note=own_text(request, seat, name))
        messages.success(
            request, _("Your mentor can read it now. You can take it back.")
        )
    return redirect(seat)


@require_POST
def take_back_text(request, pk, name):
    seat = visible_seat(request, pk, by="mentee")
    with refusals_told(request):
        services.take_back(note=own_text(request, seat, name))
        messages.success(request, _("Only you can read it now."))
    return redirect(seat)


def own_text(request, seat, name):
    of_seat = (
        {"intake__seat": seat.pk}
        if name == "preparation"
        else {"participation": seat.participation_id}
    )
    return get_object_or_404(TEXTS[name].objects.filter(**of_seat), author=request.user)


@require_POST
def judgement(request, pk):
    seat = visible_seat(request, pk, by="mentor")
    return carried_out(
        request,
        seat,
        "judgement",
        forms.JudgementForm(request.POST),
        lambda cleaned: services.write_judgement(
            seat=seat, mentor=request.user, answers=cleaned
        ),
        _("Saved in your own space."),
    )


@require_POST
def report(request, pk):
    seat = visible_seat(request, pk, by="mentor")
    return carried_out(
        request,
        seat,
        "report",
        forms.ReportForm(request.POST),
        lambda cleaned: services.write_report(
            seat=seat, mentor=request.user, text=cleaned["text"]
        ),
        _("Saved. The two of you read it."),
    )


@require_POST
def click(request, pk):
    seat = visible_seat(request, pk)
    return carried_out(
        request,
        seat,
        "click",
        forms.ClickForm(request.POST),
        lambda cleaned: services.answer_click(
            seat=seat, person=request.user, **cleaned
        ),
        _("Thank you. You read each other's answer once both are in."),
    )


@require_POST
def outcome(request, pk):
    seat = visible_seat(request, pk, by="mentor")
    form = forms.OutcomeForm(request.POST)
    ending = form.is_valid() and form.cleaned_data["outcome"] == Intake.Outcome.ENDED
    if ending and "sure" not in request.POST:
        return render(request, "intake/outcome_confirm.html", {"seat": seat})
    if ending:
        with refusals_told(request):
            services.decide_outcome(seat=seat, mentor=request.user, outcome="ended")
            messages.success(
                request, _("%(name)s has left the group.") % {"name": seat.person}
            )
            return redirect("intake:intake_list")
        return redirect(seat)
    return carried_out(
        request,
        seat,
        "outcome",
        form,
        lambda cleaned: services.decide_outcome(
            seat=seat, mentor=request.user, outcome=cleaned["outcome"]
        ),
        _("Saved. The coordinator sees only this state and its date."),
    )

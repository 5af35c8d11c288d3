"""The intakes of a person, and the page of one."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_GET

from intake import forms, services
from intake.models import (
    FIRST_GOAL,
    JUDGEMENT,
    PREPARATIONS,
    REPORT,
    ClickAnswer,
    Intake,
    Judgement,
    MenteeSeat,
)
from intake.views.entrance import visible_seat
from people.errors import refusals
from people.namesakes import tell_apart
from programmes import clock
from programmes.models import OWN_WORDS
from spaces.audience import audiences, only
from writing.boxes import box_of
from writing.kinds import kinds as text_kinds
from writing.models import Text


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
    """The page of one intake; `bound` are forms that come back, by name."""
    is_mentor = seat.mentor_id == request.user.pk
    intake = seat.held_intake or Intake(seat_id=seat.pk, mentor_id=seat.mentor_id)
    judgement = Judgement.objects.of(intake) if is_mentor else None
    texts = written_about(seat, request.user)
    offered = services.offered_times(seat)
    spaces = {kind: text.space_id for kind, text in texts["written"].items()}
    found = audiences([seat.pair_id, *spaces.values()], request.user)
    read_by = {kind: found.get(space) for kind, space in spaces.items()}
    context = texts | {
        "seat": seat,
        "intake": intake,
        "is_mentor": is_mentor,
        "is_over": seat.left_at is not None,
        "mentor": intake.mentor,
        "other": seat.person if is_mentor else intake.mentor,
        "rounds": rounds_of(intake) if intake.was_held else [],
        "before": list(intake.conversations.all()) if intake.is_again else [],
        "offered": offered,
        "forms": unbound_forms(seat, intake, judgement, offered) | bound,
        "pair": found.get(seat.pair_id),
        "read_by": read_by,
        "prepared": prepared(texts["written"], read_by),
        "only_you": only(request.user),
    }
    return render(request, "intake/intake_detail.html", context)


def rounds_of(intake) -> list[dict]:
    """The rounds of the click question, the latest first, each with what the reader
    may read of it: of one that never got both answers the own one."""
    found = {number: [] for number in range(intake.round, 0, -1)}
    for answer in ClickAnswer.objects.of(intake):
        found[answer.round].append(answer)
    return [
        {
            "number": number,
            "answers": answers,
            "both_at": max(one.answered_at for one in answers)
            if len(answers) == 2
            else None,
        }
        for number, answers in found.items()
    ]


def written_about(seat, reader) -> dict:
    """The boxes of what `reader` writes, and what the other put before them."""
    keys = {kind: str(seat.pk) for kind in (*PREPARATIONS, REPORT, JUDGEMENT)}
    keys[OWN_WORDS] = str(seat.participation_id)
    found = list(Text.objects.visible_to(reader).named(keys).with_beside())
    drafts = {text.kind: text for text in found if text.is_draft}
    put = {
        text.kind: text
        for text in found
        if not text.is_draft
        and (text.space_id == seat.pair_id or text.author_id != reader.pk)
    }
    wanted = kinds_of(seat, reader)
    begins = {}
    if FIRST_GOAL in wanted and FIRST_GOAL not in drafts | put:
        begins[FIRST_GOAL] = first_goal_of(reader)
    boxes = {
        kind: box_of(
            kind=kind,
            key=keys[kind],
            person=reader,
            text=drafts.get(kind),
            put=put.get(kind),
            begin=begins.get(kind),
            prefix=kind,
        )
        for kind in wanted
        if kind != OWN_WORDS or kind in drafts or kind in put
    }
    return {
        "boxes": boxes,
        "put": put,
        "written": drafts | put,
        "questions": [boxes[kind] for kind in PREPARATIONS if kind in boxes],
        "prepared_put": max(
            (put[kind] for kind in PREPARATIONS if kind in put),
            key=lambda text: text.changed_at,
            default=None,
        ),
    }


def first_goal_of(person):
    """The text of a goal of the workbook; that room lies above this one."""
    goals = import_string(settings.GOALS)(person)
    return next((goal.text for goal in goals if not goal.text.unopened), None)


def prepared(written, read_by) -> list[dict]:
    """What there is to read of the preparation, each under its question."""
    return [
        {
            "label": text_kinds()[kind].form.label,
            "text": written[kind],
            "audience": read_by[kind],
        }
        for kind in PREPARATIONS
        if kind in written
    ]


def kinds_of(seat, reader) -> list[str]:
    """The kinds of text that `reader` writes about this intake now."""
    if seat.mentor_id != reader.pk:
        return [] if seat.left_at else [OWN_WORDS, *PREPARATIONS]
    held = seat.held_intake and seat.held_intake.was_held
    return [REPORT, JUDGEMENT] if held else [JUDGEMENT]


def unbound_forms(seat, intake, judgement, offered) -> dict:
    today = clock.today_in(seat.group.programme)
    choices = forms.JudgementForm.base_fields
    return {
        "plan": forms.PlanForm(instance=intake),
        "pick": forms.PickForm(times=offered),
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


def carried_out(request, seat, name, form, act, said):
    """Validate, act and say so; else the page again with what was typed."""
    if form.is_valid():
        with refusals(form):
            act(form.cleaned_data)
            messages.success(request, said)
            return redirect(seat)
    return show(request, seat, **{name: form})

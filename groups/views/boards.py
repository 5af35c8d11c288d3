"""The board of a composition, and the steps on it."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from groups import board, services
from groups.forms import ColumnForm, MoveForm, PinForm, ReasonForm, StepForm, UnpinForm
from groups.loading import load
from groups.models import Proposal
from groups.stories import options_for, pins_of, tell
from groups.views.compositions import composition_of
from people.errors import DomainError


@require_GET
def board_page(request, pk):
    composition = composition_of(request, pk)
    if composition.published_at:
        messages.info(request, _("This composition is published."))
        return redirect("groups:composition_list", composition.programme_id)
    return render(request, "groups/board.html", board_context(composition))


def board_context(composition) -> dict:
    seen = board.read(composition)
    loaded = load(composition.programme, pins=seen.pins, also=seen.keys())
    proposal = composition.proposals.first()
    undo, redo = services.steps(composition)
    return {
        "composition": composition,
        "programme": composition.programme,
        "story": tell(loaded, seen, proposal.unplaced if proposal else ()),
        "proposal": proposal,
        "undo": undo,
        "redo": redo,
    }


@require_GET
def card(request, pk, mentee):
    """Where a mentee could go and what would break: the board without a mouse."""
    composition = composition_of(request, pk)
    loaded, seen = _seen(composition)
    if str(mentee) not in loaded.participations:
        return redirect(composition)
    key = str(mentee)
    context = {
        "composition": composition,
        "programme": composition.programme,
        "mentee": loaded.participations[key],
        "needs": loaded.needs(key),
        "options": options_for(loaded, seen, key),
        "now": loaded.participations.get(seen.seats.get(key)),
        "pins": pins_of(loaded, seen, key),
        "mentors": loaded.mentors(),
    }
    return render(request, "groups/card.html", context)


@require_GET
def options(request, pk, mentee):
    """The same for a card in the hand: per group what would break, as JSON."""
    loaded, seen = _seen(composition_of(request, pk))
    if str(mentee) not in loaded.participations:
        return JsonResponse({})
    found = options_for(loaded, seen, str(mentee))
    return JsonResponse({one.key: one.as_hint() for one in found})


def _seen(composition):
    seen = board.read(composition)
    return load(composition.programme, pins=seen.pins, also=seen.keys()), seen


@require_POST
def move(request, pk):
    return _step(request, pk, MoveForm, services.move_mentee)


@require_POST
def column_add(request, pk):
    return _step(request, pk, ColumnForm, services.add_column)


@require_POST
def column_remove(request, pk):
    return _step(request, pk, ColumnForm, services.remove_column)


@require_POST
def reason(request, pk):
    return _step(request, pk, ReasonForm, services.give_reason)


@require_POST
def pin(request, pk):
    return _step(request, pk, PinForm, services.pin)


@require_POST
def unpin(request, pk):
    return _step(request, pk, UnpinForm, services.unpin)


@require_POST
def undo(request, pk):
    return _step(request, pk, StepForm, services.undo)


@require_POST
def redo(request, pk):
    return _step(request, pk, StepForm, services.redo)


def _step(request, pk, form_class, service):
    """One step, and the board as it is after it: a fragment, or the page again."""
    composition = composition_of(request, pk)
    form = form_class(request.POST, programme=composition.programme)
    if form.is_valid():
        _try(
            request,
            partial(
                service, composition=composition, by=request.user, **form.cleaned_data
            ),
        )
    else:
        messages.error(
            request, _("Not done: the board has changed. It is as you see it now.")
        )
    if not request.htmx:
        return redirect(composition)
    context = board_context(composition_of(request, pk))
    return render(request, "groups/board.html#board", context)


def _try(request, act) -> bool:
    try:
        act()
    except DomainError as error:
        messages.error(request, str(error))
        return False
    return True


@require_POST
def propose(request, pk):
    composition = composition_of(request, pk)
    _try(
        request,
        partial(services.ask_proposal, composition=composition, by=request.user),
    )
    return redirect(composition)


@require_GET
def proposal(request, pk):
    """How far a proposal is; the board is loaded anew when it is done."""
    found = get_object_or_404(Proposal.objects.visible_to(request.user), pk=pk)
    if not found.is_under_way:
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response if request.htmx else redirect(found.composition)
    context = {"proposal": found, "composition": found.composition}
    return render(request, "groups/board.html#proposal", context)


@require_POST
def proposal_stop(request, pk):
    found = get_object_or_404(Proposal.objects.visible_to(request.user), pk=pk)
    services.stop_proposal(proposal=found)
    return redirect(found.composition)

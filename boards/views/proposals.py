"""Having groups proposed, and following how far that is."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from boards import services
from boards.forms import ProposeForm
from boards.models import Proposal
from boards.presenters import ProposalStory
from boards.views.compositions import composition_of
from people.web.once import once
from people.web.refusals import refusals_told


@require_POST
@once
def propose(request, pk):
    composition = composition_of(request, pk)
    form = ProposeForm(request.POST)
    if not form.is_valid():
        # Without what limits it, a proposal may move everybody.
        for errors in form.errors.values():
            messages.error(request, " ".join(errors))
        return redirect(composition)
    asked = form.cleaned_data
    with refusals_told(request):
        services.ask_proposal(composition=composition, by=request.user, **asked)
    return redirect(composition)


@require_GET
def proposal(request, pk):
    """How far a proposal is; when it is over, that there is news."""
    return _run(request, proposal_of(request, pk))


@require_POST
def proposal_stop(request, pk):
    proposal = proposal_of(request, pk)
    return _run(request, services.stop_proposal(proposal=proposal))


def proposal_of(request, pk) -> Proposal:
    visible = Proposal.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("composition__programme"), pk=pk)


def _run(request, proposal):
    composition = proposal.composition
    if not request.htmx:
        return redirect(composition)
    if not proposal.is_under_way:
        # The board asks for itself: two answers that replace it would meet.
        return HttpResponse(status=204, headers={"HX-Trigger": "news"})
    context = {"proposal_story": ProposalStory(proposal), "composition": composition}
    return render(request, "boards/_proposal.html", context)

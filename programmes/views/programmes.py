"""The coordinator's pages of a programme."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.models import Discipline, Person
from people.namesakes import tell_apart
from people.web import bounded
from people.web.once import once
from people.web.refusals import refusals, refusals_told
from programmes import rules
from programmes.forms import InviteForm, ProgrammeForm
from programmes.models import Participation, Programme, Role
from programmes.services import participations
from programmes.services.participations import invite_people
from programmes.services.programmes import open_programme

PAGE, PROGRAMMES = 50, 25


@require_GET
def programme_list(request):
    programmes = Programme.objects.coordinated_by(request.user).with_counts()
    programmes = programmes.newest_first()
    context = {
        "page": bounded.paged(programmes, request.GET, PROGRAMMES),
        "enrolments": request.user.participations.with_programme(),
        "may_open": rules.may_open_programmes(request.user),
    }
    return render(request, "programmes/programme_list.html", context)


@require_http_methods(["GET", "POST"])
@once
def programme_new(request):
    if not rules.may_open_programmes(request.user):
        raise PermissionDenied
    form = ProgrammeForm(request.POST or None, organisation=request.user.organisation)
    if request.method == "POST" and form.is_valid():
        programme = open_programme(programme=form.save(commit=False), by=request.user)
        messages.success(request, _("The programme is open."))
        return redirect(programme)
    context = {"form": form, "programme": None}
    return render(request, "programmes/programme_form.html", context)


@require_http_methods(["GET", "POST"])
def programme_edit(request, pk):
    programme = coordinated(request, pk)
    form = ProgrammeForm(
        request.POST or None, instance=programme, organisation=programme.organisation
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(programme)
    context = {"form": form, "programme": programme}
    return render(request, "programmes/programme_form.html", context)


@require_GET
def programme_detail(request, pk):
    programme = coordinated(request, pk)
    context = {
        "programme": programme,
        "counts": programme.participations.counted(),
        "step": next_step(programme),
    }
    return render(request, "programmes/programme_detail.html", context)


def next_step(programme) -> str:
    """What the coordinator does next: import, invite, compose or follow."""
    if programme.state != Programme.State.ENROLLING:
        return "follow"
    # The coordinator is one of them.
    if Person.objects.of(programme.organisation).count() <= 1:
        return "import"
    enrolled = programme.participations.enrolled()
    if enrolled.mentors().exists() and enrolled.mentees().count() >= programme.min_size:
        return "compose"
    return "invite"


@require_GET
def participation_list(request, pk):
    programme = coordinated(request, pk)
    role, state = bounded.text(request.GET, "role"), bounded.text(request.GET, "state")
    parts = programme.participations.of_role(role).in_state(state).for_list()
    page = bounded.paged(parts, request.GET, PAGE)
    tell_apart((part.person for part in page.object_list), ("team", "discipline"))
    context = {
        "programme": programme,
        "page": page,
        "role": role,
        "state": state,
        "roles": Role.choices,
        "states": Participation.State.choices,
    }
    return render(request, "programmes/participation_list.html", context)


@require_http_methods(["GET", "POST"])
@once
def invite(request, pk):
    programme = coordinated(request, pk)
    query = bounded.text(request.GET, "q")
    discipline = bounded.number(request.GET, "discipline")
    candidates = candidates_of(programme)
    form = InviteForm(request.POST or None, candidates=candidates)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            asked = form.cleaned_data
            invited = invite_people(programme=programme, by=request.user, **asked)
            messages.success(request, invited_words(len(invited)))
            return redirect("programmes:participation_list", programme.pk)
    shown = candidates.searched(query).of_discipline(discipline)
    page = bounded.paged(shown, request.GET, 100)
    tell_apart(page.object_list, ("team", "discipline"))
    context = {
        "programme": programme,
        "form": form,
        "page": page,
        "query": query,
        "discipline": discipline,
        "disciplines": Discipline.objects.of([programme.organisation]),
        "ticked": set(form["people"].value() or []),
    }
    return render(request, "programmes/invite_form.html", context)


def candidates_of(programme):
    people = Person.objects.of(programme.organisation).active()
    return people.invitable_to(programme).with_work()


def invited_words(count) -> str:
    words = ngettext(
        "%(count)d person is invited by e-mail.",
        "%(count)d people are invited by e-mail.",
        count,
    )
    return words % {"count": count}


@require_POST
def invite_again(request, pk):
    part = coordinated_participation(request, pk)
    with refusals_told(request):
        participations.invite_again(participation=part, by=request.user)
        words = _("The invitation to %(name)s is sent again.")
        messages.success(request, words % {"name": part.person})
    return redirect("programmes:participation_list", part.programme_id)


@require_POST
def withdraw(request, pk):
    part = coordinated_participation(request, pk)
    with refusals_told(request):
        participations.withdraw_invitation(participation=part)
        words = _("The invitation to %(name)s is withdrawn.")
        messages.success(request, words % {"name": part.person})
    return redirect("programmes:participation_list", part.programme_id)


def coordinated_participation(request, pk) -> Participation:
    parts = Participation.objects.coordinated_by(request.user)
    return get_object_or_404(parts.select_related("programme", "person"), pk=pk)


def coordinated(request, pk) -> Programme:
    return get_object_or_404(
        Programme.objects.coordinated_by(request.user).select_related("organisation"),
        pk=pk,
    )

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups import services
from groups.forms import GroupNameForm, JoinForm, SuccessorForm
from groups.models import MentorGroup, Seat
from groups.presenters import groups_now
from groups.presenters.readers import on_joining, on_leaving, on_replacing
from people.namesakes import tell_apart
from people.web import bounded
from people.web.once import once
from people.web.refusals import refusals, refusals_told
from programmes.models import Programme

# So many on a page.
PROGRAMMES = 25
# In its place while one searches for somebody in its form: who was found.
FOUND = "people/search_found.html"


@require_GET
def group_list(request):
    """The groups the person sits in or coordinates; with one, that one."""
    groups = list(MentorGroup.objects.of(request.user).with_people())
    tell_apart(group.mentor for group in groups)
    page = bounded.paged(
        Programme.objects.coordinated_by(request.user), request.GET, PROGRAMMES
    )
    count = page.paginator.count
    if len(groups) == 1 and not count:
        return redirect("sessions:group", groups[0].pk)
    if count == 1 and not groups:
        return redirect("boards:composition_list", page[0].pk)
    left = Seat.objects.gone().of(request.user).with_group()
    context = {"groups": groups, "page": page, "left": left}
    return render(request, "groups/group_list.html", context)


@require_GET
def group(request, pk):
    """Of a coordinator: who sits where since when. Members go to their own page."""
    groups = MentorGroup.objects.visible_to(request.user).run_by(request.user)
    people = Seat.objects.with_person().with_pause()
    groups = groups.with_people(people).select_related("programme")
    group = get_object_or_404(groups, pk=pk)
    if not group.is_run:
        return redirect("sessions:group", pk)
    context = {
        "group": group,
        "programme": group.programme,
        "now": groups_now(group.programme, [group])[0],
        "departed": group.seats.gone().with_person(),
    }
    return render(request, "groups/group_detail.html", context)


@require_http_methods(["GET", "POST"])
def rename(request, pk):
    group = group_of(request, pk)
    form = GroupNameForm(request.POST or None, instance=group)
    if request.method == "POST" and form.is_valid():
        services.rename_group(group=group, name=form.cleaned_data["name"])
        messages.success(request, _("The name is changed."))
        return redirect(group)
    context = {"group": group, "programme": group.programme, "form": form}
    return render(request, "groups/group_form.html", context)


def group_of(request, pk, *, with_people=True) -> MentorGroup:
    """For its coordinators: members may see it and not change it, others find nothing."""
    groups = MentorGroup.objects.visible_to(request.user).run_by(request.user)
    groups = groups.with_people() if with_people else groups
    group = get_object_or_404(groups.select_related("programme", "mentor"), pk=pk)
    if not group.is_run:
        raise PermissionDenied
    return group


@require_http_methods(["GET", "POST"])
@once
def join(request, pk):
    """Add a mentee to a group that is under way: asks once, says what it means."""
    group = group_of(request, pk)
    form = JoinForm(request.POST or None, group=group, asked=request.GET)
    if form.is_valid():
        part = form.cleaned_data["mentee"]
        with refusals(form, at="mentee"):
            services.join_group(group=group, participation=part)
            words = _("%(name)s has joined. Everybody in the group is told by mail.")
            messages.success(request, words % {"name": part.person.full_name})
            return redirect(group)
    context = {
        "group": group,
        "programme": group.programme,
        "form": form,
        "readings": on_joining(group),
    }
    template = FOUND if request.htmx else "groups/join_form.html"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
@once
def mentor(request, pk):
    """Give a group that is under way another mentor: says what it means, asks once."""
    group = group_of(request, pk)
    form = SuccessorForm(request.POST or None, group=group, asked=request.GET)
    if form.is_valid():
        part = form.cleaned_data["mentor"]
        with refusals(form, at="mentor"):
            services.replace_mentor(group=group, participation=part, by=request.user)
            words = _(
                "%(name)s leads the group from now on. Everybody is told by mail."
            )
            messages.success(request, words % {"name": part.person.full_name})
            return redirect(group)
    context = {
        "group": group,
        "programme": group.programme,
        "form": form,
        "readings": on_replacing(group),
    }
    template = FOUND if request.htmx else "groups/mentor_form.html"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
def leave(request, pk):
    """End a mentee's seat: asks once, says what it means."""
    seat = seat_of(request, pk)
    group = group_of(request, seat.group_id)
    if not seat.person.is_active:
        return redirect("groups:leaver", seat.person_id)
    if request.method == "POST":
        with refusals_told(request):
            services.leave_seat(seat=seat, by=request.user)
            words = _("%(name)s has left the group. Everybody is told by mail.")
            messages.success(request, words % {"name": seat.person.full_name})
        return redirect(group)
    context = {
        "seat": seat,
        "group": group,
        "programme": group.programme,
        "readings": on_leaving(group, seat.person),
    }
    return render(request, "groups/leave_form.html", context)


def seat_of(request, pk) -> Seat:
    """A mentee's seat in a group that the person sees."""
    seats = Seat.objects.held().mentees().run_by(request.user).with_group()
    return get_object_or_404(
        seats.select_related("person"),
        group__in=MentorGroup.objects.visible_to(request.user),
        pk=pk,
    )

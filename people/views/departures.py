"""Who has left the organisation, said by its coordinators; and its undoing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from people.forms import LeavingForm
from people.models import Person
from people.rules import why_not_left
from people.services import departures
from people.web.refusals import refusals_told


@require_http_methods(["GET", "POST"])
def leaving(request):
    """Close the accounts of these people: asks once, says what it means."""
    people = leavers(request)
    if request.method == "POST":
        with refusals_told(request):
            departures.mark_all_left(people=people, by=request.user)
            words = ngettext(
                "The account is closed. %(names)s is told by mail.",
                "The accounts are closed. Each is told by mail: %(names)s.",
                len(people),
            )
            names = ", ".join(person.full_name for person in people)
            messages.success(request, words % {"names": names})
        if len(people) == 1:
            return redirect("people:person", people[0].pk)
        return redirect("people:person_list")
    return render(request, "people/leaving_form.html", {"people": people})


def leavers(request) -> list[Person]:
    """Those named in the address or the form, each of whom may be marked."""
    here = Person.objects.visible_to(request.user).active().with_work().with_duties()
    form = LeavingForm(request.POST or request.GET, people=here)
    if not form.is_valid():
        raise Http404
    people = list(form.cleaned_data["person"])
    for person in people:
        if reason := why_not_left(person, request.user):
            raise PermissionDenied(reason)
    return people


@require_POST
def back(request, pk):
    """Open the account again: who is back, or never left."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    with refusals_told(request):
        departures.take_back_departure(person=person, by=request.user)
        words = _("The account is open again. %(name)s is told by mail.")
        messages.success(request, words % {"name": person.full_name})
    return redirect("people:person", pk)

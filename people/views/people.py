"""The people on the roster, for the coordinators of their organisation."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from people.languages import names_of
from people.models import Discipline, Location, Organisation, Person, Team
from people.namesakes import tell_apart
from people.rules import why_not_left
from people.web import bounded

# So many on a page; and of so many at most one chooses from a list.
PER_PAGE, CHOICES = 50, 50
FILTERS = {
    "team": (_("Team"), Team),
    "discipline": (_("Discipline"), Discipline),
    "location": (_("Location"), Location),
}


def coordinated(request):
    """Return the organisations whose roster the person looks after, or 404."""
    organisations = Organisation.objects.coordinated_by(request.user)
    if not organisations:
        raise Http404
    return organisations


@require_GET
def person_list(request):
    organisations = list(coordinated(request))
    chosen = {name: bounded.number(request.GET, name) for name in FILTERS}
    query = bounded.text(request.GET, "q")
    people = Person.objects.on_roster_of(organisations).searched(query)
    people = people.of_team(chosen["team"]).of_discipline(chosen["discipline"])
    people = people.of_location(chosen["location"])
    gone = bool(bounded.text(request.GET, "gone"))
    people = (people.gone() if gone else people.active()).for_list().by_name()
    page = bounded.paged(people, request.GET, PER_PAGE)
    tell_apart(page, shown=("team", "discipline"))
    context = {
        "organisations": organisations,
        "page": page,
        "query": query,
        "filters": filters_of(organisations, chosen),
        "gone": gone,
        "is_filtered": bool(query or gone or any(chosen.values())),
    }
    template = "people/person_list.html" + ("#people" if request.htmx else "")
    return render(request, template, context)


def filters_of(organisations, chosen) -> list[tuple]:
    """None where a list would be too long: a team is found by a search, too."""
    filters = []
    for name, (label, model) in FILTERS.items():
        choices = list(model.objects.of(organisations)[: CHOICES + 1])
        if 0 < len(choices) <= CHOICES:
            filters.append((name, label, choices, chosen[name]))
    return filters


@require_GET
def person_detail(request, pk):
    people = Person.objects.visible_to(request.user).with_work()
    person = get_object_or_404(people, pk=pk)
    context = {
        "person": person,
        "address_change": person.address_changes.standing().first(),
        "departures": person.departures.newest_first(),
        "why_not_left": why_not_left(person, request.user),
        # Of who has left: where a seat still waits for a decision.
        "seats": () if person.is_active else person.seats.held().with_group(),
        "spoken": names_of(person.languages),
        "stints": person.stints.newest_first(),
        "page": bounded.paged(person.reports.with_work(), request.GET, PER_PAGE),
    }
    return render(request, "people/person_detail.html", context)

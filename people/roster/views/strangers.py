"""What an import asks: who a row is that was set aside, and who is missing from it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from people.forms import LeavingForm
from people.models import Person, RosterImport
from people.roster.services import rosters
from people.roster.views.rosters import PER_PAGE, State, roster_or_404
from people.roster.words import set_aside, shown
from people.rules import why_not_left
from people.web import bounded
from people.web.refusals import refusals_told

# An address holds so many who are ticked.
AT_ONCE = 200


def row_of(request, pk, number) -> tuple[RosterImport, dict, Person]:
    """A row that was set aside in a plan not carried out, and whom it may be."""
    roster = roster_or_404(request, pk)
    rows = roster.plan["rows"] if roster.plan and roster.state == State.PLANNED else ()
    row = next((row for row in rows if row["row"] == number), None)
    asked = row and set_aside(row)
    if not asked:
        raise Http404
    people = Person.objects.of(roster.organisation).with_work().with_duties()
    return roster, row, get_object_or_404(people, pk=asked["person"])


def why_not_on_hold(person, by) -> str:
    return why_not_left(person, by) if person.is_active else ""


@require_GET
def row(request, pk, number):
    """Asks whether a row is the person on the roster, beside each other."""
    roster, row, person = row_of(request, pk, number)
    hired_on = row["values"]["hired_on"]
    context = {
        "roster": roster,
        "row": row,
        "values": row["values"] | {"hired_on": hired_on and shown(hired_on)},
        "person": person,
        "why_not": why_not_on_hold(person, request.user),
        "by_number": set_aside(row)["code"] == "number_of_another",
    }
    return render(request, "people/roster/roster_row.html", context)


@require_POST
def row_same(request, pk, number):
    roster, row, person = row_of(request, pk, number)
    with refusals_told(request):
        rosters.say_same(roster=roster, row=row)
        words = _("Row %(row)s is %(name)s. The preview is made again.")
        messages.success(request, words % {"row": number, "name": person.full_name})
    return redirect(roster)


@require_POST
def row_another(request, pk, number):
    """Puts the account of the person on the roster on hold: one press, one account."""
    roster, row, person = row_of(request, pk, number)
    if reason := why_not_on_hold(person, request.user):
        raise PermissionDenied(reason)
    with refusals_told(request):
        rosters.say_another(roster=roster, row=row, by=request.user)
        words = _("The account of %(name)s is on hold. The preview is made again.")
        messages.success(request, words % {"name": person.full_name})
    return redirect(roster)


@require_GET
def missing(request, pk):
    """Who is on the roster and not in the file: offered as having left, no more.

    Who is ticked on one page of them goes along to the others.
    """
    roster = roster_or_404(request, pk)
    if not roster.plan or not roster.plan["rows"]:
        raise Http404
    people = Person.objects.of(roster.organisation).active().with_work().with_duties()
    absent = people.missing_from(roster.plan["rows"])
    page = bounded.paged(absent, request.GET, PER_PAGE)
    form = LeavingForm(request.GET, people=absent)
    ticked = list(form.cleaned_data["person"]) if form.is_valid() else []
    for person in [*page, *ticked]:
        person.why_not_left = why_not_left(person, request.user)
        person.is_ticked = person in ticked
    beside = [row for row in ticked if row not in page and not row.why_not_left]
    context = {
        "roster": roster,
        "page": page,
        "beside": beside,
        "is_full": len(beside) > AT_ONCE - PER_PAGE,
    }
    return render(request, "people/roster/roster_missing.html", context)

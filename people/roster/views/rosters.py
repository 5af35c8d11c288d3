"""A roster from upload to people: columns, preview, progress, done, history."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from people.models import RosterImport
from people.roster.choosing import columns_to_choose
from people.roster.forms import ColumnsForm, RosterForm
from people.roster.problems import FIELDS, file_sentence
from people.roster.services import rosters
from people.roster.words import VERDICT_WORDS, columns_in_words, shown_row
from people.views.people import coordinated
from people.web import bounded
from people.web.bounded import MAX_BYTES
from people.web.once import once
from people.web.refusals import refusals, refusals_told

PER_PAGE = 50
State = RosterImport.State


def roster_or_404(request, pk):
    return get_object_or_404(
        RosterImport.objects.visible_to(request.user).select_related("organisation"),
        pk=pk,
    )


# A little more than a file may be: its page says in place that it is too large.
@bounded.takes(2 * MAX_BYTES)
@require_http_methods(["GET", "POST"])
@once
def roster_list(request):
    organisations = coordinated(request)
    form = RosterForm(
        request.POST or None, request.FILES or None, organisations=organisations
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        with refusals(form):
            roster = rosters.take_in_roster(
                organisation=form.cleaned_data["organisation"],
                uploaded_by=request.user,
                file_name=file.name,
                content=file.read(),
            )
            if roster.state == State.MAPPING:
                return redirect("people:roster_columns", roster.pk)
            return redirect(roster)
    imports = RosterImport.objects.visible_to(request.user).for_list()
    page = bounded.paged(imports, request.GET, 20)
    return render(
        request, "people/roster/roster_list.html", {"form": form, "page": page}
    )


@never_cache
@require_GET
def roster_detail(request, pk):
    roster = roster_or_404(request, pk)
    context = {
        "roster": roster,
        "percent": percent(roster),
        "refusal": roster.refusal and file_sentence(roster.refusal),
    }
    if roster.plan:
        context |= plan_context(request, roster)
    return render(request, "people/roster/roster_detail.html", context)


def plan_context(request, roster):
    refused = sum(roster.counts[kind]["refuse"] for kind in ("rows", "projects"))
    aside = len(roster.aside)
    return rows_context(request, roster) | {
        "refused": refused - aside,
        "aside": aside,
        "unread": roster.plan["unread"],
        "unread_columns": columns_unread(roster),
        "offer": roster.plan.get("offer"),
        "columns": columns_read(roster),
    }


def rows_context(request, roster):
    """The rows of the sheet that is looked at, narrowed to what is done with them."""
    sheet = "projects" if bounded.text(request.GET, "sheet") == "projects" else "rows"
    if not roster.plan["rows"]:
        sheet = "projects"
    verdict = bounded.text(request.GET, "show")
    rows, counts = roster.plan[sheet], roster.counts[sheet]
    if verdict in VERDICT_WORDS:
        rows = [row for row in rows if row["verdict"] == verdict]
    page = bounded.paged(rows, request.GET, PER_PAGE)
    return {
        "sheet": sheet,
        "verdict": verdict,
        "page": page,
        "rows": [shown_row(row) for row in page],
        "tabs": [
            (name, words, counts[name])
            for name, words in VERDICT_WORDS.items()
            if counts[name]
        ],
        "size": sum(counts.values()),
    }


def columns_unread(roster):
    """Return the names of the filled columns that are not read, of all sheets."""
    by_sheet = roster.plan.get("unread_columns", {}).values()
    return [name for columns in by_sheet for name in columns_in_words(columns)]


def columns_read(roster):
    """Return which fields the people's columns hold, in words."""
    columns = roster.plan.get("columns", {}).get("people", {})
    return [(header, FIELDS[field]) for field, header in columns.items()]


def percent(roster):
    return min(99, roster.done * 100 // roster.total) if roster.total else 0


@require_http_methods(["GET", "POST"])
def roster_columns(request, pk):
    roster = roster_or_404(request, pk)
    if roster.state in (State.COMMITTING, State.COMMITTED, State.REFUSED):
        return redirect(roster)
    choice = choice_of(request, roster)
    data = request.POST if request.method == "POST" else None
    form = ColumnsForm(data, choice=choice)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            rosters.choose_columns(
                roster=roster, mapping=form.chosen(), headers=form.headers()
            )
            return redirect(roster)
    context = {
        "roster": roster,
        "form": form,
        "choice": choice,
        "refusal": roster.refusal and file_sentence(roster.refusal),
    }
    return render(request, "people/roster/roster_columns.html", context)


def choice_of(request, roster):
    """The columns to choose from, of the sheet and the row of headers that were asked."""
    return columns_to_choose(
        bytes(roster.content),
        rosters.remembered(roster.organisation),
        roster.mapping,
        sheet=bounded.text(request.GET, "sheet"),
        row=bounded.number(request.GET, "row"),
    )


@require_POST
def roster_commit(request, pk):
    roster = roster_or_404(request, pk)
    with refusals_told(request):
        rosters.ask_to_carry_out(roster=roster)
    return redirect(roster)


@require_POST
def roster_discipline(request, pk):
    """Takes the column of jobs that the preview offers as discipline."""
    with refusals_told(request):
        rosters.take_offered_discipline(roster=roster_or_404(request, pk))
    return redirect("people:roster", pk)


@require_POST
def roster_replan(request, pk):
    roster = roster_or_404(request, pk)
    with refusals_told(request):
        rosters.plan_roster(roster=roster)
    return redirect(roster)


@require_POST
def roster_discard(request, pk):
    with refusals_told(request):
        rosters.discard_roster(roster=roster_or_404(request, pk))
        messages.success(request, _("The file is thrown away; nothing was changed."))
        return redirect("people:roster_list")
    return redirect("people:roster", pk)


@never_cache
@require_GET
def roster_progress(request, pk):
    roster = roster_or_404(request, pk)
    if roster.state != State.COMMITTING or not request.htmx:
        url = roster.get_absolute_url()
        return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
    context = {"roster": roster, "percent": percent(roster)}
    return render(request, "people/roster/roster_detail.html#progress", context)

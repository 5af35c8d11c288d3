"""A composition as a spreadsheet or on paper, and a spreadsheet as a composition."""

from math import inf

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boards.models import SheetImport
from boards.presenters import board_story
from boards.reading import read_board
from boards.sheets import services, writing
from boards.sheets.forms import SheetForm
from boards.views.compositions import composition_of
from groups.loading import load
from people.web import bounded
from people.web.bounded import MAX_BYTES
from people.web.downloads import download as download_of
from people.web.downloads import file_name
from people.web.once import once
from people.web.refusals import refusals, refusals_told
from programmes.entrance import programme_run_by

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 50


@require_GET
def download(request, pk):
    """The board as a spreadsheet, which can be read in again."""
    composition = composition_of(request, pk)
    written = writing.write_sheet(*_told(composition))
    name = file_name(composition.name, "xlsx", f"groups-{composition.pk}")
    return download_of(written, XLSX, name)


@require_GET
def printed(request, pk):
    """The board for paper: a block for each group."""
    composition = composition_of(request, pk)
    _loaded, _board, story = _told(composition)
    context = {
        "composition": composition,
        "programme": composition.programme,
        "story": story,
    }
    return render(request, "boards/sheets/sheet_print.html", context)


def _told(composition):
    board = read_board(composition)
    loaded = load(
        composition.programme,
        pins=board.pins,
        also=[*board.keys(), *(key for pair in board.pins for key in pair.split(":"))],
        away=board.away,
    )
    # A row stands by itself: it says its reason, whoever else shares it.
    story = board_story(loaded, board, tried=bool(board.columns), many=inf)
    return loaded, board, story


@bounded.takes(2 * MAX_BYTES)
@require_http_methods(["GET", "POST"])
@once
def upload(request, pk):
    """A hand-made composition, for a new board or onto one that is being made."""
    programme = programme_run_by(request.user, pk)
    form = SheetForm(
        request.POST or None,
        request.FILES or None,
        programme=programme,
        initial={"onto": bounded.number(request.GET, "onto")},
    )
    if form.is_valid():
        file = form.cleaned_data["file"]
        with refusals(form, at="file"):
            sheet = services.take_in_sheet(
                programme=programme,
                onto=form.cleaned_data["onto"],
                by=request.user,
                file_name=file.name,
                content=file.read(),
            )
            return redirect(sheet)
    context = {"programme": programme, "form": form}
    return render(request, "boards/sheets/sheet_form.html", context)


def sheet_of(request, pk) -> SheetImport:
    visible = SheetImport.objects.visible_to(request.user)
    return get_object_or_404(visible.for_page(), pk=pk)


@require_GET
def preview(request, pk):
    """What would be made, and what is the matter by row."""
    sheet = sheet_of(request, pk)
    if sheet.made:
        return redirect(sheet.made)
    plan = services.plan_sheet(sheet=sheet)
    context = {
        "sheet": sheet,
        "onto": services.board_of(sheet),
        "programme": sheet.programme,
        "plan": plan,
        "refused": sum(remark.verdict != "placed" for remark in plan.remarks),
        "page": bounded.paged(plan.remarks, request.GET, PER_PAGE),
    }
    return render(request, "boards/sheets/sheet_preview.html", context)


@require_POST
def carry_out(request, pk):
    sheet = sheet_of(request, pk)
    mark = request.POST.get("mark", "")
    with refusals_told(request):
        made = services.carry_out_sheet(sheet=sheet, by=request.user, mark=mark)
        messages.success(
            request, _("The board is as in the spreadsheet. You can undo it.")
        )
        return redirect(made)
    return redirect(sheet)


@require_POST
def discard(request, pk):
    sheet = sheet_of(request, pk)
    services.discard_sheet(sheet=sheet)
    messages.success(request, _("The file is thrown away; nothing was changed."))
    return redirect("boards:composition_list", sheet.programme_id)

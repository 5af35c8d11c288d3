"""The steps on a board, each made on the version that the person saw."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from boards import services
from boards.filters import Filter
from boards.forms import (
    BackForm,
    ColumnForm,
    ColumnReasonForm,
    MoveForm,
    PinForm,
    UnpinForm,
)
from boards.sentences import done_words
from boards.views.boards import answer, board_context, narrowed
from boards.views.compositions import composition_of
from people.web import bounded
from people.web.refusals import refusals_told


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
def away(request, pk):
    return _step(request, pk, ColumnForm, services.mark_away)


@require_POST
def present(request, pk):
    return _step(request, pk, ColumnForm, services.mark_present)


@require_POST
def reason(request, pk):
    return _step(request, pk, ColumnReasonForm, services.give_reason)


@require_POST
def pin(request, pk):
    return _step(request, pk, PinForm, services.pin)


@require_POST
def unpin(request, pk):
    return _step(request, pk, UnpinForm, services.unpin)


@require_POST
def undo(request, pk):
    return _step(request, pk, BackForm, services.undo)


@require_POST
def redo(request, pk):
    return _step(request, pk, BackForm, services.redo)


def _step(request, pk, form_class, service):
    """One step, and what changed since the version it was made on."""
    composition = composition_of(request, pk)
    form = form_class(request.POST, programme=composition.programme)
    made, again = _do(request, form, partial(service, composition=composition))
    if request.htmx:
        shown = "shown" if request.POST.get("shown") else "version"
        version = bounded.number(request.POST, shown)
        return answer(request, composition, version, made=made, again=again)
    if not again or composition.published_at:
        asked = Filter.of(request.GET)
        return redirect(composition.get_absolute_url() + asked.query)
    context = board_context(composition, request.user) | {"again": again}
    context = narrowed(request, context)
    return render(request, "boards/board.html", context, status=409)


def _do(request, form, step) -> tuple[services.Made | None, dict | None]:
    """Take the step and tell so, or why not; answers also what can be sent once more."""
    made = again = None
    if not form.is_valid():
        words = _("Not done: the board has changed. It is as you see it now.")
        messages.error(request, words)
        return made, again
    with refusals_told(request):
        try:
            made = step(by=request.user, **form.cleaned_data)
        except services.StaleBoard:
            again = _again(request)
            raise
    if made:
        _tell_done(request, made)
    return made, again


def _tell_done(request, made):
    """In words, and which step its undo takes back."""
    standing = made.of or made.step
    tags = "" if standing.undone else f"undo:{standing.version}"
    messages.success(request, done_words(made), extra_tags=tags)


def _again(request) -> dict:
    """The step that came too late, to be sent once more on the board as it is now."""
    kept = ("mentee", "mentor", "reason", "kind", "step")
    fields = {name: request.POST[name] for name in kept if name in request.POST}
    return {"url": request.get_full_path(), "fields": fields}

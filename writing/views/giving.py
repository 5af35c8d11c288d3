"""Copies that people gave each other, until a date (R7)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from people.web import bounded
from spaces.audience import audience_of
from spaces.models import OwnErasure
from writing import services
from writing.given_away import given_away, may_be_taken_back
from writing.models import Shown, Snapshot, Text

# So many on a page.
COPIES, ENTRIES = 25, 50


@require_GET
@never_cache
def given(request):
    """All that others can read of the person, wherever it lies."""
    waiting = list(OwnErasure.objects.of(request.user).waiting())
    entries = given_away(request.user, waiting)
    context = {
        "erasing_at": waiting[0].asked_at if waiting else None,
        "page": bounded.paged(entries, request.GET, ENTRIES),
        "can_take_back": any(
            entry.take_back and not entry.erasing_at for entry in entries
        ),
    }
    return render(request, "writing/given_list.html", context)


@require_POST
def take_back(request, pk):
    snapshot = get_object_or_404(Snapshot.objects.given_by(request.user), pk=pk)
    services.revoke(snapshot=snapshot)
    return taken_back(request)


@require_POST
def take_back_shown(request, pk):
    shown = get_object_or_404(Shown.objects.by(request.user), pk=pk)
    services.take_back_copy(shown=shown)
    return taken_back(request)


@require_POST
def take_back_text(request, pk):
    texts = Text.objects.written_by(request.user).select_related("space")
    text = get_object_or_404(texts, pk=pk)
    if not may_be_taken_back(text, request.user):
        raise Http404
    services.unpublish(text=text)
    return taken_back(request)


@require_POST
def take_back_all(request):
    services.take_back_everything(by=request.user)
    return taken_back(request)


def taken_back(request):
    messages.success(
        request, _("Taken back: others no longer find it. Your own text stays.")
    )
    return redirect("writing:given")


@require_GET
@never_cache
def received(request):
    snapshots = Snapshot.objects.received_by(request.user)
    context = {"page": bounded.paged(snapshots, request.GET, COPIES)}
    return render(request, "writing/received_list.html", context)


@require_GET
@never_cache
def snapshot(request, pk):
    """The copy, for its reader and for who gave it."""
    snapshots = Snapshot.objects.select_related("author", "space")
    copy = get_object_or_404(snapshots, pk=pk)
    context = {
        "snapshot": copy,
        "audience": audience_of(copy.space_id, request.user),
        "is_mine": copy.author_id == request.user.pk,
    }
    return render(request, "writing/snapshot_detail.html", context)

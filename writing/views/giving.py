"""Copies that people gave each other, until a date (R7)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from people import bounded
from spaces.audience import audience_of
from writing import services
from writing.models import Snapshot

# So many on a page.
COPIES = 25


@require_GET
@never_cache
def given(request):
    found = Snapshot.objects.given_by(request.user)
    context = {
        "page": bounded.paged(found, request.GET, COPIES),
        "today": timezone.localdate(),
    }
    return render(request, "writing/given_list.html", context)


@require_POST
def take_back(request, pk):
    snapshot = get_object_or_404(Snapshot.objects.given_by(request.user), pk=pk)
    services.revoke(snapshot=snapshot)
    messages.success(
        request, _("Taken back: the copy is deleted. Your own text stays.")
    )
    return redirect("writing:given")


@require_GET
@never_cache
def received(request):
    found = Snapshot.objects.received_by(request.user)
    context = {"page": bounded.paged(found, request.GET, COPIES)}
    return render(request, "writing/received_list.html", context)


@require_GET
@never_cache
def snapshot(request, pk):
    """The copy, for its reader and for who gave it."""
    snapshots = Snapshot.objects.select_related("author", "space")
    found = get_object_or_404(snapshots, pk=pk)
    context = {
        "snapshot": found,
        "audience": audience_of(found.space_id, request.user),
        "is_mine": found.author_id == request.user.pk,
    }
    return render(request, "writing/snapshot_detail.html", context)

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from spaces import selfcheck, services
from spaces.audience import audience_of, own_space_of, readers_of
from spaces.models import Snapshot, Space
from spaces.reasons import reasons


@require_GET
@never_cache
def given(request):
    context = {
        "snapshots": Snapshot.objects.given_by(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "spaces/given_list.html", context)


@require_POST
def take_back(request, pk):
    snapshot = get_object_or_404(Snapshot.objects.given_by(request.user), pk=pk)
    services.revoke(space_id=snapshot.space_id)
    messages.success(
        request, _("Taken back: the copy is deleted. Your own text stays.")
    )
    return redirect("spaces:given")


@require_GET
@never_cache
def received(request):
    context = {"snapshots": Snapshot.objects.received_by(request.user)}
    return render(request, "spaces/received_list.html", context)


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
    return render(request, "spaces/snapshot_detail.html", context)


@require_GET
@never_cache
def own_readers(request):
    """Of what lies in the own space of the person, which may not be there yet."""
    return _readers(request, own_space_of(request.user), [request.user])


@require_GET
@never_cache
def readers(request, pk):
    """Of a space of the person; those of others are not found."""
    space = get_object_or_404(Space, pk=pk)
    return _readers(request, space, readers_of(space))


def _readers(request, space, people):
    """Who reads what is there, and why nobody else does, as the database stands now."""
    result = selfcheck.check()
    context = {
        "space": space,
        "people": people,
        "reasons": reasons(space=space, readers=people, result=result),
        "result": result,
    }
    return render(request, "spaces/readers.html", context)

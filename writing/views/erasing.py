"""Erasing what one wrote, for good: one text, or all of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people.reauthentication import shown_again
from spaces.models import OwnErasure
from writing import services
from writing.models import Revision, Text
from writing.views.versions import text_or_404


@require_http_methods(["GET", "POST"])
@never_cache
@shown_again
def erase_all(request):
    """Says what goes and what stays, and asks once."""
    asked = OwnErasure.objects.of(request.user).of_all()
    if request.method == "POST":
        services.erase_all(by=request.user)
        return redirect("writing:erase_all")
    context = {
        "texts": Text.objects.written_by(request.user).count(),
        "versions": Revision.objects.by(request.user).count(),
        "waits": asked.waiting().exists(),
        "last": asked.done().latest_first().first(),
    }
    return render(request, "writing/erase_all.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
def erase(request, pk):
    return sure(request, text_to_erase_or_404(request, pk))


@shown_again
def sure(request, text):
    if request.method == "POST":
        services.erase(text=text, by=request.user)
        messages.success(
            request, _("It is being erased: within a minute it is gone, for good.")
        )
        return redirect("/")
    context = {
        "text": text,
        "versions": text.revisions.by(request.user).count(),
        "back": text.address_for(request.user),
    }
    return render(request, "writing/erase.html", context)


def text_to_erase_or_404(request, pk) -> Text:
    """One's own; or one of all members, of which one saved a version oneself."""
    text = text_or_404(request, pk)
    if text.is_shared:
        get_object_or_404(Text.objects.shared().with_revision_by(request.user), pk=pk)
    elif text.author_id != request.user.pk:
        raise Http404
    return text

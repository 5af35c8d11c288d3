"""Erasing what one wrote, for good: one text, or all of it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from people.accounts.reauthentication import shown_again
from spaces.models import OwnErasure
from writing import services
from writing.models import Text
from writing.views.versions import text_or_404

# So many requests are listed, the latest ones.
A_FEW = 10


@require_http_methods(["GET", "POST"])
@never_cache
@shown_again
def erase_all(request):
    """Says what goes and what stays, and asks once."""
    asked = OwnErasure.objects.of(request.user).of_all()
    if request.method == "POST":
        services.erase_all(by=request.user)
        return redirect("writing:erasures")
    context = {
        "texts": Text.objects.number_to_erase(request.user),
        "erasing_at": asked.waiting().values_list("asked_at", flat=True).first(),
        "last": asked.done().latest_first().first(),
    }
    return render(request, "writing/erase_all.html", context)


@require_GET
@never_cache
def erasures(request):
    """What one asked to have erased: how far it is, and what became of it."""
    asked = list(OwnErasure.objects.of(request.user).latest_first()[:A_FEW])
    waiting = [erasure for erasure in asked if erasure.done_at is None]
    context = {
        "waiting": waiting,
        "late": any(erasure.is_late for erasure in waiting),
        "done": [erasure for erasure in asked if erasure.done_at],
    }
    template = "writing/erasure_list.html"
    if request.htmx:
        template += "#asked"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
@never_cache
def erase(request, pk):
    return sure(request, text_to_erase_or_404(request, pk))


@shown_again
def sure(request, text):
    if request.method == "POST":
        services.erase(text=text, by=request.user)
        return redirect("writing:erasures")
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

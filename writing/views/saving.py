"""Saves: as they are typed, and without JavaScript."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.brakes import saves
from spaces.unopened import NotSaved
from writing import services
from writing.forms import TitledForm
from writing.kinds import kinds
from writing.models import Text


@saves
@require_POST
def save(request, kind, key):
    """The one address to which every text is saved as it is typed."""
    form = TitledForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"problem": form.errors}, status=400)
    if form.cleaned_data["author"] != request.user.pk:
        return JsonResponse({"problem": "somebody else"}, status=409)
    try:
        done = services.write(kind=kind, key=key, by=request.user, **form.typed)
    except NotSaved as error:
        # The page tries again, until whoever runs the site has mended it.
        return JsonResponse({"problem": str(error)}, status=503)
    if done is None:
        raise Http404
    return JsonResponse(
        {
            "based_on": done.based_on,
            "digest": done.digest,
            "beside": done.beside,
            "versions": reverse("writing:versions", args=[done.text.pk]),
        }
    )


@require_POST
def write(request):
    """All texts of a page at once, for a browser without JavaScript.

    `texts` says of each the prefix of its fields, its kind and its key.
    """
    named = [words.split(" ") for words in request.POST.getlist("texts")]
    if not named or any(len(words) != 3 or words[1] not in kinds() for words in named):
        raise BadRequest("A page without what it says of its texts.")
    saved = [_write_typed(request, *words) for words in named]
    beside = [done for done in saved if done and done.beside]
    if beside:
        messages.warning(request, _("Saved, beside what you wrote elsewhere."))
        return redirect("writing:versions", pk=beside[0].text.pk)
    messages.success(request, _("Saved."))
    _prefix, kind, key = named[0]
    return redirect(kinds()[kind].address(key))


def _write_typed(request, prefix, kind, key):
    """None when nothing was typed, compared with what the page had shown."""
    form = TitledForm(request.POST, prefix=prefix)
    if not form.is_valid() or form.cleaned_data["author"] != request.user.pk:
        raise BadRequest("A text without what its page says of it.")
    known = Text.objects.visible_to(request.user).of_kind(kind).about(key).first()
    if not services.is_typed(text=known, **form.typed):
        return None
    done = services.write(kind=kind, key=key, by=request.user, **form.typed)
    if done is None:
        raise Http404
    return done

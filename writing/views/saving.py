"""Saves: as they are typed, and without JavaScript."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.web.brakes import saves
from spaces.unopened import NotSaved
from writing import services
from writing.kinds import kinds
from writing.posted import save_posted, to_choose_from
from writing.textforms import TitledForm


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
        done = services.write_text(kind=kind, key=key, by=request.user, **form.typed)
    except NotSaved as error:
        # The page tries again, until whoever runs the site has mended it.
        return JsonResponse({"problem": str(error)}, status=503)
    except services.ErasedMeanwhile:
        return JsonResponse({"problem": "erased"}, status=410)
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
def write_texts(request):
    """All texts of a page at once, for a browser without JavaScript."""
    posted = save_posted(request.POST, request.user)
    if not posted:
        raise BadRequest("A page without texts.")
    if beside := to_choose_from(posted):
        messages.warning(request, _("Saved, beside what you wrote elsewhere."))
        return redirect("writing:versions", pk=beside.pk)
    messages.success(request, _("Saved."))
    return redirect(kinds()[posted[0].kind].address(posted[0].key))

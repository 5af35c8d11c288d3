"""What waits on a device until it is saved; see `writing.device`."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from writing.device import choose as choose_device
from writing.device import keys_of


@require_GET
@never_cache
def device(request):
    """The person's keys, also where nothing more is kept: what lies there is sent first."""
    return JsonResponse({"person": request.user.pk, "keys": keys_of(request.user)})


@require_POST
def choose(request):
    keep = request.POST.get("keep") == "yes"
    choose_device(person=request.user, keep=keep)
    if keep:
        words = _("What is not saved yet waits on your devices from now on, sealed.")
    else:
        words = _(
            "Nothing is kept on your devices any more. What lies on another one is "
            "saved and deleted when you sign in there."
        )
    messages.success(request, words)
    return redirect("people:account")

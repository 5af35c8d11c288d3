"""The confidential adviser, named by the coordinators of the organisation."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.forms import AdviserForm
from people.models import Adviser
from people.services import advisers as services
from people.views.people import coordinated


@require_http_methods(["GET", "POST"])
def adviser(request):
    """Who it is: asks once more about somebody who takes part in it all."""
    organisation = own(request)
    now = Adviser.objects.of(request.user).first()
    instance = Adviser(organisation=organisation, pk=now and now.pk)
    if request.method == "GET" and now:
        instance = now
    form = AdviserForm(request.POST or None, instance=instance)
    if form.is_valid():
        services.name_adviser(adviser=form.instance, by=request.user)
        messages.success(
            request, _("It is kept. Everybody in a group sees it on their pages.")
        )
        return redirect("people:adviser")
    context = {"form": form, "adviser": now, "organisation": organisation}
    return render(request, "people/adviser_form.html", context)


@require_POST
def nobody(request):
    services.name_nobody(organisation=own(request))
    messages.success(request, _("Nobody is the confidential adviser any more."))
    return redirect("people:adviser")


def own(request):
    """The organisation of somebody who coordinates it; others find nothing."""
    return get_object_or_404(coordinated(request), pk=request.user.organisation_id)

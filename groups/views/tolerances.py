from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups import services
from groups.checking import tell_breaches
from groups.forms import ToleranceForm
from groups.models import Breach
from groups.views.groups import group_of
from people.web.once import once
from people.web.refusals import refusals


@require_http_methods(["GET", "POST"])
@once
def go_on(request, pk):
    """With three mentees (R1), for a reason."""
    group = group_of(request, pk)
    form = ToleranceForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        with refusals(form):
            services.go_on_small(group=group, reason=reason, by=request.user)
            messages.success(request, _("The reason is kept: the group goes on."))
            return redirect(group)
    context = {"group": group, "programme": group.programme, "form": form}
    return render(request, "groups/reason_form.html", context)


@require_http_methods(["GET", "POST"])
@once
def keep_together(request, pk):
    """Two who may not sit together since the roster changed, for a reason."""
    breach = get_object_or_404(
        Breach.objects.visible_to(request.user).with_people(), pk=pk, tolerance=None
    )
    tell_breaches([breach])
    form = ToleranceForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        with refusals(form):
            services.keep_together(breach=breach, reason=reason, by=request.user)
            messages.success(request, _("The reason is kept: they go on together."))
            return redirect(breach.group)
    context = {
        "group": breach.group,
        "programme": breach.group.programme,
        "breach": breach,
        "form": form,
    }
    return render(request, "groups/reason_form.html", context)

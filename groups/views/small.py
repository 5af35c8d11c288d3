"""A group that became too small: four ways, and what each means (R1)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups import services
from groups.forms import WaitForm
from groups.presenters import small_group
from groups.views.groups import group_of
from people.web.refusals import refusals
from programmes import clock


@require_http_methods(["GET", "POST"])
def small(request, pk):
    """The page with the four ways; what it takes itself is to wait until a day."""
    group = group_of(request, pk, with_people=False)
    form = WaitForm(request.POST or None, today=clock.today_in(group.programme))
    if form.is_valid():
        until = form.cleaned_data["until"]
        with refusals(form, at="until"):
            services.wait_small(group=group, until=until, by=request.user)
            words = _("The group waits. After %(day)s you read of it again.")
            messages.success(request, words % {"day": date_format(until, "j F")})
            return redirect(group)
    now = small_group(group)
    if now is None:
        return redirect(group)
    context = {
        "group": group,
        "programme": group.programme,
        "now": now,
        "pool": services.pool(group.programme).count(),
        "form": form,
    }
    return render(request, "groups/small.html", context)

"""Who is kept apart in a programme, whichever composition."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from groups import services
from groups.forms import ApartForm
from groups.models import Exclusion
from groups.views.groups import FOUND
from people.web import bounded
from people.web.once import once
from people.web.refusals import refusals
from programmes.entrance import programme_run_by

# So many on a page.
PAIRS = 20


@require_http_methods(["GET", "POST"])
@once
def apart(request, pk):
    """Who is kept apart in every composition of a programme."""
    programme = programme_run_by(request.user, pk)
    form = ApartForm(request.POST or None, programme=programme, asked=request.GET)
    if form.is_valid():
        with refusals(form, at="other"):
            services.keep_apart(programme=programme, **form.cleaned_data)
            return redirect("groups:apart", pk)
    context = {
        "programme": programme,
        "form": form,
        "page": bounded.paged(programme.exclusions.with_people(), request.GET, PAIRS),
    }
    template = FOUND if request.htmx else "groups/apart.html"
    return render(request, template, context)


@require_POST
def together(request, pk):
    exclusion = get_object_or_404(Exclusion.objects.visible_to(request.user), pk=pk)
    services.allow_together(exclusion=exclusion)
    return redirect("groups:apart", exclusion.programme_id)

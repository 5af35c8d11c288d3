"""The coordinators of a programme, and the topics of the organisation."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.web import bounded
from people.web.once import once
from people.web.refusals import refusals, refusals_told
from programmes.forms import CoordinatorForm, TopicForm
from programmes.models import Topic
from programmes.services import programmes as services
from programmes.views.programmes import coordinated

A_PAGE = 50


@require_http_methods(["GET", "POST"])
@once
def coordinator_list(request, pk):
    programme = coordinated(request, pk)
    form = CoordinatorForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        with refusals(form, at="email"):
            services.add_coordinator(
                programme=programme, person=person, by=request.user
            )
            words = _("%(name)s coordinates this too.") % {"name": person}
            messages.success(request, words)
            return redirect("programmes:coordinator_list", pk)
    context = {
        "programme": programme,
        "page": bounded.paged(
            programme.coordinators.with_person(), request.GET, A_PAGE
        ),
        "form": form,
    }
    return render(request, "programmes/coordinator_list.html", context)


@require_POST
def coordinator_remove(request, pk, coordinator):
    programme = coordinated(request, pk)
    row = get_object_or_404(programme.coordinators.with_person(), pk=coordinator)
    with refusals_told(request):
        services.remove_coordinator(coordinator=row)
        messages.success(
            request, _("%(name)s no longer coordinates this.") % {"name": row.person}
        )
        if row.person_id == request.user.pk:
            return redirect("programmes:programme_list")
    return redirect("programmes:coordinator_list", pk)


@require_http_methods(["GET", "POST"])
@once
def topic_list(request, pk):
    programme = coordinated(request, pk)
    organisation = programme.organisation
    form = TopicForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Added."))
        return redirect("programmes:topic_list", pk)
    context = {
        "programme": programme,
        "page": bounded.paged(organisation.topics.all(), request.GET, A_PAGE),
        "form": form,
    }
    return render(request, "programmes/topic_list.html", context)


@require_POST
def topic_retire(request, pk, topic):
    """Leave a topic out of new enrolments, or take it back in."""
    programme = coordinated(request, pk)
    row = get_object_or_404(Topic, organisation=programme.organisation_id, pk=topic)
    services.retire_topic(topic=row, retired="back" not in request.POST)
    return redirect("programmes:topic_list", pk)

"""The pages of somebody who is invited: enrol, change, decline."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.web.refusals import refusals, refusals_told
from programmes.forms import MenteeForm, MentorForm
from programmes.models import OWN_WORDS, Participation, Role, Topic
from programmes.services import participations as services
from writing.boxes import box


@require_http_methods(["GET", "POST"])
def enrolment(request, pk):
    part = own(request, pk)
    form = enrolment_form(part, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            enrol(part, form)
            messages.success(request, _("You are enrolled. Thank you."))
            return redirect("today")
    context = {
        "participation": part,
        "programme": part.programme,
        "form": form,
        "is_mentor": part.role == Role.MENTOR,
        "box": box(kind=OWN_WORDS, key=str(part.pk), person=request.user, prefix="own"),
    }
    return render(request, "programmes/enrolment_form.html", context)


def enrolment_form(part, data):
    topics = Topic.objects.offered_to(part)
    if part.role == Role.MENTOR:
        return MentorForm(
            data,
            topics=topics,
            current=dict(part.expertise.values_list("topic", "level")),
            initial={"max_group": part.max_group, "motivation": part.motivation},
        )
    return MenteeForm(
        data, topics=topics, current=dict(part.needs.values_list("topic", "weight"))
    )


def enrol(part, form):
    if part.role == Role.MENTOR:
        services.enrol_mentor(
            participation=part,
            expertise=form.chosen(),
            max_group=form.cleaned_data["max_group"],
            motivation=form.cleaned_data["motivation"],
        )
    else:
        services.enrol_mentee(participation=part, needs=form.chosen())


@require_POST
def decline(request, pk):
    part = own(request, pk)
    with refusals_told(request):
        services.decline(participation=part)
        messages.success(request, _("Your coordinator sees that you do not take part."))
    return redirect("today")


def own(request, pk) -> Participation:
    return get_object_or_404(
        Participation.objects.of(request.user).select_related("programme", "person"),
        pk=pk,
    )

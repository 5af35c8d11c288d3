from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.web.refusals import refusals, refusals_told
from sessions.session import answering
from sessions.session.forms.coming import ComingForm
from sessions.session.models.coming import Coming
from sessions.session.models.session import Session
from sessions.session.services import coming as coming_services
from sessions.session.services.coming import by_link, may_be_answered
from sessions.session.views.entrance import session_of_member


@require_POST
def coming(request, pk):
    """One press on a page of who is signed in; then that page again."""
    session = session_of_member(request, pk)
    form = ComingForm(request.POST)
    if form.is_valid():
        with refusals_told(request):
            coming_services.answer(
                session=session, person=request.user, **form.cleaned_data
            )
            messages.success(request, _("Your group sees what you answered."))
    else:
        messages.error(request, _("Open the page anew and answer there."))
    back = {"today": ["today"], "group": ["sessions:group", session.group_id]}
    return redirect(*back.get(request.POST.get("back"), [session]))


@login_not_required  # signed link in a reminder: it answers, and lets nobody in
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, token):
    """Both answers, none of them chosen: to open it or to press its button says nothing."""
    session, person = answerable(token)
    sent = request.POST if request.method == "POST" else None
    told = f"{session.on:%Y-%m-%d}T{session.at:%H:%M}"
    form = ComingForm(sent, initial={"told": told})
    open_still = may_be_answered(session)
    with translation.override(person.reads_in), by_link(session=session, person=person):
        if sent and open_still and form.is_valid():
            with refusals(form):
                coming_services.answer(
                    session=session, person=person, **form.cleaned_data
                )
                return redirect(request.path)
        own = Coming.objects.of_session(session).of_now().of(person).first()
        context = {"session": session, "person": person, "form": form, "own": own}
        context |= {"open_still": open_still, "told": told}
        status = 200 if open_still else 410
        return render(request, "sessions/session/answer.html", context, status=status)


def answerable(token):
    """Session and person of a link; 404 also for who has left the group since."""
    keys = answering.parse(token)
    if keys is None:
        raise Http404
    people = get_user_model().objects.select_related("organisation")
    person = get_object_or_404(people, pk=keys[0], is_active=True)
    sessions = Session.objects.visible_to(person).with_group()
    return get_object_or_404(sessions, pk=keys[1]), person

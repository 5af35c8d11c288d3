"""A work visit or a guest: what kind of meeting it is, and the page of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.web.refusals import refusals
from sessions.session.forms.session import KindForm
from sessions.session.kept import with_kept
from sessions.session.models.session import Session
from sessions.session.services.kinds import set_kind
from sessions.session.services.sessions import may_be_logged
from sessions.session.views.entrance import session_of_member, session_of_mentor
from sessions.session.views.people import kept_for
from sessions.session.visits import visit_of
from writing.posted import save_posted, to_choose_from


@require_http_methods(["GET", "POST"])
def visit(request, pk):
    """Saved as typed, for all who read along; by POST where there is no JavaScript."""
    sessions = with_kept(Session.objects, request.user)
    session = session_of_member(request, pk, sessions)
    if posted := save_posted(request.POST, request.user):
        if beside := to_choose_from(posted):
            messages.warning(request, _("Saved, beside what somebody else wrote."))
            return redirect("writing:versions", pk=beside.pk)
        messages.success(request, _("Saved for your group."))
        return redirect("sessions:visit", session.pk)
    around = visit_of(session, request.user)
    if not (session.is_visit or around.texts):
        raise Http404
    context = {
        "group": session.group,
        "session": session,
        "leads": session.is_led,
        "visit": around,
        "is_over": may_be_logged(session),
        "kept": kept_for(request.user, session.group) if session.has_kept else [],
    }
    return render(request, "sessions/session/visit_detail.html", context)


@require_http_methods(["GET", "POST"])
def session_kind(request, pk):
    session = session_of_mentor(request, pk)
    form = KindForm(request.POST or None, initial={"kind": session.kind})
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            session = set_kind(session=session, **form.cleaned_data)
            messages.success(request, _("Changed. The date stays as it is."))
            return redirect(to_page_of(session))
    context = {"group": session.group, "session": session, "form": form}
    return render(request, "sessions/session/kind_form.html", context)


def to_page_of(session) -> str:
    if session.is_visit:
        return reverse("sessions:visit", args=[session.pk])
    return session.get_absolute_url()

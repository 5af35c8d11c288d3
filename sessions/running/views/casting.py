"""What each would bring to a meeting: said for oneself, offered, wished for (A8)."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.web.refusals import refusals, refusals_told
from sessions.running.casting import casting_of
from sessions.running.forms.casting import CaseForm
from sessions.running.models.casting import Pressing
from sessions.running.services.casting import (
    drop_wish,
    may_be_cast,
    offer_case,
    take_back_case,
    wish_for,
    write_case,
)
from sessions.session.views.entrance import members_here, session_of_member
from spaces.audience import audience_of, only


@require_http_methods(["GET", "POST"])
def casting(request, pk):
    session = session_of_member(request, pk)
    own_casting = casting_of(session, request.user)
    form = CaseForm(request.POST or None, initial=known_case(own_casting.own))
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            fields = {"session": session, "by": request.user} | form.cleaned_data
            write_case(**fields)
            messages.success(request, words_of_keeping(own_casting.offered, **fields))
            return redirect(session)
    return show_casting(request, session, own_casting, form)


@require_POST
def offer(request, pk):
    """One press: kept as it was typed, and put before the group."""
    session = session_of_member(request, pk)
    form = CaseForm(request.POST)
    if form.is_valid():
        with refusals(form), transaction.atomic():
            who = {"session": session, "by": request.user}
            write_case(**who, **form.cleaned_data)
            offer_case(**who)
            messages.success(request, _("Your group reads it now."))
            return redirect(session)
    own_casting = casting_of(session, request.user)
    return show_casting(request, session, own_casting, form)


@require_POST
def look(request, pk):
    """Kept as it was typed, and sent on to the coach, which looks at what it asks."""
    session = session_of_member(request, pk)
    form = CaseForm(request.POST)
    if form.is_valid():
        with refusals(form):
            write_case(session=session, by=request.user, **form.cleaned_data)
            return redirect("handbook:coach", preserve_request=True)
    own_casting = casting_of(session, request.user)
    return show_casting(request, session, own_casting, form)


def words_of_keeping(offered, *, pressing, **fields) -> str:
    if offered and pressing != Pressing.NOTHING:
        return _("Kept for yourself. Your group reads what you offered before.")
    return _("Kept for yourself; nobody else reads it.")


def known_case(case) -> dict:
    return {"line": case.line, "pressing": case.pressing} if case else {}


def show_casting(request, session, own_casting, form):
    context = {
        "group": session.group,
        "session": session,
        "casting": own_casting,
        "form": form,
        "may_be_cast": may_be_cast(session),
        "own_audience": only(request.user),
        "circle_audience": audience_of(session.group.circle_id, request.user),
    }
    return render(request, "sessions/running/casting_form.html", context)


@require_POST
def take_back(request, pk):
    session = session_of_member(request, pk)
    take_back_case(session=session, by=request.user)
    messages.success(request, _("Taken back: only you read it now."))
    return redirect(session)


@require_POST
def wish(request, pk, person):
    session = session_of_member(request, pk)
    whose = get_object_or_404(members_here(session.group), pk=person)
    with refusals_told(request):
        wish_for(session=session, by=request.user, whose=whose)
        messages.success(request, _("Your group sees whose case you would like."))
    return redirect(session)


@require_POST
def wish_drop(request, pk):
    session = session_of_member(request, pk)
    drop_wish(session=session, by=request.user)
    return redirect(session)

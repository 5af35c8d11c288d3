"""The way in: by an invitation, or a link of the demonstration."""

from functools import wraps

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.recovery_codes.internal.flows import auto_generate_recovery_codes
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from people.accounts.passkeys import FirstPasskeyForm
from people.accounts.password_forms import FirstPasswordForm
from people.accounts.services import demo, invitations
from people.accounts.services.passwords import reset_closed
from people.accounts.services.sign_ins import begin_sign_in
from people.accounts.views.passwords import instead
from people.models import Person
from spaces.errors import DomainError

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


def invited(view):
    """Gives the view the invitation of its key, or says why the link leads nowhere."""

    @wraps(view)
    def inner(request, key):
        try:
            invitation = invitations.find_invitation(key)
            if name := reset_closed(invitation.person):
                return instead(request, name)
            return view(request, key, invitation)
        except DomainError as error:
            context = {"reason": error}
            return render(
                request, "people/accounts/invitation_ended.html", context, status=404
            )

    return inner


@login_not_required  # signed invitation link
@require_http_methods(["GET", "POST"])
@invited
def invitation(request, key, invitation):
    form = FirstPasswordForm(request.POST or None, person=invitation.person)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["password"]
        person = invitations.accept_with_password(
            invitation=invitation, password=password
        )
        enter(request, person, method="password", email=person.email)
        return redirect("today")
    context = {"person": invitation.person, "form": form, "key": key}
    return render(request, "people/accounts/invitation_detail.html", context)


@login_not_required  # signed invitation link
@require_http_methods(["GET", "POST"])
@invited
def invitation_passkey(request, key, invitation):
    """A first passkey: the reader's device has made it before anything is used up."""
    form = FirstPasskeyForm(request.POST or None, user=invitation.person)
    if request.method == "POST" and form.is_valid():
        person = invitations.accept_with_passkey(
            invitation=invitation, **form.cleaned_data
        )
        proof = {"type": "webauthn", "passwordless": True, "reauthenticated": True}
        enter(request, person, method="mfa", **proof)
        auto_generate_recovery_codes(request)
        return redirect("mfa_view_recovery_codes")
    context = {"person": invitation.person, "form": form, "key": key}
    context["js_data"] = {
        "creation_options": begin_registration(invitation.person, True)
    }
    return render(request, "people/accounts/invitation_passkey.html", context)


@login_not_required  # the demonstration's links, in development only
@require_GET
def demo_entrance(request, key):
    if not (settings.DEBUG and settings.EMBEDDED):
        raise Http404
    try:
        pk = demo.read_key(key)
    except signing.BadSignature as error:
        raise Http404 from error
    enter(request, get_object_or_404(Person, pk=pk, is_active=True), method="demo")
    return redirect("today")


def enter(request, person, *, method, **details):
    begin_sign_in(request, person, backend=BACKEND)
    record_authentication(request, person, method=method, **details)

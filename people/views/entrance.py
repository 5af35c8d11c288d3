"""The way in: invitation, language, the person's own account page."""

from functools import wraps

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.recovery_codes.internal.flows import auto_generate_recovery_codes
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people import bounded
from people.errors import DomainError
from people.forms import FirstPasswordForm
from people.models import Person
from people.passkeys import FirstPasskeyForm
from people.services import demo, invitations
from people.services.passwords import reset_closed
from people.services.sign_ins import begin_sign_in
from people.views.passwords import instead

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


def invited(view):
    """Gives the view the invitation of its key, or says why the link leads nowhere."""

    @wraps(view)
    def inner(request, key):
        try:
            found = invitations.find_invitation(key)
            if name := reset_closed(found.person):
                return instead(request, name)
            return view(request, key, found)
        except DomainError as error:
            context = {"reason": error}
            return render(request, "people/invitation_ended.html", context, status=404)

    return inner


@login_not_required  # signed invitation link
@require_http_methods(["GET", "POST"])
@invited
def invitation(request, key, found):
    form = FirstPasswordForm(request.POST or None, person=found.person)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["password"]
        person = invitations.accept_with_password(invitation=found, password=password)
        enter(request, person, method="password", email=person.email)
        return redirect("today")
    context = {"person": found.person, "form": form, "key": key}
    return render(request, "people/invitation_detail.html", context)


@login_not_required  # signed invitation link
@require_http_methods(["GET", "POST"])
@invited
def invitation_passkey(request, key, found):
    """A first passkey: the reader's device has made it before anything is used up."""
    form = FirstPasskeyForm(request.POST or None, user=found.person)
    if request.method == "POST" and form.is_valid():
        person = invitations.accept_with_passkey(invitation=found, **form.cleaned_data)
        proof = {"type": "webauthn", "passwordless": True, "reauthenticated": True}
        enter(request, person, method="mfa", **proof)
        auto_generate_recovery_codes(request)
        return redirect("mfa_view_recovery_codes")
    context = {"person": found.person, "form": form, "key": key}
    context["js_data"] = {"creation_options": begin_registration(found.person, True)}
    return render(request, "people/invitation_passkey.html", context)


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


@login_not_required  # the choice stands on the sign-in page too
@require_POST
def set_language(request):
    language = request.POST.get("language")
    response = redirect(bounded.path(request.POST, "next") or "/")
    if language in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            request.user.language = language
            request.user.save(update_fields=["language"])
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=365 * 24 * 3600,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


@require_GET
def account(request):
    """Your own data as the roster has it."""
    person = get_object_or_404(Person.objects.with_work(), pk=request.user.pk)
    return render(request, "people/account.html", {"person": person})

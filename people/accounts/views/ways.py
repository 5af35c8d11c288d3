"""Ways into one's own account, and where one is signed in; nobody else sees them."""

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import remove_webauthn
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from people.accounts.reauthentication import shown_again
from people.accounts.services import second_steps, sign_ins, single_sign_on, ways
from people.accounts.session_store import digest
from people.models import SignIn
from people.web import bounded
from people.web.refusals import refusals_told

# So many on a page.
SIGN_INS = 25


@require_GET
def ways_in(request):
    person = request.user
    steps = person.authenticator_set.order_by("created_at")
    by_type = {step.type: step for step in steps}
    codes = by_type.get("recovery_codes")
    accounts = person.socialaccount_set.order_by("date_joined")
    known = person.has_usable_password() or steps or accounts
    context = {
        "person": person,
        "passkeys": [
            (step, ways.opens_alone(step)) for step in steps if step.type == "webauthn"
        ],
        "app": by_type.get("totp"),
        "codes": codes,
        "codes_left": second_steps.codes_left(codes),
        "offered": single_sign_on.offered(person),
        "accounts": [(account, ways.name_of(account)) for account in accounts],
        "elsewhere": ways.elsewhere(person),
        "invitation": None if known else person.invitations.open().first(),
        "address_change": person.address_changes.standing().first(),
        "step_reset": person.step_resets.standing().first(),
        "page": bounded.paged(sign_ins_of(person), request.GET, SIGN_INS),
        "here": digest(request.session.session_key),
    }
    return render(request, "people/accounts/ways_in.html", context)


def sign_ins_of(person) -> list[SignIn]:
    return list(SignIn.objects.visible_to(person).latest_first())


@require_safe
def to_ways_in(request):
    return redirect("people:ways_in")


@require_POST
def end_sign_in(request, key):
    others = SignIn.objects.visible_to(request.user)
    others = others.other_than(digest(request.session.session_key))
    sign_ins.end_sign_in(sign_in=get_object_or_404(others, pk=key))
    messages.success(request, _("That device is signed out."))
    return redirect("people:ways_in")


@require_POST
def sign_out_elsewhere(request):
    """End the person's sign-ins on all devices but this one."""
    sign_ins.end_sign_ins(person=request.user)
    update_session_auth_hash(request, request.user)
    messages.success(request, _("You are signed out on all other devices."))
    return redirect("people:ways_in")


@require_http_methods(["GET", "POST"])
@shown_again
def password_remove(request):
    if request.method == "POST":
        return ended(
            request,
            lambda: ways.remove_password(person=request.user),
            _("The password is taken away."),
        )
    return confirm(
        request,
        _("Take the password away?"),
        _("From then on you sign in with a passkey or by single sign-on only."),
        _("Take it away"),
    )


@require_http_methods(["GET", "POST"])
@shown_again
def single_sign_on_remove(request, pk):
    account = get_object_or_404(SocialAccount, pk=pk, user=request.user)
    name = ways.name_of(account)
    if request.method == "POST":
        return ended(
            request,
            lambda: ways.disconnect(account=account),
            _("%(name)s no longer signs you in.") % {"name": name},
        )
    return confirm(
        request,
        _("Sign in with %(name)s no longer?") % {"name": name},
        _("From then on you sign in with a passkey or a password only."),
        _("Disconnect it"),
    )


def ended(request, end, words):
    """Do it, or say why not; the password is part of what a sign-in goes by."""
    with refusals_told(request):
        end()
        request.user.refresh_from_db()
        update_session_auth_hash(request, request.user)
        messages.success(request, words)
    return redirect("people:ways_in")


def confirm(request, question, consequence, yes):
    context = {
        "question": question,
        "consequence": consequence,
        "yes": yes,
        "back_url": reverse("people:ways_in"),
    }
    return render(request, "people/accounts/way_end.html", context)


@require_http_methods(["GET", "POST"])
@shown_again
def passkey_remove(request, pk):
    """The sign-in library's page, for any passkey but the last way in."""
    key = get_object_or_404(
        Authenticator, pk=pk, user=request.user, type=Authenticator.Type.WEBAUTHN
    )
    with refusals_told(request):
        ways.keep_a_way_in(person=request.user, without=key)
        return remove_webauthn(request, pk=pk)
    return redirect("people:ways_in")

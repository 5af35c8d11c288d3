"""The organisation's own sign-in: there and back, connecting it, and who is refused."""

import logging

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect import views
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from requests import RequestException

from people.accounts.reauthentication import shown_again

logger = logging.getLogger(__name__)
# What a provider that is away, or talks nonsense, makes of the library's own views.
AWAY = (RequestException, KeyError, ValueError, TypeError, AttributeError)


@login_not_required  # the way in
@require_http_methods(["GET", "POST"])
def begin(request, provider_id):
    try:
        return views.login(request, provider_id)
    except AWAY:
        return away(request)


@login_not_required  # the way in
@require_GET
def come_back(request, provider_id):
    try:
        return views.callback(request, provider_id)
    except AWAY:
        return away(request)


def away(request):
    logger.warning("The identity provider does not answer as it should.", exc_info=True)
    return render(request, "socialaccount/authentication_error.html", status=503)


@require_POST
@shown_again
def connect(request, provider_id):
    """Connect it to the account of who is signed in."""
    try:
        provider = get_adapter().get_provider(request, provider_id)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    try:
        return provider.redirect(
            request,
            process=AuthProcess.CONNECT,
            next_url=reverse("people:ways_in"),
        )
    except AWAY:
        return away(request)


def refused(request, *, provider: str, address: str, reason):
    """Who does not get in reads which address came, and whom to ask."""
    context = {"provider": provider, "address": address, "reason": reason}
    return render(request, "socialaccount/refused.html", context, status=403)

"""Who is about to change a way in shows once more that it is they."""

import time
from functools import wraps

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import (
    get_reauthentication_flows,
    is_reauthentication_required,
)
from allauth.core.exceptions import ReauthenticationRequired
from django.shortcuts import render

# How long a sign-in counts for who has nothing else to show, in seconds.
RECENT = 15 * 60


def shown_again(view):
    """By password, code or passkey; who has none of them signed in just now.

    The sign-in library lets those through who came by single sign-on, or by the link of
    an invitation: whoever finds their screen open would add a way in of their own.
    """

    @wraps(view)
    def checked(request, *args, **kwargs):
        if is_reauthentication_required(request, app="allauth.mfa"):
            raise ReauthenticationRequired
        nothing_to_show = not get_reauthentication_flows(request.user)
        if nothing_to_show and not signed_in_just_now(request):
            return render(request, "account/sign_in_again.html", status=403)
        return view(request, *args, **kwargs)

    return checked


def signed_in_just_now(request) -> bool:
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < RECENT

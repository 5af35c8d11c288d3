"""Guessing is slow, whoever guesses from wherever; the honest get in meanwhile.

What is guessed at is held by account, and a little by address. Whoever was signed in on
a device before is counted apart there, by a cookie: nobody can lock them out of it.
"""

import datetime as dt
import math
from collections.abc import Callable

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import url_str_to_user_pk
from django.conf import settings
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from people.models import Person
from people.web.addresses import one_address
from people.web.limits import Limit, give_back_uses, take_uses
from people.web.proxies import client_address, network_of

MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
# An office has one address: sixty people sign in there within a minute and some err.
FROM_ADDRESS = Limit("from_address", 100, MINUTE)
ASKED_FROM_ADDRESS = Limit("asked_from_address", 100, MINUTE)
# Each leaves a row: of a session in which somebody is about to sign in.
BEGUN = Limit("begun", 300, MINUTE)
# Each is a mail to somebody who may not have asked for it.
LINKS = Limit("links", 3, 15 * MINUTE)
LINKS_A_DAY = Limit("links_a_day", 10, DAY)
PASSWORD = Limit("password", 5, 5 * MINUTE)
PASSWORD_A_DAY = Limit("password_a_day", 30, DAY)
PASSWORD_HERE = Limit("password_here", 10, 10 * MINUTE)
PASSWORD_HERE_A_DAY = Limit("password_here_a_day", 60, DAY)
# Of a million codes three are right at a time.
CODE = Limit("code", 5, 5 * MINUTE)
CODE_A_DAY = Limit("code_a_day", 20, DAY)
CODE_HERE = Limit("code_here", 5, 5 * MINUTE)
CODE_HERE_A_DAY = Limit("code_here_a_day", 20, DAY)
AGAIN = Limit("again", 10, 10 * MINUTE)
AGAIN_A_DAY = Limit("again_a_day", 60, DAY)

COOKIE, SALT, COOKIE_DAYS = "device", "people.attempts.device", 180
# More people than share a device at work; the cookie stays below 4 kB.
PEOPLE_OF_A_DEVICE = 5


class DeviceCookie:
    """The browser a request comes from, and who was signed in there before."""

    def __init__(self, request):
        value = request.get_signed_cookie(
            COOKIE, "", salt=SALT, max_age=COOKIE_DAYS * 24 * 3600
        )
        self.name, _, people = value.partition(":")
        self.people = [int(pk) for pk in people.split(",") if pk]

    def knows(self, pk) -> bool:
        return pk in self.people

    def remember(self, response, pk):
        name = self.name or get_random_string(16)
        people = [pk, *(other for other in self.people if other != pk)][
            :PEOPLE_OF_A_DEVICE
        ]
        response.set_signed_cookie(
            COOKIE,
            f"{name}:{','.join(map(str, people))}",
            salt=SALT,
            max_age=COOKIE_DAYS * 24 * 3600,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def by_address(request, limit) -> list:
    address = network_of(client_address(request))
    # Without an address all would share one.
    return [(limit, address)] if address else []


def of_password(request, match, device) -> list:
    typed = one_address(request.POST.get("login", ""))
    # The same whether or not there is such a person: it tells nothing.
    known = "\0" not in typed and Person.objects.filter(email=typed).first()
    if known and device.knows(known.pk):
        here = (known.pk, device.name)
        return [(PASSWORD_HERE, here), (PASSWORD_HERE_A_DAY, here)]
    account = known.pk if known else typed
    limits = [(PASSWORD, account), (PASSWORD_A_DAY, account)]
    return [*by_address(request, FROM_ADDRESS), *limits]


def of_code(request, match, device) -> list:
    stashed = request.session.get(LOGIN_SESSION_KEY)
    if not stashed or "code" not in request.POST:
        return []
    pk = url_str_to_user_pk(stashed["user_pk"])
    if device.knows(pk):
        here = (pk, device.name)
        return [(CODE_HERE, here), (CODE_HERE_A_DAY, here)]
    return [(CODE, pk), (CODE_A_DAY, pk)]


def of_confirming(request, match, device) -> list:
    """A password or code asked of somebody signed in."""
    if not request.user.is_authenticated:
        return []
    return [(AGAIN, request.user.pk), (AGAIN_A_DAY, request.user.pk)]


def of_link(request, match, device) -> list:
    """A password that a link in a mail asks for."""
    link = match.kwargs["key"]
    return [(PASSWORD, link), (PASSWORD_A_DAY, link)]


def of_asking(request, match, device) -> list:
    return by_address(request, ASKED_FROM_ADDRESS)


def of_beginning(request, match, device) -> list:
    return [] if device.people else by_address(request, BEGUN)


# Not those of signed links and of a passkey's answer: nothing can be guessed there.
PASSKEY = "mfa_login_webauthn"
ATTEMPTS: dict[str, Callable] = {
    "account_login": of_password,
    "left": of_password,
    "mfa_authenticate": of_code,
    "account_reauthenticate": of_confirming,
    "mfa_reauthenticate": of_confirming,
    "account_change_password": of_confirming,
    "account_reset_password": of_asking,
    "step_reset": of_link,
    "openid_connect_login": of_beginning,
    PASSKEY: of_beginning,
}
# Where a right answer does not undo the attempt.
COUNTED_ALWAYS = {"account_reset_password", "left", "openid_connect_login", PASSKEY}
BY_MAIL = "account_reset_password_from_key"


class AttemptsMiddleware:
    """Stands outside the request's transaction: see `people.web.limits.take_uses`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        device = DeviceCookie(request)
        match = self.matched(request)
        count = ATTEMPTS.get(match.url_name) if match else None
        uses = count(request, match, device) if count else []
        if again := take_uses(uses):
            return too_many(request, again)
        stranger = not request.user.is_authenticated
        response = self.get_response(request)
        right = response.status_code == 302
        if uses and right and match.url_name not in COUNTED_ALWAYS:
            give_back_uses(uses)
        if stranger and request.user.is_authenticated:
            device.remember(response, request.user.pk)
        elif right and match and match.url_name == BY_MAIL and chosen(response):
            device.remember(response, url_str_to_user_pk(match.kwargs["uidb36"]))
        return response

    def matched(self, request):
        """The page that is posted to, if there is one: looking guesses nothing.

        A passkey begins with a look.
        """
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return None
        counts = request.method == "POST" or match.url_name == PASSKEY
        return match if counts else None


def chosen(response) -> bool:
    """Whether the password was chosen: no other redirect shows that the mail came."""
    return response.url.partition("?")[0] == reverse(f"{BY_MAIL}_done")


def too_many(request, again: dt.datetime):
    """Says when to try again; what was typed is still behind the browser's "back"."""
    seconds = math.ceil((again - timezone.now()).total_seconds())
    context = {"again": again + MINUTE, "signed_in": request.user.is_authenticated}
    response = render(request, "429.html", context, status=429)
    response.headers["Retry-After"] = str(max(seconds, 1))
    return response

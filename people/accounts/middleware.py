"""What every request asks of a sign-in: whether there is one, and that it is in use."""

import datetime as dt

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import JsonResponse
from django.utils import timezone

from people.accounts.services.sign_ins import mark_seen
from people.web.kept import not_sent
from people.web.pages import in_background

# The place of a sign-in in time is told this roughly: no write for every request.
SEEN_EVERY = dt.timedelta(minutes=5)
# What addresses call the secret that was mailed.
LINKS = {"key", "token"}


class SignedInMiddleware(LoginRequiredMiddleware):
    """Leads to the sign-in page whoever opens a page, and back to that page after it.

    What a script asked for is told so, and its page stays where it is; what was typed
    into a form goes back, to be sent again.
    """

    def handle_no_permission(self, request, view_func):
        if in_background(request):
            return JsonResponse({"problem": "signed-out"}, status=401)
        if request.method not in ("GET", "HEAD"):
            return not_sent(request, status=401)
        return super().handle_no_permission(request, view_func)


class NothingKeptMiddleware:
    """No browser or proxy keeps a page of somebody who is signed in, or came by a link.

    After signing out, the back button shows nothing either.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if signed_in or request.user.is_authenticated or by_link(request):
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


def by_link(request) -> bool:
    """Whether the address itself lets in: its page names whom it was sent to."""
    match = request.resolver_match
    return bool(match) and not LINKS.isdisjoint(match.kwargs)


class SeenMiddleware:
    """Notes now and then that a sign-in is in use."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            seen_at = request.session.seen_at
            if seen_at and timezone.now() - seen_at > SEEN_EVERY:
                mark_seen(key=request.session.session_key)
        return response

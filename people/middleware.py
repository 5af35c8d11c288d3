import datetime as dt

from django.conf import settings
from django.utils import timezone, translation

from people.services.sign_ins import mark_seen

# The place of a sign-in in time is told this roughly: no write for every request.
SEEN_EVERY = dt.timedelta(minutes=5)


class NothingKeptMiddleware:
    """No browser or proxy keeps a page of somebody who is signed in.

    After signing out, the back button shows nothing either.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if signed_in or request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class LanguageMiddleware:
    """The person's choice of language wins, then the browser's, then the default."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.user.is_authenticated and request.user.language
        chosen = chosen or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if chosen not in dict(settings.LANGUAGES):
            chosen = translation.get_language_from_request(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", chosen)
        response.headers["Vary"] = ", ".join(
            filter(None, [response.headers.get("Vary"), "Accept-Language"])
        )
        return response


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

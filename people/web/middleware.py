"""Pages in the language and at the clock of their reader."""

from django.conf import settings
from django.utils import timezone, translation


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


class ZoneMiddleware:
    """Moments stand on a page as the clock shows them where its reader lives."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        zone = request.user.is_authenticated and request.session.zone
        with timezone.override(zone or settings.TIME_ZONE):
            return self.get_response(request)

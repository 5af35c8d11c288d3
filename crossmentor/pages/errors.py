import logging
import sys

from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig
from django.db import IntegrityError
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.debug import SafeExceptionReporterFilter
from django.views.defaults import bad_request
from psycopg import errors

from people.web.ceilings import too_large
from people.web.kept import kept_fields, not_sent
from people.web.pages import in_background
from spaces.errors import DomainError
from spaces.sealing import CannotOpen
from spaces.unopened import BeingErased, is_being_erased

# What the limits on statements, locks and idle transactions cut off, or a deadlock.
CUT_OFF = (
    errors.QueryCanceled,
    errors.LockNotAvailable,
    errors.IdleInTransactionSessionTimeout,
    errors.DeadlockDetected,
)
# How it shows that what a request found a moment ago is there no more.
GONE = (ObjectDoesNotExist, CannotOpen, IntegrityError)
logger = logging.getLogger(__name__)


class SilentReporterFilter(SafeExceptionReporterFilter):
    """Reports without what people typed and without local variables."""

    def is_active(self, request):
        return True

    def get_post_parameters(self, request):
        return {}

    def get_traceback_frame_variables(self, request, tb_frame):
        return []


def csrf_failure(request, reason=""):
    """A token of before another sign-in; a script asks for a new one and tries again."""
    if in_background(request):
        return JsonResponse({"problem": "token"}, status=403)
    return not_sent(request, status=403)


class BusyMiddleware:
    """What was refused, or cut off by the database, is told in words."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path_info:
            # No address of ours holds it, and no database looks for it.
            raise Http404
        response = self.get_response(request)
        if response.status_code == 405 and not in_background(request):
            return no_page(request, response)
        return response

    def process_exception(self, request, exception):
        if isinstance(exception, DomainError):
            return refused(request, exception)
        if isinstance(exception, GONE) and is_being_erased():
            return refused(request, BeingErased())
        if isinstance(exception, IntegrityError):
            return against_rules(request, exception)
        if isinstance(exception, RecursionError):
            # JSON in JSON in JSON, as no browser sends it.
            return bad_request(request, exception)
        return busy(request) if was_cut_off(exception) else None


def was_cut_off(error: BaseException | None) -> bool:
    while error and not isinstance(error, CUT_OFF):
        error = error.__cause__
    return error is not None


def refused(request, error: DomainError):
    """The words of a refusal that a view had no place for; nothing was changed."""
    context = {"reason": error, "fields": kept_fields(request)}
    return render(request, "refused.html", context, status=409)


def no_page(request, response):
    """Where something is done and nothing stands, opened by hand or from a list of pages."""
    page = render(request, "405.html", status=405)
    page.headers["Allow"] = response.headers["Allow"]
    return page


def against_rules(request, error: IntegrityError):
    """A rule of the database that no service put into words, or two at the same time."""
    rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "?")
    logger.error("refused by %s: %s", rule, request.resolver_match.view_name)
    words = _("This does not go together with what is there by now. Look once more.")
    return refused(request, DomainError(words))


def not_there(request, exception=None):
    return _closed(request, 404)


def not_allowed(request, exception=None):
    return _closed(request, 403, exception=str(exception or ""))


def _closed(request, status, **context):
    """What somebody typed for a place that closed meanwhile is theirs to take along."""
    typed = [value for _name, value in kept_fields(request) if " " in value]
    context |= {"typed": typed}
    return render(request, f"{status}.html", context, status=status)


def not_understood(request, exception=None):
    """A request that Django refuses: too large once it is read, or beyond sense."""
    if isinstance(exception, RequestDataTooBig):
        return too_large()
    return bad_request(request, exception)


def busy(request):
    """Nothing was changed: the whole request was one transaction."""
    name = request.resolver_match.view_name if request.resolver_match else "?"
    logger.warning("cut off by the limits of the database: %s", name)
    return _given_back(request, 503, headers={"Retry-After": "5"})


def failed(request):
    """The page of what broke, also outside of views, where no middleware is asked."""
    if was_cut_off(sys.exc_info()[1]):
        return busy(request)
    return _given_back(request, 500)


def _given_back(request, status, **more):
    """With what was typed, to be sent again; without what asks the database."""
    context = {"fields": kept_fields(request), "csrf_token": get_token(request)}
    page = render_to_string(f"{status}.html", context)
    return HttpResponse(page, status=status, **more)

"""A brake on what one signed-in person writes: rows do not grow without end.

Nothing is lost by it. What was typed comes back with a button to send it again; what a
page saves by itself is asked to wait, and the page says that it is not saved yet.
"""

import datetime as dt
from math import ceil

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone

from people.web.bounded import length_of
from people.web.kept import kept_fields
from people.web.limits import Limit, take_uses
from spaces.middleware import SAFE

# Fifty pages of text, or a file with people: it fills the disk sooner than its number says.
LARGE = 100_000
# Whoever else is signed in as this person keeps nobody from putting them out.
ENDS = {
    "account_logout",
    "people:sign_in_end",
    "people:sign_out_elsewhere",
    "calendars:feed_withdraw",
}


def saves(view):
    """Marks a view that a page calls by itself while its reader types."""
    view.saves = True
    return view


class BrakeMiddleware:
    """Asks who sends too many requests that write to wait a moment."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method in SAFE or not request.user.is_authenticated:
            return None
        if request.resolver_match.view_name in ENDS:
            return None
        by_itself = getattr(view, "saves", False)
        sizes = ["large"] if length_of(request) > LARGE else []
        seconds = wait(request.user, "save" if by_itself else "send", *sizes)
        if not seconds:
            return None
        return ask_to_wait(request, seconds, by_itself=by_itself)


def wait(person, *kinds: str) -> int:
    """Take one of what the person may send now; answers 0, or the seconds to wait."""
    limits = [
        Limit(name=f"brake {name}", amount=amount, period=dt.timedelta(seconds=seconds))
        for kind in kinds
        for name, amount, seconds in settings.BRAKES.get(kind, [])
    ]
    again = take_uses([(limit, person.pk) for limit in limits])
    return max(1, ceil((again - timezone.now()).total_seconds())) if again else 0


def ask_to_wait(request, seconds: int, *, by_itself: bool):
    if by_itself:
        response = JsonResponse({"wait": seconds}, status=429)
    else:
        context = {"minutes": ceil(seconds / 60), "fields": kept_fields(request)}
        response = render(request, "people/web/wait.html", context, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response

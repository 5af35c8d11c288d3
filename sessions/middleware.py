"""Whoever has not seen who is in a circle sees that first; what they typed is kept."""

import re
from urllib.parse import urlencode

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from people.web.pages import in_background, page_of
from sessions.session.services.kept import keep_words
from sessions.session.views.entrance import Closed

# The fields of which the text goes to a circle.
TYPED = re.compile(
    r"text|line|reason|(brought-in|learnt|agreement|run-into|visits)-body"
    r"|visit-(agreed|tasks|question|thanks)-body|actions-\d+-text"
)


class SeenFirstMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Runs after the transaction of the view was rolled back."""
        if not isinstance(exception, Closed):
            return None
        if in_background(request) and not request.htmx:
            # A text that is saved as it is typed stays in its box, and is tried again.
            return JsonResponse({"problem": "closed"}, status=423)
        group, words = exception.group, typed(request)
        if words:
            keep_words(group=group, by=request.user, words=words)
            messages.info(
                request,
                _(
                    "Not sent: others are in the group now. Your words are kept for you."
                ),
            )
        elif request.method == "POST":
            notice = _("This was not done: others are in the group now, look who.")
            messages.info(request, notice)
        # What has words has a form at the same address.
        back = page_of(request) if words or request.method == "GET" else ""
        url = back
        if not exception.is_seen or not back:
            url = reverse("sessions:people", args=[group.pk])
            url += "?" + urlencode({"next": back}) if back else ""
        return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def typed(request) -> str:
    fields = [
        value
        for name, value in request.POST.items()
        if TYPED.fullmatch(name) and value.strip()
    ]
    return "\n\n".join(fields)

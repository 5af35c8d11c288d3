"""What makes something new is done once, however often the same page sends it.

Two tabs, a retry after a lost answer, the browser's way back: the same words of the
same person from a page that was made before they were done are answered as the first
time. The database holds it: a unique digest, for which a second request waits. Sent
anew from a page that was made afterwards, it is meant.
"""

import datetime as dt
import hashlib
from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from people.web.models.sent import Sent

# When the page was made, in microseconds; `{% once %}` writes it into the form.
FIELD = "made"
NOT_SAID = {FIELD, "csrfmiddlewaretoken"}


def once(view):
    """Decorate a view that makes something and then redirects."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        made_at = _made_at(request)
        if made_at is None:
            return view(request, *args, **kwargs)
        digest = _digest(request)
        if not Sent.objects.claim(person=request.user, digest=digest, made_at=made_at):
            messages.info(request, _("This was sent twice, and done once."))
            return redirect(Sent.objects.get(pk=digest).location)
        response = view(request, *args, **kwargs)
        if 300 <= response.status_code < 400 and not _is_refused(request):
            Sent.objects.done(digest=digest, location=response["Location"])
        else:
            Sent.objects.filter(pk=digest).delete()
        return response

    guarded.makes_once = True
    return guarded


def _made_at(request):
    sent = request.POST.get(FIELD, "") if request.method == "POST" else ""
    if not (sent.isascii() and sent.isdecimal() and len(sent) <= 17):
        return None
    return dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(microseconds=int(sent))


def _digest(request) -> str:
    sent = [request.user.pk, request.path]
    sent += sorted((k, v) for k, v in request.POST.lists() if k not in NOT_SAID)
    for name, file in sorted(request.FILES.items()):
        content = hashlib.sha256()
        for part in file.chunks():
            content.update(part)
        file.seek(0)
        sent.append((name, file.name, content.hexdigest()))
    return salted_hmac("people.once", repr(sent), algorithm="sha256").hexdigest()


def _is_refused(request) -> bool:
    """Whether the view said why it did nothing."""
    waiting = messages.get_messages(request)
    refused = any(message.level >= messages.ERROR for message in waiting)
    waiting.used = False
    return refused

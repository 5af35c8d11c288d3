"""How large a request may be: refused by what it says, and again while it is read.

Nothing of a refused request is kept, in memory or on disk. What a view takes above the
usual is said at the view, by `people.web.bounded.takes`.
"""

from contextlib import suppress

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpResponse
from django.http.request import UnreadablePostError
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from people.web.bounded import MAX_BYTES, length_of

# Of somebody who has not signed in: a password, a passkey's answer.
STRANGER = 64 * 1024
# A browser reads the answer only when it could send what it had begun to send.
PATIENCE = 5 * MAX_BYTES
PIECE = 64 * 1024


def ceiling(request) -> int:
    """Bytes that the asked view takes of who asks; a small request costs no look at it."""
    if length_of(request) <= STRANGER or not request.user.is_authenticated:
        return STRANGER
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return STRANGER
    return getattr(view, "most_bytes", settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


class CeilingMiddleware:
    """Refuses what is too large before anything reads it, the CSRF check included."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.ceiling = ceiling(request)
        if length_of(request) <= request.ceiling:
            return self.get_response(request)
        if request.user.is_authenticated and length_of(request) <= PATIENCE:
            throw_away(request)
        return too_large(signed_out=not request.user.is_authenticated)


def throw_away(request):
    with suppress(UnreadablePostError):
        while request.read(PIECE):
            pass


def too_large(*, signed_out=False):
    """Of somebody who is not signed in no more is read than a password takes."""
    context = {"megabytes": MAX_BYTES // 1024 // 1024, "signed_out": signed_out}
    return HttpResponse(render_to_string("413.html", context), status=413)


class CeilingHandler(FileUploadHandler):
    """Stops reading files above the ceiling, whatever the request said of its length."""

    def __init__(self, request=None):
        super().__init__(request)
        self.received = 0

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received > getattr(self.request, "ceiling", STRANGER):
            raise RequestDataTooBig("More than this page takes.")
        return raw_data

    def file_complete(self, file_size):
        """Leave the file to the handlers that keep it."""

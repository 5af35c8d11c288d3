"""The page on which people take along what is theirs, and the file."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from crossmentor.pages.export.archive import export
from crossmentor.pages.export.leavers import LeaverForm
from people.accounts.reauthentication import shown_again
from people.web.brakes import ask_to_wait, wait
from people.web.downloads import saved_as
from spaces.errors import DomainError

NAME = "crossmentor.zip"
# Locks of the database: one for each person, and so many files at the same time.
OF_PERSON, OF_SERVER, AT_ONCE = 1_110_001, 1_110_002, 3


@require_GET
@never_cache
@shown_again
def taking_along(request):
    return render(request, "crossmentor/pages/export/taking_along.html")


@require_POST
@shown_again
def taken_along(request):
    if seconds := wait(request.user, "export"):
        return ask_to_wait(request, seconds, by_itself=False)
    return answer(request.user, zone=request.session.zone)


@login_not_required  # who left cannot sign in; a password gives the file and no more
@require_http_methods(["GET", "POST"])
@never_cache
def left(request):
    form = LeaverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return answer(form.person, alone=True)
    status = 400 if form.is_bound else 200
    return render(
        request, "crossmentor/pages/export/left.html", {"form": form}, status=status
    )


def answer(person, *, zone=None, alone=False) -> StreamingHttpResponse:
    """The file; raises DomainError while one of that person, or several, are made."""
    response = StreamingHttpResponse(
        Stream(person, export(person, zone=zone, alone=alone)),
        content_type="application/zip",
        headers=saved_as(NAME),
    )
    response.headers["Cache-Control"] = "no-store, private"
    return response


class Stream:
    """Parts of a file, with the locks that its making holds until its end."""

    def __init__(self, person, parts):
        self._parts, self._held = parts, []
        if not self._hold(OF_PERSON, person.pk):
            raise DomainError(
                _("Your file is being made already. Wait until it is there.")
            )
        if not any(self._hold(OF_SERVER, number) for number in range(AT_ONCE)):
            self.close()
            raise DomainError(
                _("Others are taking their texts along now. Try again in some minutes.")
            )

    def __iter__(self):
        return self

    def __next__(self) -> bytes:
        return next(self._parts)

    def close(self) -> None:
        self._parts.close()
        while self._held:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", self._held.pop())

    def _hold(self, *lock) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", lock)
            (held,) = cursor.fetchone()
        if held:
            self._held.append(lock)
        return held

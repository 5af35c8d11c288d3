"""The example organisation is being loaded: until it is whole, each page says so.

How far it is stands in a file that `manage.py run` makes before the pages answer and
takes away when all is there.
"""

import json
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.shortcuts import render


class LoadingProgress(NamedTuple):
    done: int
    steps: int

    @property
    def percent(self) -> int:
        return 100 * self.done // self.steps if self.steps else 0


def file() -> Path:
    return settings.VAR / "loading"


def begin() -> None:
    write_progress(LoadingProgress(0, 0))


def tell_progress(done: int, steps: int) -> None:
    """For who waits at the pages, if anybody does."""
    if file().exists():
        write_progress(LoadingProgress(done, steps))


def write_progress(progress: LoadingProgress) -> None:
    # A reader never sees half a file.
    fresh = file().with_suffix(".new")
    fresh.write_text(json.dumps(progress))
    fresh.rename(file())


def progress() -> LoadingProgress | None:
    try:
        return LoadingProgress(*json.loads(file().read_text()))
    except FileNotFoundError:
        return None


def end() -> None:
    file().unlink(missing_ok=True)


class LoadingMiddleware:
    """In development alone: nobody looks at half an organisation."""

    SECONDS = 2

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if (loading := progress()) is None:
            return self.get_response(request)
        context = {"progress": loading}
        # What is sent meanwhile is not done, and no browser takes it for done.
        status = 200 if request.method == "GET" else 503
        page = render(
            request, "crossmentor/running/loading.html", context, status=status
        )
        page.headers["Refresh"] = str(self.SECONDS)
        return page

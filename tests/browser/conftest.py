"""The system's Chromium, driven; skipped where there is none."""

import os
import shutil
import threading
import time
from contextlib import closing

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpResponse
from playwright.sync_api import expect, sync_playwright

# Playwright's own loop runs in this thread; Django would take that for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# A loaded machine is slow; nothing here waits longer than it must.
expect.set_options(timeout=60_000)

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CROSSMENTOR_REQUIRE_BROWSER"):
            pytest.fail("Chromium is required here and was not found.")
        pytest.skip("needs Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session", autouse=True)
def files_from_memory():
    """Each window fetches some eighty files anew: they are looked for only once."""
    look_for, kept = StaticFilesHandler.serve, {}

    def serve(self, request):
        if request.path not in kept:
            with closing(look_for(self, request)) as there:
                kept[request.path] = b"".join(there), there.headers["Content-Type"]
        body, kind = kept[request.path]
        hour = {"Cache-Control": "max-age=3600"}
        return HttpResponse(body, content_type=kind, headers=hour)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", serve)
        yield


class Connections:
    """Counts the connections that the live server's threads are serving."""

    def __init__(self, server):
        self.open, self._lock = 0, threading.Lock()
        self._serve = server.process_request_thread
        server.process_request_thread = self.serve

    def serve(self, request, address):
        with self._lock:
            self.open += 1
        try:
            self._serve(request, address)
        finally:
            with self._lock:
                self.open -= 1

    def wait_until_closed(self, seconds=20):
        deadline = time.monotonic() + seconds
        while self.open and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not self.open, "a request outlives its test"


@pytest.fixture(scope="session")
def connections(live_server):
    return Connections(live_server.thread.httpd)


@pytest.fixture
def window(chromium, connections):
    """Opens windows of a size, a language, a colour scheme; complaints fail the test.

    Ends when the server has answered the last request: the tables are emptied next,
    and a request under way would lie in the way of that, or meet no database.
    """
    contexts, complaints = [], []

    def open_window(width=1280, height=900, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                complaints.append(f"{page.url}: {message.text}")
                if "Content Security Policy" in message.text
                else None
            ),
        )
        return page

    yield open_window
    for context in contexts:
        context.close()
    connections.wait_until_closed()
    assert complaints == []

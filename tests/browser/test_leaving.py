"""What is sent as its page goes arrives, also when nothing of it had left by then."""

import threading

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path

from tests.browser.test_saving import (
    AFTER,
    BEFORE,
    cookie_of,
    field,
    goal,
    of,
    saved,
    until,
)
from writing.models import Revision, Text

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls(__name__),
]
# So many connections a browser opens to one server, and no more.
CONNECTIONS = 6
# A browser takes 64 KiB along when its page has gone, and refuses what is longer.
LONG = "Ik slaap slecht. " * 5000
asked, answered = [], threading.Event()


@login_not_required
def slow(request):
    asked.append(request)
    answered.wait(20)
    return HttpResponse("")


urlpatterns = [path("slow/", slow), path("", include("crossmentor.urls"))]


@pytest.fixture
def writer(request):
    return request.getfixturevalue("mentee")


@pytest.fixture
def page(window, live_server, writer, request):
    asked.clear()
    answered.clear()
    page = window(locale="en")
    page.context.add_cookies([cookie_of(writer, live_server.url)])
    page.goto(live_server.url + goal(request.getfixturevalue)[1])
    field(page).fill(BEFORE)
    saved(page)
    yield page
    answered.set()


def test_a_save_that_waits_for_a_connection_outlives_its_page(
    page, writer, live_server
):
    other = page.context.new_page()
    other.goto(live_server.url)
    asks = "fetch(`/slow/?${i}`).catch(() => undefined)"
    other.evaluate(f"() => {{ for (let i = 0; i < 6; i++) {asks}; }}")
    until(lambda: len(asked), CONNECTIONS)
    field(page).fill(AFTER)
    page.close()
    other.wait_for_timeout(500)
    assert of(writer, Text) == [BEFORE]
    answered.set()

    until(lambda: of(writer, Text), [AFTER])


def test_a_text_too_long_to_outlive_its_page_is_saved(page, writer):
    field(page).fill(LONG)
    saved(page)

    assert of(writer, Text) == [LONG]
    field(page).fill(f"{LONG} Kort.")
    page.wait_for_timeout(100)
    field(page).fill("Kort.")
    saved(page)
    assert of(writer, Text) == ["Kort."]
    assert LONG in of(writer, Revision)

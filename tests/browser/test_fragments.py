"""What htmx asks for takes no window along, whatever became of the sign-in."""

import pytest
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path
from django.views.decorators.http import require_POST
from playwright.sync_api import expect

from tests.browser.test_saving import bar, cookie_of

SOURCE = """
{% extends "base.html" %}
{% block htmx %}{% endblock %}
{% block main %}
  <form hx-post="/done/" hx-target="#done" hx-swap="innerHTML">
    {% csrf_token %}
    <label>Words <input name="words"></label>
    <button name="how" value="now">Send</button>
  </form>
  <div id="done"></div>
{% endblock %}
"""


def asks(request):
    return HttpResponse(engines["django"].from_string(SOURCE).render({}, request))


@require_POST
def done(request):
    return HttpResponse(f"Done: {request.POST['words']}, {request.POST['how']}")


urlpatterns = [
    path("asks/", asks),
    path("done/", done),
    path("", include("crossmentor.urls")),
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls(__name__),
]


@pytest.fixture
def page(window, live_server, mentee):
    page = window(locale="en")
    page.context.add_cookies([cookie_of(mentee, live_server.url)])
    page.goto(live_server.url + "/asks/")
    page.get_by_label("Words").fill("Geen zin")
    return page


def test_an_ended_sign_in_is_told_in_place(page, mentee, live_server):
    page.context.clear_cookies()
    page.get_by_role("button", name="Send").click()
    expect(bar(page)).to_contain_text("Not sent: you are signed out")
    expect(page).to_have_url(live_server.url + "/asks/")
    page.context.add_cookies([cookie_of(mentee, live_server.url)])
    page.evaluate("new BroadcastChannel('signed-in').postMessage('')")
    page.evaluate("window.dispatchEvent(new Event('focus'))")

    expect(page.locator("#done")).to_have_text("Done: Geen zin, now")
    expect(bar(page)).to_have_count(0)


def test_a_renewed_token_is_fetched_silently(page, live_server):
    token = {"name": "csrftoken", "value": "a" * 32, "url": live_server.url}
    page.context.add_cookies([token])
    page.get_by_role("button", name="Send").click()

    expect(page.locator("#done")).to_have_text("Done: Geen zin, now")


def test_somebody_else_sends_nothing_of_it(page, other_mentee, live_server):
    token = {"name": "csrftoken", "value": "a" * 32, "url": live_server.url}
    page.context.add_cookies([cookie_of(other_mentee, live_server.url), token])
    page.get_by_role("button", name="Send").click()

    expect(bar(page)).to_contain_text("somebody else has signed in")
    expect(page.locator("#done")).to_be_empty()

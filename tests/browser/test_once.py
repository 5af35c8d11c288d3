"""What a page makes it makes once: back and again, and in two tabs."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from boards.models import Composition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(window, live_server, coordinator, programme):
    client = Client()
    client.force_login(coordinator)
    page = window(locale="en")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": cookie,
                "url": live_server.url,
            }
        ]
    )
    page.at = live_server.url + reverse("boards:composition_new", args=[programme.pk])
    return page


def make(page, name):
    page.get_by_label("Name").fill(name)
    page.get_by_label("Name").press("Enter")
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    return page.url


def test_back_and_again_makes_one(page):
    page.goto(page.at)
    first = make(page, "One")
    page.go_back()

    assert make(page, "One") == first
    assert Composition.objects.count() == 1


def test_back_and_something_else_makes_another(page):
    page.goto(page.at)
    make(page, "One")
    page.go_back()
    make(page, "Two")
    # A page that is asked for anew means a new one.
    page.goto(page.at)
    make(page, "Two")

    assert Composition.objects.count() == 3


def test_two_tabs_make_one(page):
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(page.at)

    assert make(page, "One") == make(other, "One")
    assert Composition.objects.count() == 1

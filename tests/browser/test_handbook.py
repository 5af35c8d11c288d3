"""The handbook's pages on methods, as a browser has them."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.test_saving import cookie_of
from tests.browser.test_style import STANDARDS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def opened(window, live_server, mentee):
    def open_page(address, language="en", **options):
        mentee.language = language
        mentee.save(update_fields=["language"])
        page = window(locale=language, **options)
        page.context.add_cookies([cookie_of(mentee, live_server.url)])
        page.goto(live_server.url + address)
        return page

    return open_page


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("en", 1280, "light"), ("nl", 360, "dark")]
)
def test_the_pages_are_accessible(opened, live_server, language, width, scheme):
    addresses = [
        reverse("handbook:methods"),
        reverse("handbook:method", args=["incident"]),
        reverse("handbook:method", args=["last-time"]),
        reverse("handbook:roles"),
    ]
    page = opened(addresses[0], language, width=width, color_scheme=scheme)
    for address in addresses:
        page.goto(live_server.url + address)
        found = Axe().run(page, options={"runOnly": STANDARDS, "preload": False})
        assert [rule["id"] for rule in found.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_another_length_is_chosen_by_keyboard_and_keeps_the_place(opened):
    page = opened(reverse("handbook:method", args=["incident"]), width=360)
    first = page.locator(".steps__minutes").first
    expect(first).to_have_text("6 min")

    page.get_by_role("link", name="120 min").focus()
    page.keyboard.press("Enter")

    expect(first).to_have_text("11 min")
    expect(
        page.get_by_role("heading", name="The steps in 120 minutes")
    ).to_be_in_viewport()
    assert page.get_by_role("link", name="120 min").get_attribute("aria-current")

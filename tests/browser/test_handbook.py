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
        reverse("handbook:text", args=["learning-styles"]),
        reverse("handbook:home"),
        reverse("search") + "?q=vraag",
        reverse("search") + "?q=xylofoon",
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


def test_pages_are_found_as_one_types_and_by_keyboard(opened):
    page = opened(reverse("handbook:home"), "nl")
    box = page.get_by_role("searchbox")

    box.press_sequentially("Vertrouwlijkh", delay=20)
    found = page.locator("#found")
    expect(found.get_by_role("link").first).to_have_text("Vertrouwelijkheid")

    # A slip is told, and what was typed stays.
    expect(found.get_by_text("komt nergens voor")).to_contain_text("Vertrouwlijkh")
    expect(box).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(found.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vertrouwelijkheid")


def test_emptied_the_box_leaves_the_list_alone(opened):
    page = opened(reverse("handbook:home"))
    box = page.get_by_role("searchbox")
    box.fill("questions")
    expect(page.locator("#found").get_by_role("link").first).to_be_visible()

    box.fill("")

    expect(page.locator("#found").get_by_role("link")).to_have_count(0)
    expect(page.get_by_role("link", name="Leary's Rose").first).to_be_visible()


def test_it_searches_without_javascript(opened):
    page = opened(reverse("handbook:home"), java_script_enabled=False)

    page.get_by_role("searchbox").fill("bounderies")
    page.keyboard.press("Enter")

    first = page.locator("#found").get_by_role("link").first
    expect(first).to_have_text("Assertiveness, boundaries, confidence")
    expect(page.get_by_role("searchbox")).to_have_value("bounderies")


def test_a_link_for_who_has_five_minutes_leads_to_its_place(opened):
    page = opened(reverse("handbook:text", args=["questions"]), width=360)

    page.get_by_role("link", name="Tomorrow").click()

    expect(
        page.get_by_role("heading", name="How to do it tomorrow")
    ).to_be_in_viewport()

"""A mentor's map of stances, as a browser has it."""

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from handbook.models import StanceDot
from handbook.stance.map import FELT, Level, StancePlace
from sessions.models import Session
from spaces.acting import acting_as
from tests.browser.test_saving import cookie_of
from tests.browser.test_style import STANDARDS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATH, FORM = reverse("handbook:stance"), reverse("handbook:stance_test")
DOT = reverse("handbook:stance_dot")
LITTLE, MIDDLE, MUCH = (FELT[level] for level in Level)


@pytest.fixture
def opened(window, live_server, mentor):
    def open_page(address, language="en", **options):
        mentor.language = language
        mentor.save(update_fields=["language"])
        page = window(locale=language, **options)
        page.context.add_cookies([cookie_of(mentor, live_server.url)])
        page.goto(live_server.url + address)
        return page

    return open_page


def places(person):
    with acting_as(person), transaction.atomic():
        return [dot.place for dot in StanceDot.objects.of(person).standing()]


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("en", 1280, "light"), ("nl", 360, "dark")]
)
def test_the_pages_are_accessible(opened, live_server, language, width, scheme):
    page = opened(DOT, language, width=width, color_scheme=scheme)
    page.locator(".cells label").nth(2).click()
    page.locator("main form .button").first.click()
    page.wait_for_url("**/path/")
    for address in (PATH, FORM, DOT):
        page.goto(live_server.url + address)
        found = Axe().run(page, options={"runOnly": STANDARDS, "preload": False})
        assert [rule["id"] for rule in found.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_dot_is_set_by_arrow_keys(opened, mentor):
    page = opened(DOT)
    page.get_by_label("Relation: in the middle. Content: in the middle.").focus()

    for key in ("ArrowUp", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")

    expect(page.locator("circle[data-last]")).to_have_count(1)
    assert places(mentor) == [StancePlace(MUCH, LITTLE)]


@pytest.mark.parametrize("script", [True, False], ids=["script", "without"])
def test_a_dot_of_a_meeting_is_set_by_touch(opened, mentor, group, script):
    held = Session.objects.create(
        group=group, on=dt.date(2026, 1, 5), at=dt.time(16), minutes=90, kind="first"
    )
    address = reverse("handbook:stance_dot", args=[held.pk])
    page = opened(address, width=360, has_touch=True, java_script_enabled=script)

    page.get_by_text("Macho", exact=True).tap()
    page.get_by_role("button", name="Set the dot").tap()

    expect(
        page.get_by_role("heading", name="Where you stand", exact=True)
    ).to_be_visible()
    assert places(mentor) == [StancePlace(LITTLE, MUCH)]


def test_answers_are_saved_as_they_are_chosen(opened, mentor):
    page = opened(FORM, width=360)
    first = page.get_by_role("group").filter(has_text="I notice how somebody")
    first.get_by_label("hardly ever").check()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()

    page.reload()

    expect(first.get_by_label("seldom")).to_be_checked()
    expect(page.locator("input:checked")).to_have_count(1)


def test_the_self_test_is_done_by_keyboard(opened, mentor):
    page = opened(FORM)
    for number in range(20):
        group = page.locator(".stance-test").get_by_role("group").nth(number)
        group.get_by_role("radio").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="See where I stand").focus()
    page.keyboard.press("Enter")

    page.wait_for_url("**/path/")
    # Always nearly always: what is put the other way round weighs against it.
    assert places(mentor) == [StancePlace(24, 24)]
    page.goto(page.url.replace("path", "test"))
    expect(page.locator("input:checked")).to_have_count(0)


def test_without_javascript_an_unfinished_test_is_kept(opened, mentor):
    page = opened(FORM, java_script_enabled=False)
    page.locator('input[name="notice"][value="3"]').check()

    page.get_by_role("button", name="Keep it and go on later").click()

    expect(page.get_by_text("Kept. You can go on whenever you like.")).to_be_visible()
    expect(page.locator('input[name="notice"][value="3"]')).to_be_checked()
    page.get_by_role("button", name="See where I stand").click()
    expect(page.get_by_text("at least eight of the ten")).to_be_visible()
    expect(page.locator('input[name="notice"][value="3"]')).to_be_checked()
    assert places(mentor) == []


def test_what_was_left_on_the_device_is_chosen_on_the_page(opened, mentor):
    page = opened(FORM)
    page.locator('input[name="notice"][value="3"]').wait_for()

    # As autosave does with what an earlier page could not send.
    page.locator("[data-part=body]").evaluate(
        "(text) => { text.value = 'notice: 3\\nstay: 1';"
        " text.dispatchEvent(new Event('taken')); }"
    )

    expect(page.locator('input[name="notice"][value="3"]')).to_be_checked()
    expect(page.locator('input[name="stay"][value="1"]')).to_be_checked()
    expect(page.locator("input:checked")).to_have_count(2)

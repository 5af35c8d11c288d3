"""When somebody can meet: a week by keyboard, and days away on a phone."""

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from calendars import services
from calendars.models import Absence, WorkingHours
from spaces.acting import acting_as
from tests.browser.test_saving import cookie_of
from tests.browser.test_style import STANDARDS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST, LAST = dt.date(2040, 1, 5), dt.date(2040, 1, 19)


@pytest.fixture
def opened(window, live_server, mentee):
    def opened(width, **options):
        page = window(width=width, height=780, **{"locale": "en-GB"} | options)
        page.context.add_cookies([cookie_of(mentee, live_server.url)])
        page.goto(live_server.url + reverse("calendars:availability"))
        return page

    return opened


def of(person, model, *names):
    with acting_as(person), transaction.atomic():
        return list(model.objects.of(person).values_list(*names))


def test_a_week_is_filled_in_by_keyboard(opened, mentee):
    page = opened(1200)
    for day in range(1, 5):
        for edge in ("since", "until"):
            page.locator(f"#id_{edge}-{day}-0").fill("")
    page.locator("#id_since-0-0").focus()
    page.keyboard.type("0830")
    page.keyboard.press("Tab")
    # Past the picker of the browser, where it has one.
    while page.evaluate("document.activeElement.id") != "id_until-0-0":
        page.keyboard.press("Tab")
    page.keyboard.type("1200")
    while page.evaluate("document.activeElement.tagName") != "SUMMARY":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#id_since-0-1").fill("13:00")
    page.locator("#id_until-0-1").fill("17:00")
    page.keyboard.press("Enter")
    page.wait_for_load_state()

    expect(page.get_by_text("Saved: these are your hours.")).to_be_visible()
    expect(page.locator("#id_since-0-1")).to_be_visible()
    assert of(mentee, WorkingHours, "weekday", "since", "until") == [
        (0, dt.time(8, 30), dt.time(12)),
        (0, dt.time(13), dt.time(17)),
    ]


def test_days_away_are_added_and_taken_away_after_a_question(opened, mentee):
    page = opened(360)
    page.locator("#id_first").fill(str(FIRST))
    page.locator("#id_last").fill(str(LAST))
    page.get_by_role("button", name="Add these days").click()
    expect(page.get_by_text("5 January 2040 to 19 January 2040")).to_be_visible()
    assert of(mentee, Absence, "first", "last") == [(FIRST, LAST)]

    page.locator(".item").get_by_role("button", name="Take away").click()
    page.get_by_role("dialog").get_by_role("button", name="No, go back").click()
    assert len(of(mentee, Absence, "pk")) == 1
    page.locator(".item").get_by_role("button", name="Take away").click()
    page.get_by_role("dialog").get_by_role("button", name="Take away").click()

    expect(page.get_by_text("You have not filled in any days.")).to_be_visible()
    assert of(mentee, Absence, "pk") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["nl", "en"])
@pytest.mark.parametrize("width", [360, 1200])
def test_the_page_has_room_and_no_barriers(scheme, locale, width, opened, mentee):
    type(mentee).objects.filter(pk=mentee.pk).update(language=locale)
    with acting_as(mentee), transaction.atomic():
        services.add_absence(person=mentee, first=FIRST, last=LAST)
        services.set_hours(
            person=mentee,
            week={2: [(dt.time(9), dt.time(12)), (dt.time(13), dt.time(17))]},
        )
    page = opened(width, locale=locale, color_scheme=scheme)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, options={"runOnly": STANDARDS, "preload": False})
    assert found.response["violations"] == []

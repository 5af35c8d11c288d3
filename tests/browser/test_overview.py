"""All skills of a chapter on one page: chosen, and saved as chosen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from spaces.acting import acting_as
from tests.browser.test_style import STANDARDS
from tests.browser.test_workbook import session_of
from writing.models import Text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = "2027-03-10"


def test_each_skill_is_saved_in_its_own_exercise(
    window, live_server, mentee, time_machine
):
    time_machine.move_to(f"{DAY}T10:00:00Z")
    page = window(locale="en", width=360)
    page.context.add_cookies([session_of(mentee, live_server.url)])
    url = live_server.url + reverse("workbook:overview", args=["skills"])
    page.goto(url)
    for slug, row, words in [
        ("collaborating", "I say in time that I am not going to make it.", "often"),
        ("communicating", "I check whether my message was understood.", "seldom"),
    ]:
        box = page.locator(f"[data-save-url*='{slug}.often']")
        box.get_by_role("group", name=row).get_by_label(words, exact=True).check()
        expect(box.get_by_text("Saved", exact=True)).to_be_visible()

    with transaction.atomic(), acting_as(mentee):
        assert {one.key: one.body for one in Text.objects.all()} == {
            "collaborating.often": f"\t{DAY}\nin-time\toften",
            "communicating.often": f"\t{DAY}\nunderstood\tseldom",
        }
    page.goto(url)
    expect(page.get_by_role("img", name="often", exact=True)).to_have_count(1)
    found = Axe().run(page, options={"runOnly": STANDARDS, "preload": False})
    assert found.violations_count == 0, found.generate_report()

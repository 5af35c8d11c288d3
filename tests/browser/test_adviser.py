"""Whom to go to: opened by keyboard, and nobody can tell that it was."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from groups.services import leave_seat
from intake.models import MenteeSeat
from intake.services import hold_intake
from people.models import Adviser, Coordinator
from spaces.acting import acting_as
from tests.browser.test_coming import look
from tests.browser.test_saving import cookie_of
from tests.conftest import connect_as
from tests.factories import PersonFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SUMMARY = {
    "en": "Something is wrong: the confidential adviser",
    "nl": "Er klopt iets niet: de vertrouwenspersoon",
}
# All that a browser keeps of a site.
KEPT = """async () => JSON.stringify([
  location.href, history.length, {...localStorage}, {...sessionStorage}, document.cookie,
  await caches.keys(), (await indexedDB.databases()).map((one) => one.name),
])"""


@pytest.fixture
def adviser(organisation, mentor):
    by = PersonFactory(organisation=organisation)
    return Adviser.objects.create(
        organisation=organisation,
        name="Rob Bos",
        telephone="030 123 45 67",
        email="rob@outside.example",
        place="Kamer 2.14, op dinsdag",
        named_by=by,
    )


def everything():
    """All rows of all tables, as who administers the database would compare them."""
    with connect_as("superuser") as superuser:
        names = superuser.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        return {
            name: sorted(map(str, superuser.execute(f'SELECT * FROM "{name}"')))
            for (name,) in names
        }


@pytest.mark.parametrize("place", ["group", "intake", "one-on-one"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_opening_it_is_known_to_nobody(
    window, live_server, group, mentee, adviser, language, place
):
    mentee.language = language
    mentee.save(update_fields=["language"])
    seat = group.seats.mentees().get(person=mentee)
    path = {
        "group": reverse("sessions:group", args=[group.pk]),
        "intake": reverse("intake:intake_detail", args=[seat.pk]),
        "one-on-one": reverse("sessions:one_on_one_list"),
    }[place]
    page = window(width=360)
    page.context.add_cookies([cookie_of(mentee, live_server.url)])
    page.goto(live_server.url + path)
    page.wait_for_load_state("networkidle")
    before, kept = everything(), page.evaluate(KEPT)
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    summary = page.get_by_text(SUMMARY[language])
    summary.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name="030 123 45 67")).to_be_visible()
    assert page.get_by_role("link", name="030 123 45 67").get_attribute("href") == (
        "tel:0301234567"
    )
    look(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="030 123 45 67")).to_be_hidden()
    assert asked == []
    assert page.evaluate(KEPT) == kept
    assert everything() == before


def test_the_settings_warn_and_ask_once(window, live_server, mentor, adviser):
    by = adviser.named_by
    Coordinator.objects.create(organisation=by.organisation, person=by)
    page = window(width=360, locale="en")
    page.context.add_cookies([cookie_of(by, live_server.url)])
    page.goto(live_server.url + reverse("people:adviser"))
    look(page)
    page.get_by_label("E-mail address").fill(mentor.email)
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("leads a mentor group")).to_be_visible()
    look(page)
    page.get_by_label("Name this person all the same").check()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("It is kept.")).to_be_visible()
    assert Adviser.objects.get().email == mentor.email


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_four_ways_of_a_small_group(
    window, live_server, group, programme, coordinator, language
):
    programme.state = "running"
    programme.save(update_fields=["state"])
    coordinator.language = language
    coordinator.save(update_fields=["language"])
    leave_seat(seat=group.seats.mentees().first(), by=coordinator)
    page = window(width=360)
    page.context.add_cookies([cookie_of(coordinator, live_server.url)])
    page.goto(live_server.url + "/")
    page.get_by_role(
        "link", name={"en": "four ways", "nl": "vier wegen"}[language]
    ).click()
    expect(page.get_by_role("heading", level=2)).to_have_count(4)
    page.locator("summary").first.press("Enter")
    look(page)
    day = timezone.localdate() + dt.timedelta(14)
    page.locator("input[type=date]").fill(day.isoformat())
    page.locator("main form button").press("Enter")

    expect(page.get_by_role("status")).to_be_visible()
    assert group.waits.get().until == day


def test_a_referral_is_chosen_and_taken_back(window, live_server, group, mentor):
    seat = MenteeSeat.objects.with_intake().filter(group=group, role="mentee").first()
    with transaction.atomic(), acting_as(mentor):
        hold_intake(seat=seat, on=timezone.localdate())
    page = window(width=360, locale="en")
    page.context.add_cookies([cookie_of(mentor, live_server.url)])
    page.goto(live_server.url + seat.get_absolute_url())
    page.get_by_label("it ends, and somebody else can help better").check()
    page.locator("form[action$='/outcome/'] button").last.click()
    page.wait_for_url("**/refer/")
    look(page)
    page.get_by_label("the company doctor").check()
    page.get_by_role("button", name="End the trajectory and refer").click()

    expect(page.get_by_role("heading", name="reads then")).to_be_visible()
    expect(page.get_by_text("What you tell is a medical secret")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("What you tell is a medical secret")).to_have_count(0)

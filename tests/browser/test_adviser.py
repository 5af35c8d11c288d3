"""Whom to go to: opened by keyboard, and nobody can tell that it was."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from people.models import Adviser, Coordinator
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

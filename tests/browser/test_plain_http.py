"""Over plain http a browser gives no cryptography: nothing is left on the device then."""

import shutil

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import QUIET
from tests.browser.test_saving import cookie_of, field, not_saved, of, saved
from writing.models import Text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOST = "crossmentor.example"
LIES = """async () => [
    window.isSecureContext,
    (await indexedDB.databases()).map((one) => one.name),
    [localStorage, sessionStorage].map((one) => JSON.stringify(one)).join().includes("slaap"),
]"""
NOTHING = [False, [], False]


@pytest.fixture
def page(chromium, connections, live_server, settings):
    """A window for which the server has a name, and no certificate."""
    settings.ALLOWED_HOSTS = [HOST]
    settings.BASE_URL = f"http://{HOST}"
    options = [*QUIET, f"--host-resolver-rules=MAP {HOST} 127.0.0.1"]
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    browser = chromium.browser_type.launch(executable_path=path, args=options)
    page = browser.new_page(locale="en")
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    yield page
    browser.close()
    connections.wait_until_closed()


def test_what_is_typed_is_saved_and_nothing_lies_on_the_device(
    page, live_server, mentee
):
    address = live_server.url.replace("localhost", HOST)
    page.context.add_cookies([cookie_of(mentee, address)])
    page.goto(address + reverse("workbook:new_goal"))
    field(page).fill("Ik slaap slecht")
    saved(page)
    assert of(mentee, Text) == ["Ik slaap slecht"]
    page.route("**/save/", lambda route: route.abort())
    field(page).fill("Ik slaap slecht en zeg het niemand")
    not_saved(page, "no connection")
    page.wait_for_timeout(1000)

    assert page.evaluate(LIES) == NOTHING
    page.goto(address + reverse("people:account"))
    assert page.evaluate(LIES) == NOTHING
    expect(page.locator("#device")).to_contain_text("without https")
    assert page.errors == []

"""Saved as typed: what only a browser can show."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from spaces.acting import acting_as
from tests.browser.test_style import STANDARDS
from writing.models import Revision, Text
from writing.services import saving

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def session_of(person, url):
    client = Client()
    client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


@pytest.fixture
def opened(window, live_server, mentee):
    """Opens an address as the mentee: in a window of its own, or beside `page`."""

    def open_at(address, beside=None, **options):
        if beside:
            page = beside.context.new_page()
        else:
            page = window(locale="en", **options)
            page.context.add_cookies([session_of(mentee, live_server.url)])
        page.goto(live_server.url + address)
        return page

    return open_at


TITLE, BODY = "What do you want to learn?", "What does it look like?"
GOAL_ADDRESS = re.compile(r"/workbook/goals/[0-9a-f-]{36}/$")


def state(page):
    return page.locator(".save-state").first


def texts(person):
    from django.db import transaction

    with transaction.atomic(), acting_as(person):
        return [(page.title, page.body) for page in Text.objects.all()]


def revisions(person):
    from django.db import transaction

    with transaction.atomic(), acting_as(person):
        return [(one.body, one.second_version) for one in Revision.objects.all()]


def test_a_goal_is_saved_as_typed(opened, mentee):
    page = opened(reverse("workbook:new_goal"))
    page.get_by_label(TITLE).fill("Say no before I say yes")
    expect(state(page)).to_have_text("Saving")
    expect(state(page)).to_have_text("Saved")
    page.get_by_label(BODY).press_sequentially("Two lines\nand a café ✓")
    expect(state(page)).to_have_text("Saving")
    expect(state(page)).to_have_text("Saved")

    expect(page).to_have_url(GOAL_ADDRESS)
    expect(page.get_by_role("button", name="Save")).to_be_hidden()
    assert texts(mentee) == [("Say no before I say yes", "Two lines\nand a café ✓")]
    page.reload()
    expect(page.get_by_label(BODY)).to_have_value("Two lines\nand a café ✓")


def test_two_tabs_keep_both_texts_and_one_is_chosen(opened, mentee):
    first = opened(reverse("workbook:new_goal"))
    first.get_by_label(TITLE).fill("Goal")
    expect(state(first)).to_have_text("Saved")
    expect(first).to_have_url(GOAL_ADDRESS)
    second = opened(re.sub(r"^https?://[^/]+", "", first.url), beside=first)
    first.get_by_label(BODY).fill("From the first")
    expect(state(first)).to_have_text("Saved")
    second.get_by_label(BODY).fill("From the second")
    expect(second.get_by_text("There are two versions")).to_be_visible()
    second.get_by_label(BODY).fill("From the second, and on")
    expect(state(second)).to_have_text("Saved")
    assert texts(mentee) == [("Goal", "From the first")]

    second.get_by_role("link", name="Look and choose").click()
    expect(second.locator(".written").first).to_have_text("From the first")
    chosen = second.get_by_role("article").filter(has_text="From the second, and on")
    chosen.get_by_role("button", name="Keep this one").click()

    expect(second.get_by_label(BODY)).to_have_value("From the second, and on")
    assert texts(mentee) == [("Goal", "From the second, and on")]
    assert ("From the first", False) in revisions(mentee)


def test_two_tabs_of_an_exercise_nobody_had_written_yet(opened, mentee):
    address = reverse("workbook:exercise", args=["what-i-run-into"])
    first = opened(address)
    second = opened(address, beside=first)
    for page, words in ((first, "One"), (second, "Two")):
        page.get_by_role("textbox").first.fill(words)
        expect(state(page)).to_have_text("Saved")

    second.get_by_role("link", name="Look and choose").first.click()
    expect(second.locator(".written")).to_have_text(["One", "Two"])


def test_without_a_connection_it_says_so_and_saves_later(opened, mentee):
    page = opened(reverse("workbook:exercise", args=["what-i-run-into"]))
    field = page.get_by_role("textbox").first
    field.fill("Before")
    expect(state(page)).to_have_text("Saved")
    page.context.set_offline(True)
    field.fill("Before and during")
    expect(state(page)).to_have_text("Not saved")
    note = page.get_by_text("Not saved: no connection").first
    expect(note).to_be_visible()
    field.fill("Before, during and after")
    assert page.evaluate("Object.keys(localStorage).length") == 0
    page.context.set_offline(False)

    expect(state(page)).to_have_text("Saved")
    expect(note).to_be_hidden()
    assert texts(mentee) == [("", "Before, during and after")]
    assert True not in [second for _body, second in revisions(mentee)]


def test_asked_to_wait_it_says_so_and_saves_later(opened, mentee, settings):
    settings.BRAKES = {"save": [("save", 1, 3600)]}
    page = opened(reverse("workbook:exercise", args=["what-i-run-into"]))
    page.clock.install()
    field = page.get_by_role("textbox").first
    field.fill("Before")
    expect(state(page)).to_have_text("Saved")
    field.fill("Before and after")
    expect(state(page)).to_have_text("Not saved")
    expect(
        page.get_by_text("Not saved yet: that was a great deal").first
    ).to_be_visible()
    settings.BRAKES = {}
    page.clock.fast_forward(60_000)

    expect(state(page)).to_have_text("Saved")
    assert texts(mentee) == [("", "Before and after")]


def test_an_answer_that_got_lost_is_asked_for_again(opened, mentee):
    page = opened(reverse("workbook:new_goal"))
    lost = []

    def lose_it(route):
        lost.append(route.fetch())
        route.abort()

    page.route("**/save/", lose_it)
    page.get_by_label(TITLE).fill("Once")
    expect(state(page)).to_have_text("Not saved")
    assert {answer.status for answer in lost} == {200}
    page.get_by_label(TITLE).fill("Once and for all")
    page.unroute("**/save/")

    expect(state(page)).to_have_text("Saved")
    assert texts(mentee) == [("Once and for all", "")]
    assert [second for _body, second in revisions(mentee)] == [False, False]


def test_signed_out_meanwhile_keeps_the_text(opened, mentee, live_server):
    page = opened(reverse("workbook:new_goal"))
    page.get_by_label(TITLE).fill("Before")
    expect(state(page)).to_have_text("Saved")
    page.context.clear_cookies()
    page.get_by_label(TITLE).fill("Before and after")
    expect(page.get_by_role("link", name="Sign in in a new window")).to_be_visible()
    page.context.add_cookies([session_of(mentee, live_server.url)])

    expect(state(page)).to_have_text("Saved")
    assert texts(mentee) == [("Before and after", "")]


def test_somebody_else_signed_in_gets_nothing(
    opened, mentee, other_mentee, live_server
):
    page = opened(reverse("workbook:new_goal"))
    page.context.clear_cookies()
    page.context.add_cookies([session_of(other_mentee, live_server.url)])
    page.get_by_label(TITLE).fill("Mine alone")

    expect(page.get_by_text("somebody else has signed in")).to_be_visible()
    assert texts(other_mentee) == []


def test_what_arrived_otherwise_is_not_called_saved(opened, mentee, monkeypatch):
    monkeypatch.setattr(saving, "plain_digest", lambda title, body: "0" * 64)
    page = opened(reverse("workbook:new_goal"))
    page.get_by_label(TITLE).fill("Something")

    expect(state(page)).to_have_text("Not saved")


def test_a_button_waits_for_what_was_typed(opened, mentee):
    page = opened(reverse("workbook:exercise", args=["make-it-concrete"]))
    page.locator("#prompt-goal").get_by_role("textbox").fill(
        "Typed and clicked at once"
    )
    page.get_by_role("button", name="Make this a goal").click()

    expect(page.get_by_label(TITLE)).to_have_value("Typed and clicked at once")


def test_what_was_typed_before_the_script_came_is_saved(opened, mentee):
    page = opened(reverse("workbook:home"))
    held = []
    page.route("**/autosave.js", lambda route: held.append(route))
    page.goto(
        page.url.replace(reverse("workbook:home"), reverse("workbook:new_goal")),
        wait_until="commit",
    )
    page.get_by_label(TITLE).fill("Quick")
    held[0].continue_()

    expect(state(page)).to_have_text("Saved")
    assert texts(mentee) == [("Quick", "")]


def test_without_javascript_there_is_a_button(opened, mentee):
    page = opened(reverse("workbook:new_goal"), java_script_enabled=False)
    page.get_by_label(TITLE).fill("By hand")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    assert texts(mentee) == [("By hand", "")]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_the_pages_are_accessible(opened, width, scheme):
    addresses = [
        reverse("workbook:home"),
        reverse("workbook:exercise", args=["make-it-concrete"]),
        reverse("workbook:new_goal"),
        reverse("writing:trail"),
    ]
    page = opened(addresses[0], width=width, color_scheme=scheme)
    for address in addresses:
        page.goto(re.sub(r"(?<=\d)/.*", address, page.url))
        found = Axe().run(page, options={"runOnly": STANDARDS, "preload": False})
        assert [rule["id"] for rule in found.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width

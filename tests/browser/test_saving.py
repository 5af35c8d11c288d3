"""What people type survives what comes between, and lies nowhere for others to read."""

import datetime as dt
import json
import re
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from sessions.models import Session
from sessions.services import ask_one_on_one, plan_one_on_one
from spaces.acting import acting_as
from tests.browser.conftest import QUIET
from writing.models import Revision, Text

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.sample(1),
]
PASSWORD = "een zin die niemand raadt"
BEFORE, AFTER = "Ik slaap slecht", "Ik slaap slecht en zeg het niemand"
SLOW = 60_000


def goal(fixture):
    return fixture("mentee"), reverse("workbook:new_goal")


def log(fixture):
    group, on = fixture("group"), dt.date(2026, 1, 5)
    held = Session.objects.create(group=group, kind="first", on=on, at=dt.time(16))
    return fixture("mentor"), reverse("sessions:log", args=[held.pk])


def agreement(fixture):
    return fixture("mentee"), reverse("sessions:agreement", args=[fixture("group").pk])


def one_on_one(fixture):
    mentee, mentor = fixture("mentee"), fixture("mentor")
    with transaction.atomic(), acting_as(mentee):
        asked = ask_one_on_one(seat=mentee.seats.get(), by=mentee)
    with transaction.atomic(), acting_as(mentor):
        on = dt.date(2040, 1, 5)
        plan_one_on_one(one_on_one=asked, on=on, at=dt.time(16), minutes=45)
    return mentee, reverse("sessions:one_on_one", args=[asked.pk])


# Of each kind of text: who writes it, and where.
TEXTS = [goal, log, agreement, one_on_one]
ONE = pytest.mark.parametrize("text", TEXTS[:1], indirect=True, ids=["goal"])


@pytest.fixture(params=TEXTS, ids=lambda one: one.__name__)
def text(request):
    return request.param(request.getfixturevalue)


@pytest.fixture
def writer(text):
    return text[0]


def cookie_of(person, url):
    client = Client()
    client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


def of(person, model):
    with transaction.atomic(), acting_as(person):
        return [one.body for one in model.objects.all()]


def field(page):
    return page.locator("[data-autosave] [data-part=body]").first


def state(page):
    return page.locator("[data-autosave] .save-state").first


def bar(page):
    return page.get_by_role("alert").filter(visible=True)


def saved(page):
    expect(state(page)).to_have_text("Saved")
    expect(bar(page)).to_have_count(0)


def not_saved(page, why):
    expect(bar(page)).to_contain_text(why)
    expect(state(page)).to_have_text("Not saved")
    expect(page).to_have_title(re.compile("^Not saved · "))


@pytest.fixture
def page(window, live_server, text):
    """A window in which a text is begun and saved."""
    writer, address = text
    page = window(locale="en")
    page.context.add_cookies([cookie_of(writer, live_server.url)])
    page.goto(live_server.url + address)
    field(page).fill(BEFORE)
    saved(page)
    return page


def test_an_ended_sign_in(page, writer, live_server):
    writer.set_password(PASSWORD)
    writer.save()
    page.context.clear_cookies()
    where = page.url
    field(page).fill(AFTER)
    not_saved(page, "you are signed out")
    with page.context.expect_page() as opened:
        bar(page).get_by_role("link", name="Sign in in a new window").click()
    beside = opened.value
    beside.locator("[name=login]").fill(writer.email)
    beside.locator("[name=password]").fill(PASSWORD)
    beside.get_by_role("button", name="Sign in").first.click()
    expect(beside.get_by_role("heading", level=1)).to_contain_text("You are signed in")

    saved(page)
    assert page.url == where
    assert of(writer, Text) == [AFTER]


@ONE
def test_somebody_else_signs_in_beside(page, writer, other_mentee, live_server):
    page.context.add_cookies([cookie_of(other_mentee, live_server.url)])
    field(page).fill(AFTER)
    not_saved(page, "somebody else has signed in")

    assert (of(other_mentee, Text), of(writer, Text)) == ([], [BEFORE])
    page.context.add_cookies([cookie_of(writer, live_server.url)])
    saved(page)
    assert of(writer, Text) == [AFTER]


def test_a_renewed_token(page, writer, live_server):
    other = {"name": "csrftoken", "value": "a" * 32, "url": live_server.url}
    page.context.add_cookies([other])
    held = hold(page)
    field(page).fill(AFTER)
    until_held(page, held)
    expect(state(page)).to_have_text("Saving")
    held[0].continue_()
    saved(page)

    assert of(writer, Text) == [AFTER]


ANSWERS = {
    "a 500": ({"status": 500, "body": "Oops"}, "the server had a problem"),
    "a portal": ({"status": 200, "body": "<!doctype html>Welcome"}, "not this site"),
    "a portal that knows JSON": ({"status": 200, "body": '{"ok": true}'}, "not this"),
    "a portal that leads away": (
        {"status": 302, "headers": {"Location": "/elsewhere/"}},
        "not this site",
    ),
    "an answer of before": (
        {
            "status": 200,
            "body": json.dumps({"digest": "0" * 64, "based_on": "", "beside": 0}),
        },
        "the server had a problem",
    ),
}


def survives(page, writer, answer, why):
    page.route("**/save/", lambda route: route.fulfill(**answer))
    field(page).fill(AFTER)
    not_saved(page, why)
    assert of(writer, Text) == [BEFORE]
    page.unroute("**/save/")

    saved(page)
    assert of(writer, Text) == [AFTER]


@pytest.mark.parametrize("name", ["a 500", "a portal"])
def test_only_what_can_be_read_again_is_called_saved(page, writer, name):
    survives(page, writer, *ANSWERS[name])


@ONE
@pytest.mark.parametrize("name", list(ANSWERS)[2:])
def test_nor_what_looks_like_an_answer(page, writer, name):
    survives(page, writer, *ANSWERS[name])


@ONE
@pytest.mark.parametrize(
    ("status", "why"), [(413, "more than one text"), (404, "not there any more")]
)
def test_what_is_refused_for_good_is_told_and_blocks_nothing(page, writer, status, why):
    asked = []

    def refuse(route):
        asked.append(route.request.post_data)
        route.fulfill(status=status, body="<h1>No</h1>")

    page.route("**/save/", refuse)
    field(page).fill(AFTER)
    not_saved(page, why)
    expect(bar(page).get_by_role("button", name="Copy the text")).to_be_visible()
    with page.expect_download() as download:
        bar(page).get_by_role("button", name="Download it").click()
    assert AFTER in download.value.path().read_text()
    page.wait_for_timeout(2500)
    assert len(asked) == 1
    page.unroute("**/save/")
    field(page).fill("Korter")

    saved(page)
    assert of(writer, Text) == ["Korter"]


@ONE
def test_after_a_while_the_text_can_be_taken_along(page, writer):
    page.clock.install()
    page.route("**/save/", lambda route: route.abort())
    field(page).fill(AFTER)
    not_saved(page, "no connection")
    copy = page.get_by_role("button", name="Copy the text")
    expect(copy).to_have_count(0)
    page.clock.fast_forward(15_000)
    expect(copy).to_be_visible()
    field(page).press_sequentially(", nog niet")
    page.unroute("**/save/")

    saved(page)
    expect(copy).to_have_count(0)
    assert of(writer, Text) == [f"{AFTER}, nog niet"]


def test_two_tabs(page, writer):
    second = page.context.new_page()
    second.goto(page.url)
    field(page).fill(AFTER)
    saved(page)
    field(second).fill("Iets anders")
    saved(second)

    expect(second.get_by_text("There are two versions").first).to_be_visible()
    assert {AFTER, "Iets anders"} <= set(of(writer, Revision))
    assert of(writer, Text) == [AFTER]


def waiting(page):
    """How many sealed texts lie on the device."""
    return page.evaluate("""() => new Promise((done) => {
        const asked = indexedDB.open("waiting", 1);
        asked.onsuccess = () => {
            const all = asked.result.transaction("sealed").objectStore("sealed").getAll();
            all.onsuccess = () => { asked.result.close(); done(all.result.length); };
        };
    })""")


def until(answers, wanted):
    deadline = time.monotonic() + SLOW / 1000
    while (found := answers()) != wanted and time.monotonic() < deadline:
        time.sleep(0.1)
    assert found == wanted


def test_a_dropped_line_and_a_closed_tab(page, writer, other_mentee, live_server):
    where, context = page.url, page.context
    context.set_offline(True)
    field(page).fill(AFTER)
    not_saved(page, "no connection")
    until(lambda: waiting(page), 1)
    page.close()
    context.set_offline(False)

    # Somebody else at the same device, then the person again.
    context.add_cookies([cookie_of(other_mentee, live_server.url)])
    other = context.new_page()
    other.goto(live_server.url)
    other.wait_for_load_state("networkidle")
    assert (waiting(other), of(writer, Text)) == (1, [BEFORE])
    context.add_cookies([cookie_of(writer, live_server.url)])
    other.goto(live_server.url)

    expect(other.get_by_text("is saved now")).to_be_visible()
    other.get_by_role("link", name="Open it").click()
    expect(other).to_have_url(where)
    expect(field(other)).to_have_value(AFTER)
    assert (waiting(other), of(writer, Text)) == (0, [AFTER])


@ONE
def test_what_went_on_meanwhile_is_not_overwritten(page, writer):
    where, context = page.url, page.context
    second = context.new_page()
    second.goto(where)
    page.route("**/save/", lambda route: route.abort())
    field(page).fill(AFTER)
    not_saved(page, "no connection")
    field(second).fill("Iets anders")
    saved(second)
    page.close()
    second.reload()

    expect(second.get_by_text("There are two versions").first).to_be_visible()
    expect(field(second)).to_have_value("Iets anders")
    assert AFTER in of(writer, Revision)
    assert of(writer, Text) == ["Iets anders"]


@ONE
@pytest.mark.parametrize("whose", ["host", "person"])
def test_where_it_is_switched_off_nothing_stays_there(
    page, writer, settings, whose, live_server
):
    context = page.context
    context.set_offline(True)
    field(page).fill(AFTER)
    not_saved(page, "no connection")
    page.close()
    context.set_offline(False)
    if whose == "host":
        settings.TYPED_ON_DEVICE = False
    else:
        writer.typed_on_device = False
        writer.save()
    other = context.new_page()
    other.goto(live_server.url)
    until(lambda: (waiting(other), of(writer, Text)), (0, [AFTER]))

    other.goto(live_server.url + reverse("workbook:new_goal"))
    other.route("**/save/", lambda route: route.abort())
    field(other).fill("Niets hiervan")
    not_saved(other, "no connection")
    assert waiting(other) == 0


@ONE
def test_the_last_words_are_sent_on_leaving(page, writer):
    field(page).fill(AFTER)
    page.close()

    until(lambda: of(writer, Text), [AFTER])


@contextmanager
def chromium_on(profile, browsers):
    """A browser of its own, on a profile that stays."""
    port = profile / "DevToolsActivePort"
    port.unlink(missing_ok=True)
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    options = [
        "--headless=new",
        "--remote-debugging-port=0",
        f"--user-data-dir={profile}",
    ]
    process = subprocess.Popen(
        [path, *QUIET, *options, "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until(lambda: port.exists() and port.read_text().count("\n") > 0, True)
        address = f"http://127.0.0.1:{port.read_text().split()[0]}"
        browser = browsers.connect_over_cdp(address)
        yield process, browser.contexts[0]
    finally:
        process.kill()
        process.wait()


def lies(words, folder):
    """The files in which these words stand, as text or as Chromium keeps strings."""
    found = []
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        if any(words.encode(form) in content for form in ("utf-8", "utf-16-le")):
            found.append(str(path.relative_to(folder)))
    return found


def test_a_killed_browser(text, chromium, connections, live_server, writer, tmp_path):
    profile = tmp_path / "profile"
    profile.mkdir()
    browsers = chromium.browser_type
    with chromium_on(profile, browsers) as (process, context):
        context.add_cookies([cookie_of(writer, live_server.url)])
        page = context.new_page()
        page.goto(live_server.url + text[1])
        field(page).fill(BEFORE)
        saved(page)
        page.route("**/save/", lambda route: route.abort())
        field(page).fill(AFTER)
        not_saved(page, "no connection")
        until(lambda: waiting(page), 1)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert lies("slaap", profile) == []
    assert lies("sealed", profile) != []
    with chromium_on(profile, browsers) as (_process, context):
        context.add_cookies([cookie_of(writer, live_server.url)])
        page = context.new_page()
        page.goto(live_server.url)
        until(lambda: of(writer, Text), [AFTER])
    connections.wait_until_closed()
    assert lies("slaap", profile) == []


def action(page):
    page.get_by_label("What will be done?").fill(AFTER)
    page.locator("[name=owner]").select_option(index=1)
    page.locator("[name=due_on]").fill("2030-01-01")


def poll(page):
    page.locator("main #rows input[type=date]").first.fill("2026-12-03")


def upload(page):
    roster = {"name": "roster.csv", "mimeType": "text/csv", "buffer": b"Naam\nAnna"}
    page.locator("main input[type=file]").set_input_files(roster)


FORMS = {
    "action": (action, "mentee", lambda pk: reverse("sessions:action_new", args=[pk])),
    "poll": (poll, "mentor", lambda pk: reverse("sessions:poll_form", args=[pk])),
    "upload": (upload, "coordinator", lambda pk: reverse("people:roster_list")),
}
TYPED = """() => [...document.querySelectorAll("main form :is(input, textarea)")]
    .map((one) => one.value)"""


@pytest.mark.parametrize("name", FORMS)
def test_a_form_waits_for_the_sign_in(window, live_server, request, group, name):
    act, role, address = FORMS[name]
    cookie = cookie_of(request.getfixturevalue(role), live_server.url)
    page = window(locale="en")
    page.context.add_cookies([cookie])
    page.goto(live_server.url + address(group.pk))
    act(page)
    button = page.locator("main form[method=post] button:not([type=button])").first
    page.context.clear_cookies()
    before = page.evaluate(TYPED)
    button.click()
    expect(bar(page)).to_contain_text("Not sent: you are signed out")
    assert page.evaluate(TYPED) == before

    page.context.add_cookies([cookie])
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(bar(page)).to_contain_text("You are signed in again")
    with page.expect_response(lambda one: one.request.method == "POST") as sent:
        button.click()
    assert sent.value.status in (200, 302)


def test_without_javascript_a_form_comes_back(window, live_server, mentee, group):
    page = window(locale="en", java_script_enabled=False)
    page.context.add_cookies([cookie_of(mentee, live_server.url)])
    page.goto(live_server.url + reverse("sessions:action_new", args=[group.pk]))
    action(page)
    page.context.clear_cookies()
    page.locator("main form button").first.click()
    expect(page.get_by_role("heading", name="Not sent yet")).to_be_visible()
    expect(page.get_by_label("What you typed")).to_have_value(AFTER)
    # As after any sign-in, the token is another one.
    token = {"name": "csrftoken", "value": "b" * 32, "url": live_server.url}
    page.context.add_cookies([cookie_of(mentee, live_server.url), token])
    page.get_by_role("button", name="Send it again").click()
    page.get_by_role("button", name=f"Send it as {mentee.full_name}").click()

    expect(page.get_by_role("heading", name="Who does what")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(AFTER)


def hold(page):
    """The next save, held until it is let go."""
    held = []
    page.route(
        "**/save/",
        lambda route: route.continue_() if held else held.append(route),
    )
    return held


def until_held(page, held):
    deadline = time.monotonic() + SLOW / 1000
    while not held and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    assert held


@ONE
def test_the_last_words_overtake_a_save_under_way(page, writer):
    held = hold(page)
    field(page).fill(AFTER)
    until_held(page, held)
    field(page).fill("De laatste woorden")
    page.close()

    until(lambda: of(writer, Text), ["De laatste woorden"])
    with transaction.atomic(), acting_as(writer):
        assert not Revision.objects.filter(second_version=True).exists()

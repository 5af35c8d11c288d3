"""Two people and one talk: a list, times to pick from, Last van X, and a covered note."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from sessions.models import OWN_NOTE, OneOnOne
from sessions.one_on_ones.keys import own_key
from sessions.services import ask_one_on_one, plan_one_on_one
from spaces.acting import acting_as
from tests.browser.test_coming import look
from tests.browser.test_saving import cookie_of
from tests.factories import write_text
from writing.models import Text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OWN = "Zij keek moe en ik zei niets"


@pytest.fixture
def asked(mentee):
    with transaction.atomic(), acting_as(mentee):
        return ask_one_on_one(seat=mentee.seats.get(), by=mentee)


@pytest.fixture
def planned(asked, mentor):
    with transaction.atomic(), acting_as(mentor):
        return plan_one_on_one(
            one_on_one=asked, on=dt.date(2040, 1, 5), at=dt.time(16), minutes=45
        )


@pytest.fixture
def opened(window, live_server):
    def open_page(person, path, language="en", **options):
        person.language = language
        person.save(update_fields=["language"])
        page = window(**options)
        page.context.add_cookies([cookie_of(person, live_server.url)])
        page.goto(live_server.url + path)
        return page

    return open_page


def texts_of(person, *kinds):
    with acting_as(person), transaction.atomic():
        found = Text.objects.filter(kind__in=kinds)
        return {text.kind: text.body for text in found}


def box(page, step):
    return page.locator(f"section[aria-labelledby={step}] textarea")


def saved(page, step):
    state = page.locator(f"section[aria-labelledby={step}] .save-state")
    expect(state).to_have_attribute("data-state", "saved")


def test_two_write_into_different_steps_at_once(opened, planned, mentor, mentee):
    url = reverse("sessions:last_van_x", args=[planned.pk])
    first, second = opened(mentor, url), opened(mentee, url, width=360)

    box(first, "x_what").fill("Een klem om de borst")
    box(second, "x_much").fill("Twee keer in de week")
    box(first, "x_what").press("End")
    saved(first, "x_what")
    saved(second, "x_much")

    told = {"x_what": "Een klem om de borst", "x_much": "Twee keer in de week"}
    for person, page in ((mentor, first), (mentee, second)):
        assert texts_of(person, "x_what", "x_much") == told
        page.reload()
        for step, body in told.items():
            expect(box(page, step)).to_have_value(body)
    # Into the same step: what loses is a second version, and nothing goes.
    box(first, "x_broad").fill("Alleen in dit team")
    saved(first, "x_broad")
    box(second, "x_broad").fill("Overal")
    beside = second.locator("section[aria-labelledby=x_broad]")
    expect(beside.get_by_text("There are two versions")).to_be_visible()
    assert texts_of(mentee, "x_broad") == {"x_broad": "Alleen in dit team"}


def alt_c(page):
    """As a keyboard sends it: Playwright's own press leaves out what access keys read."""
    key = {"key": "c", "code": "KeyC", "windowsVirtualKeyCode": 67, "modifiers": 1}
    session = page.context.new_cdp_session(page)
    for kind in ("rawKeyDown", "char"):
        sent = {"type": kind, "text": "c", "unmodifiedText": "c", **key}
        session.send("Input.dispatchKeyEvent", sent)


@pytest.mark.parametrize("by", ["press", "keyboard"])
def test_after_cover_the_document_holds_no_byte_of_it(opened, planned, mentee, by):
    write_text(by=mentee, kind=OWN_NOTE, key=own_key(planned), body=OWN)
    page = opened(mentee, planned.get_absolute_url())
    assert OWN not in page.content()

    def press(name):
        with page.expect_navigation():
            if by == "keyboard":
                alt_c(page)
            else:
                page.get_by_role("button", name=name).click()

    press("Show your own note")
    field = page.locator("#own textarea, section[aria-labelledby=own] textarea")
    expect(field).to_have_value(OWN)
    # Kept for the visit.
    page.reload()
    expect(field).to_have_value(OWN)
    more = f"{OWN}, en nu nog dit"
    field.fill(more)
    press("Cover it")
    expect(page.get_by_role("button", name="Show your own note")).to_be_visible()
    held = page.evaluate(
        "document.documentElement.outerHTML + [...document.querySelectorAll("
        "'input, textarea')].map((one) => one.value).join()"
    )
    assert OWN not in held
    # Nor on the way back, and what was typed last is kept.
    page.go_back()
    assert OWN not in page.content()
    page.goto(page.url.partition("#")[0])
    press("Show your own note")
    expect(field).to_have_value(more)
    assert texts_of(mentee, OWN_NOTE) == {OWN_NOTE: more}


LABELS = {
    "en": ("Offer these times", "Pick this time"),
    "nl": ("Bied deze tijden aan", "Kies deze tijd"),
}


@pytest.mark.parametrize("language", LABELS)
def test_times_are_offered_and_one_is_picked_by_keyboard(
    opened, asked, mentor, mentee, language
):
    offer, pick = LABELS[language]
    page = opened(
        mentor, reverse("sessions:slots", args=[asked.pk]), language, width=360
    )
    look(page)
    page.locator("input[name=offered]").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name=offer).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")

    page = opened(mentee, asked.get_absolute_url(), language, width=360)
    look(page)
    page.locator("input[name=time]").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name=pick).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with acting_as(mentee), transaction.atomic():
        assert OneOnOne.objects.get().state == "planned"


# All that is folded away, also where one closes the others.
OPEN = """document.querySelectorAll("details").forEach((one) => {
  one.removeAttribute("name");
  one.open = true;
})"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_of_a_pair_fit_and_speak(opened, planned, mentor, mentee, theme):
    seat = mentee.seats.get()
    pages = {
        mentor: [
            reverse("sessions:one_on_one_list"),
            planned.get_absolute_url(),
            reverse("sessions:hours"),
        ],
        mentee: [
            reverse("sessions:last_van_x", args=[planned.pk]),
            reverse("sessions:point_list", args=[seat.pk]),
        ],
    }
    for person, urls in pages.items():
        page = opened(person, urls[0], width=360, color_scheme=theme)
        for url in urls:
            page.goto(page.url.partition("/sessions")[0] + url)
            page.evaluate(OPEN)
            look(page)

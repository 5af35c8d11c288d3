"""The first meeting on the table: one phone, one thumb; and one sheet of paper."""

import datetime as dt
import re
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from sessions import services
from sessions.models import Item, Session, Way
from sessions.year.texts import OF_FIRST_MEETING
from spaces.acting import acting_as
from tests.browser.test_saving import cookie_of
from tests.browser.test_style import STANDARDS
from tests.factories import formed_group, write_text
from writing.models import Text
from writing.services import show_text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LINES = "Wij komen op tijd en laten elkaar uitpraten.\n" * 4
ON = dt.date(2040, 1, 5)


@pytest.fixture
def group(programme):
    return formed_group(programme, mentees=6)


@pytest.fixture
def full(group):
    """The first meeting of a group of seven that filled in everything."""
    Session.objects.create(
        group=group, kind="first", on=ON, at=dt.time(16), place="Gemaal Utrecht"
    )
    mentor = group.mentor
    with transaction.atomic(), acting_as(mentor):
        services.choose_way(group=group, by=mentor, way=Way.PAIRS)
        for kind in OF_FIRST_MEETING:
            write_text(by=mentor, kind=kind, key=group.circle_id, body=LINES)
    for seat in group.seats.held().select_related("person"):
        person, key = seat.person, uuid4()
        with transaction.atomic(), acting_as(person):
            services.sign(seat=seat)
            write_text(
                by=person, kind="goal", key=key, title="Nee leren zeggen", body=""
            )
            show_text(text=Text.objects.get(pk=key), space_id=group.circle_id)
            services.add_action(
                group=group, by=person, text="Bellen", owner=person, due_on=ON
            )
            services.set_leader(group=group, by=person, item=4, leader=person)
    services.agree_on_series(
        group=group,
        by=mentor,
        every_weeks=6,
        weekday=3,
        at=dt.time(16),
        minutes=120,
        place="Gemaal Utrecht",
    )
    return group


@pytest.fixture
def opened(window, live_server):
    def opened(group, person, width=360, **options):
        page = window(width=width, height=780, **{"locale": "en"} | options)
        page.context.add_cookies([cookie_of(person, live_server.url)])
        url = reverse("sessions:first_meeting", args=[group.pk])
        page.goto(live_server.url + url)
        return page

    return opened


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_all_of_it_is_one_sheet_of_paper(opened, full, locale):
    page = opened(full, full.mentor, width=1280, locale=locale)

    paper = page.pdf(format="A4")

    assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1
    page.emulate_media(media="print")
    sheet = page.locator(".sheet")
    for person in full.seats.held().people():
        expect(sheet).to_contain_text(person.full_name)
    expect(sheet).to_contain_text("16:10")
    expect(sheet).to_contain_text("Gemaal Utrecht")
    for frame in (".rail", ".tabs", ".button", ".presses", "#ways"):
        assert not any(one.is_visible() for one in page.locator(frame).all()), frame


def test_one_thumb_does_all_of_it(opened, full):
    page = opened(full, full.mentor)
    page.locator("#agenda-2-line").click()
    page.locator("#minutes-2-60").click()

    expect(page.locator("#agenda-total")).to_contain_text("30 minutes too many")
    expect(page.locator("#agenda-3-line")).to_contain_text("17:45")
    expect(page.locator("#minutes-2-60")).to_be_focused()
    expect(page.locator("#minutes-2-60")).to_have_attribute("aria-pressed", "true")
    page.locator("#minutes-2-30").click()
    expect(page.locator("#agenda-total")).to_contain_text("just as long")
    page.locator("#back-minutes-2").click()
    expect(page.locator("#agenda-2-line")).to_contain_text("60 minutes")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    sizes = (
        page.locator(".sheet")
        .locator(".button, summary")
        .evaluate_all(
            "all => all.map(e => e.getBoundingClientRect().height).filter(h => h)"
        )
    )
    assert min(round(size) for size in sizes) >= 44


def test_by_keyboard_alone(opened, full):
    page = opened(full, full.mentor)
    page.locator("#agenda-1-line").focus()
    page.keyboard.press("Enter")
    for _step in range(4):
        page.keyboard.press("Tab")
    expect(page.locator("#minutes-1-20")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#agenda-1-line")).to_contain_text("16:20")
    expect(page.locator("#minutes-1-20")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#minutes-1-25")).to_be_focused()


def test_what_others_chose_meanwhile_comes_along(opened, full, group):
    page = opened(full, full.mentor)
    mentee = group.seats.mentees().first().person
    with transaction.atomic(), acting_as(mentee):
        services.set_minutes(group=group, by=mentee, item=Item.TASKS, minutes=45)
    page.locator("#agenda-1-line").click()
    page.locator("#minutes-1-5").click()

    expect(page.locator("#agenda-6-line")).to_contain_text("45 minutes")
    expect(page.locator("#agenda-1-line")).to_contain_text("5 minutes")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("filled", [True, False], ids=["full", "empty"])
def test_everybody_can_use_it(opened, request, group, filled, width, scheme):
    if filled:
        request.getfixturevalue("full")
    else:
        Session.objects.create(group=group, kind="first", on=ON, at=dt.time(16))
    page = opened(group, group.mentor, width=width, color_scheme=scheme)
    for details in page.locator(".sheet details:not([name])").all():
        details.locator("summary").click()

    found = Axe().run(page, options={"runOnly": STANDARDS, "preload": False})

    assert [
        (rule["id"], node["target"])
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width

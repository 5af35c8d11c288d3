"""A vote on dates in a browser: both languages, a telephone, the keyboard."""

import datetime as dt

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from sessions import services
from sessions.models import DatePoll, Session, Vote
from tests.browser.test_style import STANDARDS
from tests.browser.test_workbook import session_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(dt.datetime(2026, 11, 9, 10, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def days():
    return [dt.date(2026, 11, day) for day in (17, 18, 24)]


@pytest.fixture
def voting(group, mentor, other_mentee, days):
    poll = services.propose_dates(
        group=group,
        by=mentor,
        dates=[(day, dt.time(16)) for day in days],
        minutes=90,
        place="Utrecht",
    )
    answers = dict(zip(poll.dates.all(), ("yes", "no", "if_need_be"), strict=True))
    given = {date.pk: answer for date, answer in answers.items()}
    services.vote(poll=poll, person=other_mentee, answers=given, by=mentor)
    return poll


@pytest.fixture
def seen(window, live_server):
    def visit(person, address, *, language="en", **options):
        page = window(locale=language, **options)
        page.context.add_cookies([session_of(person, live_server.url)])
        page.goto(live_server.url + address)
        return page

    return visit


def violations(page):
    found = Axe().run(page, options={"runOnly": STANDARDS, "preload": False})
    return [
        (rule["id"], node["target"])
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize(("width", "language"), [(1280, "nl"), (360, "en")])
def test_its_pages_are_accessible_and_fit(
    seen, mentor, mentee, other_mentee, group, voting, width, language
):
    pages = [
        (mentor, reverse("sessions:poll_form", args=[group.pk])),
        (mentor, reverse("sessions:poll", args=[voting.pk])),
        (mentor, reverse("sessions:poll_for", args=[voting.pk, other_mentee.pk])),
        (mentee, reverse("sessions:poll", args=[voting.pk])),
        (other_mentee, reverse("sessions:poll", args=[voting.pk])),
    ]
    for person, address in pages:
        page = seen(person, address, language=language, width=width)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        small = page.locator("main .button, main .choices > label")
        sizes = small.evaluate_all(
            "all => all.map(e => Math.round(e.getBoundingClientRect().height))"
        )
        assert min(sizes) >= 44


def test_one_answers_on_a_telephone_by_a_thumb_a_date(seen, mentee, voting):
    page = seen(mentee, reverse("sessions:poll", args=[voting.pk]), width=360)
    for number, date in enumerate(voting.dates.all()):
        group = page.locator(f"#id_date-{date.pk}_group")
        label = group.get_by_text("Yes" if number else "No", exact=True)
        # The whole width of the telephone is shared by three answers.
        assert label.bounding_box()["width"] >= 80
        label.click()
    page.get_by_role("button", name="Send my answers").click()

    expect(page.get_by_text("Saved. You can change")).to_be_visible()
    given = Vote.objects.filter(person=mentee).order_by("date__on")
    assert [vote.answer for vote in given] == ["no", "yes", "yes"]


def test_one_answers_by_keyboard_alone(seen, mentee, voting):
    page = seen(mentee, reverse("sessions:poll", args=[voting.pk]))
    page.locator(".votes input").first.focus()
    for _date in voting.dates.all():
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Saved. You can change")).to_be_visible()
    given = Vote.objects.filter(person=mentee)
    assert [vote.answer for vote in given] == ["if_need_be"] * 3


def test_the_offered_dates_change_and_what_was_typed_stays(seen, mentor, group, days):
    page = seen(mentor, reverse("sessions:poll_form", args=[group.pk]))
    page.locator("#id_place").fill("Delft")
    page.locator("[name=dates-0-on]").fill(days[2].isoformat())
    page.locator("[name=dates-0-at]").fill("10:00")
    page.locator("#id_first").fill(days[0].isoformat())
    page.locator("#id_until").fill(days[1].isoformat())
    page.get_by_role("button", name="Show dates").click()
    offered = page.locator("#offered input[type=checkbox]")
    expect(offered).to_have_count(2)
    for number in range(2):
        offered.nth(number).check()
    page.get_by_role("button", name="Ask the group").click()

    expect(page.get_by_text("The group is asked to vote")).to_be_visible()
    poll = DatePoll.objects.get()
    assert [date.on for date in poll.dates.all()] == days
    assert poll.place == "Delft"


def test_a_mentor_picks_the_best(seen, mentor, voting, days):
    page = seen(mentor, reverse("sessions:poll", args=[voting.pk]))
    page.get_by_role("button", name="Pick this date").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Pick this date").click()

    expect(page.get_by_text("The first meeting is on")).to_be_visible()
    assert Session.objects.get().on == days[0]

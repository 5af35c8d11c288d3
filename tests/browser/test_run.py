"""Three members go through a meeting at once, each on the own page."""

import datetime as dt
import re

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from sessions import services
from sessions.models import Run, Session
from sessions.run_texts import ALONE
from spaces.acting import acting_as
from tests.browser.test_coming import look
from tests.browser.test_saving import cookie_of
from writing.models import Text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ON = dt.date(2040, 1, 5)
CORE = "five-step.core"


@pytest.fixture
def run(group, mentor, mentee):
    """The group writes down the core, each alone; `mentee` brought the case."""
    session = Session.objects.create(group=group, on=ON, at=dt.time(16))
    with transaction.atomic(), acting_as(mentor):
        run = services.start_run(
            session=session,
            by=mentor,
            opening="last-time",
            method="five-step",
            closing="take-along",
            minutes=90,
            case_owner=mentee,
        )
        while run.step != CORE:
            run = services.step_on(run=run, by=mentor, version=run.version)
    return run


@pytest.fixture
def opened(window, live_server, run):
    def open_page(person, **options):
        page = window(width=360, locale="en", **options)
        page.context.add_cookies([cookie_of(person, live_server.url)])
        page.goto(live_server.url + run.get_absolute_url())
        return page

    return open_page


def title(page, words):
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(words))


def texts_of(person):
    with acting_as(person), transaction.atomic():
        return [(one.key, one.body) for one in Text.objects.of_kind(ALONE)]


def test_nobody_who_writes_is_taken_away_and_the_others_follow(
    opened, run, mentor, mentee, other_mentee
):
    leads, listens, writes = map(opened, (mentor, mentee, other_mentee))
    box = writes.get_by_label("Write, alone and in silence")
    box.fill("It is about her fear")
    expect(writes.locator(".save-state")).to_have_text("Saved")
    assert texts_of(mentor) == []
    box.press_sequentially(", and")

    leads.get_by_role("button", name="Next step").click()

    title(leads, "Core and advice")
    title(listens, "Core and advice")
    expect(writes.get_by_role("status").filter(has_text="gone on")).to_be_visible()
    title(writes, "Writing down the core")
    box.press_sequentially(" his")
    expect(writes.locator(".save-state")).to_have_text("Saved")
    expected = [(f"{run.pk}.{CORE}", "It is about her fear, and his")]
    assert texts_of(mentor) == expected
    writes.get_by_role("link", name="The group has gone on").click()
    title(writes, "Core and advice")
    expect(writes.get_by_text("It is about her fear, and his")).to_be_visible()


def test_the_lead_is_taken_over_when_the_leaders_page_is_gone(
    opened, run, mentor, other_mentee
):
    opened(mentor).close()
    page = opened(other_mentee)
    expect(page.get_by_role("button", name="Next step")).to_have_count(0)

    page.get_by_text(f"Who does what: {mentor.full_name} leads").press("Enter")
    page.get_by_role("button", name="Take over the lead").press("Enter")

    page.get_by_role("button", name="Next step").press("Enter")
    title(page, "Core and advice")


def test_the_clock_is_that_of_the_server(opened, mentor, other_mentee):
    """Whatever the telephone thinks what time it is, and when it came."""
    first, late = opened(mentor), opened(other_mentee)
    late.clock.set_system_time(dt.datetime(2031, 5, 5, 5, 5))
    late.reload()

    left = [page.locator("[data-clock]").inner_text() for page in (first, late)]

    seconds = [60 * int(m) + int(s) for m, s in (one.split(":") for one in left)]
    assert abs(seconds[0] - seconds[1]) <= 2
    assert 0 < seconds[0] <= 600


def test_it_goes_without_a_script(opened, run, mentor):
    page = opened(mentor, java_script_enabled=False)
    expect(page.get_by_text(re.compile(r"^until \d"))).to_be_visible()

    page.get_by_role("button", name="Next step").click()

    title(page, "Core and advice")
    with acting_as(mentor), transaction.atomic():
        assert Run.objects.get().step == "five-step.advice"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_pages_fit_a_telephone_on_the_table(
    opened, live_server, run, mentor, mentee, language
):
    for person in (mentor, mentee):
        person.language = language
        person.save(update_fields=["language"])
        page = opened(person)
        look(page)
        for details in page.locator("details").all():
            details.locator("summary").first.press("Enter")
        look(page)
    with transaction.atomic(), acting_as(mentor):
        services.end_run(run=run, by=mentor, version=run.version)
    page.goto(live_server.url + reverse("sessions:run_start", args=[run.session_id]))
    look(page)

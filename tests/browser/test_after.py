"""The page of a meeting once it is over, on a phone: notes, lines, actions, a hint."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from sessions import services
from sessions.models import Action, Session
from spaces.acting import acting_as
from tests.browser.test_coming import look
from tests.browser.test_saving import cookie_of
from writing.models import Text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "To wait before I answer"


@pytest.fixture
def over(group, mentor):
    """A meeting that has been, of which nothing is written yet."""
    return Session.objects.create(group=group, on=dt.date(2026, 1, 8), at=dt.time(16))


@pytest.fixture
def opened(window, live_server, over):
    def open_page(person, **options):
        page = window(width=360, **{"locale": "en"} | options)
        page.context.add_cookies([cookie_of(person, live_server.url)])
        page.goto(live_server.url + over.get_absolute_url())
        return page

    return open_page


def test_a_note_taker_writes_the_log_and_the_others_read_along(
    opened, over, mentor, mentee, other_mentee
):
    leads = opened(mentor)
    leads.get_by_text("Nobody else takes notes").click()
    leads.get_by_label("Who takes notes?").select_option(str(other_mentee.pk))
    leads.get_by_role("button", name="Save").click()
    expect(leads.get_by_text("Your group sees who takes notes.")).to_be_visible()

    notes = opened(other_mentee)
    notes.get_by_role("link", name="Write the log").click()
    notes.get_by_label("What did we learn?").fill("Ask before you advise")
    expect(notes.locator("#text-learnt .save-state")).to_have_text("Saved")
    # Read along, before anybody saves the whole.
    reads = opened(mentee)
    expect(reads.get_by_text("Ask before you advise")).to_be_visible()
    notes.get_by_role("button", name="Save the log").click()
    expect(notes.get_by_role("heading", name="Who was there")).to_be_visible()
    over.refresh_from_db()
    assert over.state == "held"
    look(notes)


def test_a_line_goes_to_who_it_is_about_by_keyboard(opened, over, mentee, other_mentee):
    page = opened(mentee)
    page.get_by_role("link", name=other_mentee.given_name).focus()
    page.keyboard.press("Enter")
    box = page.get_by_label("What did you learn?")
    box.focus()
    page.keyboard.type(WORDS)
    expect(page.locator(".save-state")).to_have_text("Saved")
    with acting_as(other_mentee), transaction.atomic():
        assert not Text.objects.exists()
    page.get_by_role("button", name="Let your group read it").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your group reads it.")).to_be_visible()

    other = opened(other_mentee)
    expect(other.get_by_text(WORDS)).to_be_visible()
    look(other)


def test_an_action_of_before_is_dropped_with_a_word_in_the_next_meeting(
    opened, window, live_server, group, over, mentee
):
    with transaction.atomic(), acting_as(mentee):
        services.add_action(
            group=group,
            session=over,
            by=mentee,
            text="Call the harbour",
            owner=mentee,
            due_on=dt.date(2026, 2, 1),
        )
    following = Session.objects.create(
        group=group, on=dt.date(2040, 1, 5), at=dt.time(16)
    )
    with transaction.atomic(), acting_as(mentee):
        run = services.start_run(
            session=following, by=mentee, method="five-step", minutes=60
        )
    page = opened(mentee)
    page.goto(live_server.url + reverse("sessions:run", args=[run.pk]))
    expect(page.get_by_text("Call the harbour", exact=True)).to_be_visible()
    look(page)
    page.get_by_role("link", name="Drop it").click()
    page.get_by_label("Why? One word is enough").fill("Solved")
    page.get_by_role("button", name="Save").click()

    expect(page).to_have_url(live_server.url + run.get_absolute_url())
    expect(page.get_by_text("Call the harbour", exact=True)).to_have_count(0)
    with acting_as(mentee), transaction.atomic():
        action = Action.objects.get()
        assert (action.is_undone, action.words.get().words) == (False, "Solved")

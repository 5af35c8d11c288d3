"""Members of a group vote on going on, each on a phone, and read the outcome."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.test_coming import look
from tests.browser.test_saving import cookie_of
from tests.conftest import connect_as

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def vote(group):
    with connect_as("worker") as worker:
        (key,) = worker.execute(
            "INSERT INTO mentoring_sessions_extension (group_id, after_months, ends_on, "
            "months, opened_at, closes_at, reason, outcome) VALUES "
            "(%s, 12, '2040-03-01', 12, '2001-01-01', '2999-01-01', '', '') "
            "RETURNING id",
            [group.pk],
        ).fetchone()
    return key


def close(key):
    with connect_as("owner") as owner:
        owner.execute(
            "UPDATE mentoring_sessions_extension SET closes_at = '2001-01-02'"
        )
    with connect_as("worker") as worker:
        worker.execute("SELECT sessions_close_extension(%s)", [key])


def ballots():
    with connect_as("owner") as owner:
        rows = owner.execute("SELECT answer FROM mentoring_sessions_ballot ORDER BY 1")
        return [answer for (answer,) in rows.fetchall()]


@pytest.fixture
def opened(window, live_server, group):
    def open_page(person, **options):
        page = window(width=360, **options)
        page.context.add_cookies([cookie_of(person, live_server.url)])
        page.goto(live_server.url + reverse("sessions:extension", args=[group.pk]))
        return page

    return open_page


def test_two_vote_in_two_browsers_and_see_nothing_of_each_other(
    opened, vote, mentee, other_mentee
):
    other_mentee.language = "nl"
    other_mentee.save(update_fields=["language"])
    one, other = opened(mentee), opened(other_mentee)
    for page in (one, other):
        look(page)
        expect(page.get_by_role("radio", checked=True)).to_have_count(0)

    # By keyboard alone.
    one.get_by_role("radio", name="I want to stop").focus()
    one.keyboard.press("Space")
    one.keyboard.press("Enter")
    expect(
        one.get_by_role("status").filter(has_text="You have answered")
    ).to_be_visible()
    look(one)
    other.reload()
    expect(other.get_by_text("Je hebt geantwoord")).to_have_count(0)
    other.get_by_role("radio", name="Ik wil doorgaan", exact=True).check()
    other.get_by_role("button", name="Verstuur mijn antwoord").click()
    expect(other.get_by_text("Je hebt geantwoord")).to_be_visible()
    expect(other.get_by_role("radio", checked=True)).to_have_count(0)
    look(other)
    assert ballots() == ["go_on", "stop"]

    one.get_by_role("radio", name="if some things change").check()
    one.get_by_role("button", name="Answer anew").click()
    expect(one.get_by_role("radio", checked=True)).to_have_count(0)
    assert ballots() == ["changes", "go_on"]

    close(vote)
    for page, words in ((one, "The group ends on"), (other, "De groep eindigt op")):
        page.reload()
        expect(page.get_by_text(words)).to_be_visible()
        expect(page.get_by_role("radio")).to_have_count(0)
        look(page)
    assert ballots() == []


def test_a_page_of_before_the_end_is_told_that_it_is_over(opened, vote, mentee):
    page = opened(mentee)
    page.get_by_role("radio", name="I want to stop").check()
    close(vote)
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text(re.compile("no answer is taken any more"))).to_be_visible()
    assert ballots() == []

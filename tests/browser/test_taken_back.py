"""Taken back is gone (C6), in the browser of who read it: back, forward, out of its cache."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from spaces.acting import acting_as
from tests.browser.test_sign_in import sign_out
from tests.browser.test_workbook import session_of
from workbook import services
from workbook.models import Goal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE, BODY = "Vaker nee zeggen", "Mijn leidinggevende vraagt te veel"
GONE = "This page is not here"
CACHED = """(address) => fetch(address, { cache: "force-cache" })
  .then(async (answer) => [answer.status, await answer.text()])"""


@pytest.fixture
def shown(group, mentee):
    """A goal that the mentor reads."""
    with transaction.atomic(), acting_as(mentee):
        typed = {"client_id": uuid4(), "based_on": None, "title": TITLE, "body": BODY}
        services.write_goal(author=mentee, goal_id=uuid4(), **typed)
        goal = Goal.objects.select_related("text").get()
        pair = group.seats.get(person=mentee).pair_id
        return services.show_goal(goal=goal, space_id=pair, part="words")


@pytest.fixture
def signed_in_window(window, live_server):
    def open_for(person):
        page = window(locale="en")
        page.context.add_cookies([session_of(person, live_server.url)])
        return page

    return open_for


def no_word_of_it(page):
    words = page.content()
    return TITLE not in words and BODY not in words


def test_taken_back_is_gone_from_the_browser_of_who_read_it(
    signed_in_window, live_server, shown, mentor, mentee
):
    there, listed = shown.get_absolute_url(), reverse("workbook:shown")
    reader = signed_in_window(mentor)
    reader.goto(live_server.url + listed)
    expect(reader.get_by_text(TITLE)).to_be_visible()
    reader.goto(live_server.url + there)
    expect(reader.get_by_text(BODY)).to_be_visible()
    beside, away = reader.context.new_page(), reader.context.new_page()
    beside.goto(live_server.url + listed)
    expect(beside.get_by_text(TITLE)).to_be_visible()
    away.goto(live_server.url + there)
    expect(away.get_by_text(BODY)).to_be_visible()
    away.goto(live_server.url + reverse("handbook:home"))

    author = signed_in_window(mentee)
    author.goto(live_server.url + reverse("workbook:goal", args=[shown.text_id]))
    place = author.locator("#readers form").first
    place.get_by_role("combobox").select_option("")
    place.get_by_role("button", name="Change").click()
    expect(place.get_by_role("combobox")).to_have_value("")

    # The next request of each page that stood open, or was left behind.
    reader.reload()
    expect(reader.get_by_role("heading", name=GONE)).to_be_visible()
    assert no_word_of_it(reader)
    beside.reload()
    expect(beside.get_by_role("heading", level=1)).to_be_visible()
    assert no_word_of_it(beside)
    away.go_back()
    expect(away.get_by_role("heading", name=GONE)).to_be_visible()
    assert no_word_of_it(away)
    # Back to the list, and forth to where it was.
    reader.go_back()
    assert reader.url == live_server.url + listed
    assert no_word_of_it(reader)
    for address, status in ((listed, 200), (there, 404)):
        found, words = reader.evaluate(CACHED, live_server.url + address)
        assert (found, TITLE in words, BODY in words) == (status, False, False)
    reader.go_forward()
    expect(reader.get_by_role("heading", name=GONE)).to_be_visible()

    sign_out(beside, live_server)
    for _press in range(2):
        reader.go_back()
        assert no_word_of_it(reader)
        away.go_back()
        assert no_word_of_it(away)
    beside.go_back()
    assert no_word_of_it(beside)


def test_who_signed_out_leaves_nothing_behind(
    signed_in_window, live_server, shown, mentor
):
    """Who sits down at that browser next presses back: nothing taken back is needed."""
    there = live_server.url + shown.get_absolute_url()
    reader = signed_in_window(mentor)
    reader.goto(there)
    expect(reader.get_by_text(BODY)).to_be_visible()
    sign_out(reader, live_server)

    for _press in range(2):
        reader.go_back()
        assert no_word_of_it(reader), reader.url
    _status, words = reader.evaluate(CACHED, there)
    assert (TITLE in words, BODY in words) == (False, False)

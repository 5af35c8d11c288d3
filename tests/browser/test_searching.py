"""Choosing one among many while one types; without a script by a button."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from people.choices import FEW
from tests.factories import ParticipationFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(programme):
    return [
        ParticipationFactory(
            programme=programme,
            person__organisation=programme.organisation,
            person__given_name="Newcomer",
            person__family_name=f"{chr(ord('A') + number)}son",
        )
        for number in range(FEW + 2)
    ]


@pytest.fixture
def opened(window, live_server, coordinator, programme, people):
    def opened(**options):
        client = Client()
        client.force_login(coordinator)
        page = window(width=360, locale="en", **options)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies(
            [{"name": name, "value": cookie, "url": live_server.url}]
        )
        page.goto(live_server.url + reverse("groups:apart", args=[programme.pk]))
        return page

    return opened


def test_one_types_and_chooses_two(opened, people, programme):
    page = opened()
    one = page.get_by_role("group", name="This person", exact=True)
    other = page.get_by_role("group", name="and this person")

    one.get_by_role("searchbox").press_sequentially("newcomer ason")
    expect(one.get_by_role("status")).to_have_text("1 found")
    one.get_by_role("searchbox").press("Tab")
    page.keyboard.press("Space")
    other.get_by_role("searchbox").fill("dson")
    other.get_by_role("searchbox").press("Enter")
    expect(other.get_by_role("radio")).to_have_count(1)
    # The choice beside it stays, and so does what was typed.
    expect(one.get_by_role("radio")).to_be_checked()
    expect(page).to_have_url(re.compile("one-words=newcomer.*ason.*other-words=dson"))
    other.get_by_role("radio").check()
    page.get_by_role("button", name="Keep apart").click()
    expect(page.get_by_role("button", name="Stop keeping them apart")).to_be_visible()

    pair = programme.exclusions.get()
    assert (pair.first, pair.second) == (people[0], people[3])


def test_without_a_script_a_button_searches(opened, people, programme):
    page = opened(java_script_enabled=False)
    page.get_by_role("searchbox").first.fill("ason")
    page.get_by_role("searchbox").last.fill("bson")
    page.get_by_role("button", name="Search").first.click()
    for radio in page.get_by_role("radio").all():
        radio.check()
    page.get_by_role("button", name="Keep apart").click()

    pair = programme.exclusions.get()
    assert (pair.first, pair.second) == (people[0], people[1])

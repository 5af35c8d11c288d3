"""I can, I cannot: by keyboard from the reminder's link, by one press where one is in."""

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from reminders.links import sign_answer
from sessions import services
from sessions.models import Session
from sessions.session.answering import SALT
from sessions.session.services.coming import by_link
from spaces.acting import acting_as
from tests.browser.test_saving import cookie_of
from tests.browser.test_style import STANDARDS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ON = dt.date(2040, 1, 5)


@pytest.fixture
def session(group):
    return Session.objects.create(
        group=group, kind="first", on=ON, at=dt.time(16), place="Gemaal Utrecht"
    )


def answer_of(session, person):
    with by_link(session=session, person=person):
        return session.coming.values_list("can", flat=True).first()


def look(page):
    """Nothing to find for axe, and nothing wider than the phone."""
    found = Axe().run(page, options={"runOnly": STANDARDS, "preload": False})
    assert found.violations_count == 0, found.generate_report()
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("language", "can"), [("en", "I can"), ("nl", "Ik kan")])
def test_the_link_of_a_reminder_is_answered_by_keyboard(
    window, live_server, session, mentee, language, can
):
    mentee.language = language
    mentee.save(update_fields=["language"])
    page = window(width=360)
    token = sign_answer([mentee.pk, session.pk], salt=SALT)
    page.goto(live_server.url + reverse("sessions:answer", args=[token]))
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    look(page)

    # Its sole button, pressed by whoever only looks what it does.
    page.get_by_role("main").get_by_role("button").press("Enter")
    assert answer_of(session, mentee) is None
    page.get_by_role("radio", name=can, exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    assert answer_of(session, mentee) is True
    look(page)
    page.goto(live_server.url)
    assert reverse("account_login") in page.url


def test_one_press_answers_on_the_pages_of_who_is_in(
    window, live_server, session, mentee, other_mentee
):
    with transaction.atomic(), acting_as(other_mentee):
        told = (session.on, session.at)
        services.answer(session=session, person=other_mentee, can=False, told=told)
    page = window(width=360, locale="en")
    page.context.add_cookies([cookie_of(mentee, live_server.url)])
    for path, can in [
        (reverse("today"), True),
        (reverse("sessions:group", args=[session.group_id]), False),
        (session.get_absolute_url(), True),
    ]:
        page.goto(live_server.url + path)
        name = "I can" if can else "I cannot"
        page.get_by_role("button", name=name, exact=True).press("Enter")
        pressed = page.get_by_role("button", name=name, exact=True, pressed=True)
        expect(pressed).to_be_visible()
        assert page.url == live_server.url + path
        assert answer_of(session, mentee) is can
        look(page)
    expect(page.get_by_role("main")).to_contain_text(other_mentee.called)

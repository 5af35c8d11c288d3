"""Who prepares has the own questions looked at, and comes back to what they stand in."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from sessions.models import OWN_NOTE, Case, Session
from sessions.one_on_ones.keys import own_key
from sessions.services import ask_one_on_one, plan_one_on_one
from spaces.acting import acting_as
from tests.browser.test_coming import look
from tests.browser.test_saving import cookie_of
from writing.models import Text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ON = {"on": dt.date(2040, 1, 5), "at": dt.time(16)}
ASKED = {"nl": "Wat wil je leren?", "en": "What do you want to learn?"}
STATED = {"nl": "Nee leren zeggen", "en": "Learning to say no"}
LABELS = {
    "nl": {
        "look": "Kijk naar mijn vragen",
        "back": "Terug naar waar je aan schreef",
        "none": "Je tekst is bewaard.",
        "line": "Wat zou je inbrengen, in één regel?",
        "pressing": "Het kan niet wachten",
        "show": "Toon je eigen notitie",
    },
    "en": {
        "look": "Look at my questions",
        "back": "Back to what you were writing",
        "none": "Your text is kept.",
        "line": "What would you bring, in one line?",
        "pressing": "It cannot wait",
        "show": "Show your own note",
    },
}
LOOKS = [("nl", 360, "dark"), ("en", 1280, "light")]
BOTH = pytest.mark.parametrize(("language", "width", "scheme"), LOOKS)


@pytest.fixture
def opened(window, live_server):
    def open_page(person, path, language, width, scheme):
        person.language = language
        person.save(update_fields=["language"])
        page = window(width=width, color_scheme=scheme, locale=language)
        page.context.add_cookies([cookie_of(person, live_server.url)])
        page.goto(live_server.url + path)
        return page

    return open_page


@pytest.fixture
def one_on_one(mentee, mentor):
    with transaction.atomic(), acting_as(mentee):
        asked = ask_one_on_one(seat=mentee.seats.get(), by=mentee)
    with transaction.atomic(), acting_as(mentor):
        return plan_one_on_one(one_on_one=asked, **ON, minutes=45)


def press(page, name):
    page.get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")


@BOTH
def test_a_line_for_a_meeting_is_kept_and_its_question_looked_at(
    opened, group, mentee, other_mentee, language, width, scheme
):
    said, session = LABELS[language], Session.objects.create(group=group, **ON)
    path = reverse("sessions:casting", args=[session.pk])
    page = opened(mentee, path, language, width, scheme)
    page.get_by_role("radio", name=said["pressing"]).press("Space")
    page.get_by_label(said["line"]).fill(ASKED[language])
    press(page, said["look"])

    expect(page.locator(".looked__question")).to_have_text([ASKED[language]])
    look(page)
    page.get_by_role("link", name=said["back"]).click()
    expect(page.get_by_label(said["line"])).to_have_value(ASKED[language])
    with transaction.atomic(), acting_as(other_mentee):
        assert not Case._base_manager.exists()

    page.get_by_label(said["line"]).fill(STATED[language])
    press(page, said["look"])
    expect(page.locator(".callout")).to_contain_text(said["none"])
    expect(page.locator(".looked__question")).to_have_count(0)
    look(page)
    # Looked at what is typed there, the way back is still the same.
    page.locator("#id_questions").fill(ASKED[language])
    page.locator("#questions .button").first.press("Enter")
    expect(page.locator(".looked__question")).to_have_text([ASKED[language]])
    page.get_by_role("link", name=said["back"]).click()
    expect(page.get_by_label(said["line"])).to_have_value(STATED[language])


@BOTH
def test_a_mentors_note_is_saved_and_its_question_looked_at(
    opened, mentor, mentee, one_on_one, language, width, scheme
):
    said, note = LABELS[language], f"{STATED[language]}\n{ASKED[language]}"
    page = opened(mentor, one_on_one.get_absolute_url(), language, width, scheme)
    press(page, said["show"])
    page.locator("section[aria-labelledby=own] textarea").fill(note)
    press(page, said["look"])

    expect(page.locator(".looked__question")).to_have_text([ASKED[language]])
    look(page)
    page.get_by_role("link", name=said["back"]).click()
    box = page.locator("section[aria-labelledby=own] textarea")
    expect(box).to_have_value(note)
    with transaction.atomic(), acting_as(mentor):
        [text] = Text.objects.filter(kind=OWN_NOTE, key=own_key(one_on_one))
        assert text.body == note
    with transaction.atomic(), acting_as(mentee):
        assert not Text.objects.filter(kind=OWN_NOTE).exists()

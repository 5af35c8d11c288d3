"""Two members say what they would bring, each on the own telephone; and a visit."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from sessions.models import Case, Session
from spaces.acting import acting_as
from tests.browser.test_coming import look
from tests.browser.test_saving import cookie_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ON = dt.date(2040, 1, 5)
WORDS = "Mijn leidinggevende wil dat ik zwijg"
LABELS = {
    "en": {
        "line": "What would you bring, in one line?",
        "pressing": "It cannot wait",
        "offer": "Offer it to my group",
        "wish": "I would like this one",
        "back": "Take it back",
    },
    "nl": {
        "line": "Wat zou je inbrengen, in één regel?",
        "pressing": "Het kan niet wachten",
        "offer": "Bied het mijn groep aan",
        "wish": "Deze wil ik graag",
        "back": "Terugnemen",
    },
}


@pytest.fixture
def session(group):
    return Session.objects.create(group=group, on=ON, at=dt.time(16))


@pytest.fixture
def opened(window, live_server):
    def open_page(person, path, language, **options):
        person.language = language
        person.save(update_fields=["language"])
        page = window(width=360, **options)
        page.context.add_cookies([cookie_of(person, live_server.url)])
        page.goto(live_server.url + path)
        return page

    return open_page


def lines(person):
    with acting_as(person), transaction.atomic():
        return [case.line for case in Case._base_manager.all()]


@pytest.mark.parametrize("language", LABELS)
def test_a_line_is_kept_offered_wished_for_and_taken_back(
    opened, session, mentee, other_mentee, language
):
    said = LABELS[language]
    casting = reverse("sessions:casting", args=[session.pk])
    mine = opened(mentee, casting, language, color_scheme="dark")
    look(mine)
    # By keyboard: Enter in the line keeps it, and shows it to nobody.
    mine.get_by_role("radio", name=said["pressing"]).press("Space")
    mine.get_by_label(said["line"]).fill(WORDS)
    mine.get_by_label(said["line"]).press("Enter")
    expect(mine.get_by_role("status").first).to_be_visible()
    theirs = opened(other_mentee, session.get_absolute_url(), language)
    expect(theirs.get_by_text(WORDS)).to_have_count(0)
    assert lines(other_mentee) == []

    mine.goto(mine.url.split("/sessions/")[0] + casting)
    mine.get_by_role("button", name=said["offer"]).click()
    expect(mine.locator(".item__title")).to_have_text([WORDS])
    theirs.reload()
    look(theirs)
    theirs.get_by_role("button", name=said["wish"]).click()
    pressed = theirs.get_by_role("button", name=said["wish"], pressed=True)
    expect(pressed).to_have_count(1)
    mine.reload()
    expect(mine.locator("#casting ~ ul")).to_contain_text(other_mentee.given_name)
    look(mine)

    mine.goto(mine.url.split("/sessions/")[0] + casting)
    mine.get_by_role("button", name=said["back"]).click()
    expect(mine.locator(".item__title")).to_have_count(0)
    theirs.reload()
    expect(theirs.get_by_text(WORDS)).to_have_count(0)
    assert (lines(mentee), lines(other_mentee)) == ([WORDS], [])


@pytest.mark.parametrize("language", LABELS)
def test_a_visit_is_prepared_by_two_at_once(
    opened, group, mentee, other_mentee, language
):
    visit = Session.objects.create(
        group=group, kind="work_visit", on=ON, at=dt.time(14), place="Scheepswerf"
    )
    path = reverse("sessions:visit", args=[visit.pk])
    pages = {
        one: opened(one, path, language, color_scheme=scheme)
        for one, scheme in ((mentee, "dark"), (other_mentee, "light"))
    }
    for one, page in pages.items():
        look(page)
        box = page.locator("#text-visit-question")
        box.get_by_role("textbox").fill(f"Een vraag van {one.pk}")
        expect(box.locator("[data-state=saved]")).to_be_visible()

    for one, page in pages.items():
        page.reload()
        [other] = pages.keys() - {one}
        expect(page.locator("#main dd")).to_have_text([f"Een vraag van {other.pk}"])

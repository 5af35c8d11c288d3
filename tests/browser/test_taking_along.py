"""Out again: the file that people take along, paper, and looking back, in a browser."""

from uuid import uuid4
from zipfile import ZipFile

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from spaces.acting import acting_as
from tests.browser.test_saving import cookie_of
from tests.browser.test_style import STANDARDS
from workbook.chapters import chapters
from writing import services

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "een lang wachtwoord 7"


@pytest.fixture
def written(mentee):
    """A goal, and an answer of each kind of question that there is."""
    mentee.set_password(PASSWORD)
    mentee.save()
    with transaction.atomic(), acting_as(mentee):
        save(mentee, "goal", str(uuid4()), "Ik zeg nee voor ik ja zeg", "Nee zeggen")
        for chapter in chapters("en"):
            for exercise in chapter.exercises[:2]:
                for prompt in exercise.prompts:
                    save(mentee, "exercise", f"{exercise.slug}.{prompt.name}", "Zo.")
    return mentee


def save(person, kind, key, body, title=None):
    given = {} if title is None else {"title": title}
    services.write_text(
        kind=kind,
        key=key,
        by=person,
        client_id=uuid4(),
        based_on=None,
        body=body,
        **given,
    )


@pytest.fixture
def opened(window, live_server, written):
    def open_page(address, language="en", **options):
        written.language = language
        written.save(update_fields=["language"])
        page = window(locale=language, **options)
        page.context.add_cookies([cookie_of(written, live_server.url)])
        page.goto(live_server.url + address)
        return page

    return open_page


def shown_again(page):
    page.get_by_label("Password").or_(page.get_by_label("Wachtwoord")).first.fill(
        PASSWORD
    )
    page.locator("main button.button").first.click()
    page.wait_for_url(f"**{reverse('taking_along')}")


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("en", 1280, "light"), ("nl", 360, "dark")]
)
def test_the_pages_are_accessible(opened, live_server, language, width, scheme):
    page = opened(reverse("taking_along"), language, width=width, color_scheme=scheme)
    shown_again(page)
    for name in ("taking_along", "looking_back", "workbook:paper"):
        page.goto(live_server.url + reverse(name))
        found = Axe().run(page, options={"runOnly": STANDARDS, "preload": False})
        assert [rule["id"] for rule in found.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_file_opens_without_a_connection(opened, window, tmp_path):
    page = opened(reverse("taking_along"))
    shown_again(page)
    button = page.get_by_role("button", name="Save the file")
    with page.expect_download() as waits:
        button.click()
    waits.value.save_as(tmp_path / "mine.zip")
    # And once more: nothing of the page rests.
    with page.expect_download() as waits:
        button.click()
    assert waits.value.path().stat().st_size > 1000

    with ZipFile(tmp_path / "mine.zip") as archive:
        archive.extractall(tmp_path)
    page = window()
    page.context.set_offline(True)
    page.goto(f"file://{tmp_path}/crossmentor/index.html")
    page.get_by_role("link", name="Learning goals", exact=True).click()
    expect(page.get_by_text("Ik zeg nee voor ik ja zeg")).to_be_visible()
    found = Axe().run(page, options={"runOnly": STANDARDS, "preload": False})
    assert [rule["id"] for rule in found.response["violations"]] == []


def test_the_workbook_on_paper_has_nothing_of_the_frame(opened):
    page = opened(reverse("workbook:paper"))
    page.emulate_media(media="print")

    for frame in (".rail", ".margin", "button", ".no-print"):
        assert not any(one.is_visible() for one in page.locator(frame).all()), frame
    expect(page.get_by_text("Ik zeg nee voor ik ja zeg")).to_be_visible()

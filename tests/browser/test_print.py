"""A text on paper: all of it and who reads it, and nothing of the frame."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from sessions.methods.files import methods
from tests.browser.test_saving import agreement, cookie_of, field, goal, saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LINES = [f"Line {number} of what we agreed." for number in range(1, 81)]


@pytest.mark.parametrize(
    ("where", "readers"),
    [(goal, "Only you"), (agreement, "Your group, 5 people")],
    ids=["goal", "agreement"],
)
def test_a_long_text_on_paper(window, live_server, request, where, readers):
    writer, address = where(request.getfixturevalue)
    page = window(width=360, height=780, locale="en")
    page.context.add_cookies([cookie_of(writer, live_server.url)])
    page.goto(live_server.url + address)
    field(page).fill("\n".join(LINES))
    saved(page)
    page.reload()
    button = page.get_by_role("button", name="Print")
    expect(button).to_be_visible()
    page.evaluate("window.print = () => dispatchEvent(new Event('beforeprint'))")
    button.click()
    page.emulate_media(media="print")

    body = page.locator("body")
    written = page.locator(".on-paper").last.inner_text().splitlines()
    assert written == LINES
    expect(body).to_contain_text(readers)
    for frame in (".rail", ".margin", ".tabs", ".save-state", "textarea", "button"):
        assert not any(one.is_visible() for one in page.locator(frame).all()), frame

    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator(".on-paper")).to_have_count(0)
    expect(field(page)).to_have_value("\n".join(LINES))


def test_a_page_of_the_handbook_is_its_text_on_paper(window, live_server, mentee):
    page = window(locale="en")
    page.context.add_cookies([cookie_of(mentee, live_server.url)])
    page.goto(live_server.url + reverse("handbook:text", args=["learning-styles"]))
    expect(page.get_by_role("button", name="Print")).to_be_visible()

    sheets = len(re.findall(rb"/Type */Page\b", page.pdf(format="A4")))

    assert sheets <= 3
    page.emulate_media(media="print")
    for frame in (".rail", ".margin", ".jumps", "button"):
        assert not any(one.is_visible() for one in page.locator(frame).all()), frame
    expect(page.locator(".prose__source")).to_contain_text("Pashler")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_method_on_one_sheet(window, live_server, mentee, language):
    mentee.language = language
    mentee.save(update_fields=["language"])
    page = window(locale=language)
    page.context.add_cookies([cookie_of(mentee, live_server.url)])

    for method in methods(language):
        address = reverse("handbook:method", args=[method.slug])
        page.goto(f"{live_server.url}{address}?minutes=120")
        paper = page.pdf(format="A4")

        assert len(re.findall(rb"/Type */Page\b", paper)) == 1, method.slug
    page.emulate_media(media="print")
    expect(page.locator(".steps--told > li").first).to_be_visible()

"""Pictures that one can turn, by finger, by keyboard and by form."""

import math

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.test_saving import cookie_of
from tests.browser.test_style import STANDARDS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOME = reverse("handbook:pictures")
ROSE, TRIANGLE, TOPOI = (
    reverse("handbook:picture", args=[slug]) for slug in ("rose", "triangle", "topoi")
)
TOGETHER = "?together=1"
MINE = "You stood at helping. That calls up going along."


@pytest.fixture
def opened(window, live_server, mentee):
    def open_page(address, language="en", **options):
        mentee.language = language
        mentee.save(update_fields=["language"])
        page = window(locale=language, **options)
        page.context.add_cookies([cookie_of(mentee, live_server.url)])
        page.goto(live_server.url + address)
        return page

    return open_page


def at(page, angle, part=0.7):
    """A point of the drawing, so many degrees clockwise from its top."""
    drawing = page.locator(".picture__drawing")
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    reach, turn = box["width"] / 2 * part, math.radians(angle)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    return x + reach * math.sin(turn), y - reach * math.cos(turn)


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("en", 1280, "light"), ("nl", 360, "dark")]
)
def test_the_pages_are_accessible(opened, live_server, language, width, scheme):
    page = opened(HOME, language, width=width, color_scheme=scheme)
    for address in (HOME, ROSE, TRIANGLE, TOPOI, TOPOI + TOGETHER):
        page.goto(live_server.url + address)
        for radio in page.locator('input[name="me"]').all()[:1]:
            radio.check()
        found = Axe().run(page, options={"runOnly": STANDARDS, "preload": False})
        assert [rule["id"] for rule in found.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_rose_is_turned_by_keyboard(opened):
    page = opened(ROSE)
    mine = page.get_by_role("group", name="Where did I stand?")
    mine.get_by_label("Leading").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")

    expect(page.get_by_text(MINE, exact=True)).to_be_visible()
    expect(page.locator("[data-called]")).to_have_text("Going along")
    page.get_by_role("group", name="Where did the other stand?").get_by_label(
        "Following"
    ).check()
    expect(page.get_by_text("right beside what your place calls up")).to_be_visible()
    # On past the last it comes round to the first.
    mine.get_by_label("Competing").check()
    page.keyboard.press("ArrowRight")
    expect(mine.get_by_label("Leading")).to_be_checked()


def test_the_rose_is_turned_by_finger(opened):
    page = opened(ROSE, width=360, has_touch=True)

    page.touchscreen.tap(*at(page, 70))
    expect(page.get_by_text(MINE, exact=True)).to_be_visible()
    page.touchscreen.tap(*at(page, 150))

    expect(page.locator('input[name="other"]:checked')).to_have_value("following")
    expect(page.locator('input[name="me"]:checked')).to_have_value("helping")


def test_a_dot_is_dragged_round_and_snaps(opened):
    page = opened(ROSE)
    page.get_by_role("group", name="Where did I stand?").get_by_label("Leading").check()
    expect(page.locator('[data-dot="me"] g')).to_have_css("rotate", "22.5deg")

    page.mouse.move(*at(page, 22.5, 0.39))
    page.mouse.down()
    for angle in (60, 100, 140, 190, 200):
        page.mouse.move(*at(page, angle, 0.39))
    page.mouse.up()

    expect(page.locator('input[name="me"]:checked')).to_have_value("withdrawing")
    expect(page.locator('[data-dot="me"] g')).to_have_css("rotate", "202.5deg")


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_turns_for_who_wants_no_motion(opened, motion):
    page = opened(ROSE, reduced_motion=motion)

    seconds = page.locator('[data-dot="me"] g').evaluate(
        "(one) => getComputedStyle(one).transitionDuration"
    )

    assert (seconds == "0s") == (motion == "reduce")


def test_the_triangle_is_turned_over(opened):
    page = opened(TRIANGLE, width=360)
    page.get_by_role("group", name="In which role was I?").get_by_label(
        "Rescuer"
    ).check()
    drawing = page.locator(".picture__drawing")
    expect(drawing.get_by_text("Caring")).to_be_hidden()

    page.get_by_label("Turn the picture over").focus()
    page.keyboard.press("Space")

    expect(drawing.get_by_text("Caring")).to_be_visible()
    expect(drawing.get_by_text("Rescuer")).to_be_hidden()
    expect(page.get_by_text("do no more than half").first).to_be_visible()


def test_two_lay_their_stones_round_one_phone(opened):
    page = opened(TOPOI + TOGETHER, width=360, has_touch=True)
    here = page.get_by_role("group", name="You, on this side")
    there = page.get_by_role("group", name="You, on that side")
    drawing = page.locator(".picture__drawing").bounding_box()
    assert there.bounding_box()["y"] < drawing["y"] < here.bounding_box()["y"]
    expect(there).to_have_css("rotate", "180deg")

    here.locator("label").first.tap()
    there.locator("label").nth(2).tap()

    expect(
        here.get_by_text("As you see it, it is in the T of language (taal).")
    ).to_be_visible()
    expect(
        there.get_by_text("As you see it, it is in the P of persons (personen).")
    ).to_be_visible()
    expect(
        page.get_by_text("Your stones lie in different sections.").first
    ).to_be_visible()


def test_without_javascript_it_says_the_same_and_keeps_it(opened):
    page = opened(ROSE, java_script_enabled=False)
    page.get_by_role("group", name="Where did I stand?").get_by_label("Helping").check()

    page.get_by_role("button", name="Show what it says").click()

    expect(page.get_by_text(MINE, exact=True)).to_be_visible()
    assert page.url.endswith(ROSE)
    # The dot lies where helping is: to the right, and just above the middle.
    box = page.locator('.picture__drawing [data-dot="me"] circle').last.bounding_box()
    x, y = at(page, 67.5, 0.34)
    assert abs(box["x"] + box["width"] / 2 - x) < 3
    assert abs(box["y"] + box["height"] / 2 - y) < 3
    page.get_by_label("My sentence from that place").fill("What do you need?")
    page.get_by_role("button", name="Keep this for myself").click()
    kept = page.get_by_role("textbox")
    expect(kept).to_contain_text(MINE)
    expect(kept).to_contain_text("What do you need?")


def test_on_paper_all_of_a_picture_stands_in_words(opened):
    page = opened(ROSE)
    words = page.locator(".picture-words dd").filter(has_text="says yes to everything")
    expect(words).to_be_hidden()

    page.emulate_media(media="print")

    expect(words).to_be_visible()

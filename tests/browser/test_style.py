"""What only a browser knows of the components: contrast, width, focus, scripts."""

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path
from playwright.sync_api import expect

received = []


@login_not_required
def slow(request):
    """A form that takes its time, to be pressed twice."""
    if request.method == "POST":
        received.append(request.POST.get("choice"))
        time.sleep(0.5)
    page = """{% extends "base.html" %}{% block main %}<form method="post">
      {% csrf_token %}<button class="button" name="choice" value="b">Send</button>
    </form>{% endblock %}"""
    template = engines["django"].from_string(page)
    return HttpResponse(template.render({}, request))


urlpatterns = [
    path("slow/", slow),
    path("", include("crossmentor.pages.style")),
    path("", include("crossmentor.urls")),
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls(__name__),
    pytest.mark.django_db(transaction=True),
]

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def style(window, live_server):
    def visit(width=1280, query="", **options):
        page = window(width, **options)
        page.goto(f"{live_server.url}/style/{query}")
        return page

    return visit


@pytest.mark.parametrize("count", [7, 12, 128])
def test_the_number_of_unread_mails_stays_on_a_telephone(style, monkeypatch, count):
    monkeypatch.setattr("crossmentor.pages.style.UNREAD", count)
    page = style(360, "?role=mentor")

    box = page.locator("[data-count]").bounding_box()

    assert box["x"] + box["width"] < 360
    shown = "99+" if count > 99 else str(count)
    expect(page.locator("[data-count]")).to_contain_text(shown)


@pytest.mark.parametrize(
    ("width", "query"),
    [
        (1280, "?theme=light&role=coordinator"),
        (360, "?theme=dark&role=coordinator"),
        (360, "?theme=light&role=mentor"),
        (1280, "?theme=dark&role=mentor"),
        (1280, "?theme=light&role=mentee"),
        (360, "?theme=dark&role=mentee"),
    ],
)
def test_components_are_accessible(style, width, query):
    page = style(width, query)

    found = Axe().run(page, options={"runOnly": STANDARDS, "preload": False})

    assert [
        (rule["id"], node["target"])
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ] == []


# 320 is a window of 1280 at a zoom of 400 %.
@pytest.mark.parametrize("width", [320, 360, 760, 761, 1152, 1153])
def test_nothing_is_wider_than_the_window(style, width):
    page = style(width)

    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [1280, 360])
def test_what_is_pressed_is_large_enough(style, width):
    page = style(width)

    small = page.locator(".button, .places a, .tabs a, summary, .choices > label")
    sizes = small.evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).filter(r => r.height)"
        ".map(r => Math.round(r.height))"
    )

    assert sizes
    assert min(sizes) >= 44


@pytest.mark.parametrize("width", [1280, 760, 360])
def test_no_step_of_a_scale_stands_alone_on_a_line(style, width):
    lines = (
        style(width)
        .locator(".choices--scale")
        .evaluate_all(
            """all => all.flatMap(one => {
          const tops = [...one.children].map(step => step.offsetTop);
          return tops.map(top => tops.filter(other => other === top).length);
        })"""
        )
    )

    assert lines
    assert min(lines) > 1


@pytest.mark.parametrize("width", [1280, 360])
def test_words_fit_in_the_cells_of_a_table(style, width):
    cells = style(width).locator(".fill textarea:visible, .fill select:visible")

    widths = cells.evaluate_all("all => all.map(one => one.offsetWidth)")

    assert widths
    assert min(widths) >= 130


def test_the_first_tab_leads_past_the_rail(style):
    page = style()

    page.keyboard.press("Tab")

    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_the_bar_at_the_bottom_hides_nothing_in_focus(style):
    page = style(360, height=740)

    for _step in range(60):
        page.keyboard.press("Tab")
        covered = page.evaluate(
            """() => {
              const e = document.activeElement, r = e.getBoundingClientRect();
              const bar = document.querySelector(".places").getBoundingClientRect();
              return !e.closest(".places") && r.top >= bar.top;
            }"""
        )
        assert not covered, page.evaluate("document.activeElement.outerHTML")


def test_asking_once_can_be_refused(style):
    page = style()

    page.get_by_role("button", name="Cancel the meeting").click()
    dialog = page.get_by_role("dialog", name="Cancel the meeting of 3 March?")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="No, go back").click()

    expect(dialog).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/style/$"))
    expect(page.get_by_role("button", name="Cancel the meeting")).to_be_focused()


def test_asking_once_can_be_affirmed(style):
    page = style()

    page.get_by_role("button", name="Cancel the meeting").click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel the meeting").click()

    expect(page).to_have_url(re.compile(r"/style/\?$"))


def test_a_message_can_be_put_away(style):
    page = style()
    message = page.get_by_text("Anna has read your invitation.")

    page.get_by_role("button", name="Put away").nth(1).click()

    expect(message).to_have_count(0)


def test_a_failed_request_is_said_with_what_to_do(style):
    page = style()

    page.evaluate("htmx.ajax('GET', '/nowhere/', {target: '#main'})")

    expect(page.locator("#messages")).to_contain_text("Try again in a moment.")
    expect(page.get_by_role("heading", name="Components")).to_be_visible()


def test_no_connection_is_said_with_what_to_do(style):
    page = style()
    page.context.set_offline(True)

    page.evaluate("htmx.ajax('GET', '/style/', {target: '#main'}).catch(() => {})")

    expect(page.locator("#messages")).to_contain_text("There is no connection.")


def test_on_paper_there_is_no_rail(style):
    page = style()

    page.emulate_media(media="print")

    expect(page.locator(".rail")).to_be_hidden()
    expect(page.get_by_text("Working agreements")).to_be_visible()
    expect(page.get_by_role("button", name="Publish the groups").first).to_be_hidden()


@pytest.mark.parametrize(
    ("scheme", "paper"), [("light", "rgb(250, 250, 247)"), ("dark", "rgb(20, 24, 26)")]
)
def test_the_page_follows_the_device(style, scheme, paper):
    page = style(color_scheme=scheme)

    expect(page.locator("html")).to_have_css("background-color", paper)


def test_a_form_is_sent_once_with_the_button_that_was_pressed(window, live_server):
    received.clear()
    page = window()
    page.goto(f"{live_server.url}/slow/")

    send = "document.querySelector('main .button').click()"
    with page.expect_navigation():
        page.evaluate(f"{send}; setTimeout(() => {send}, 250)")

    assert received == ["b"]

"""Half a minute with a goal, as it goes on a telephone; and what axe says of the pages."""

from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from spaces.acting import acting_as
from tests.browser.test_style import STANDARDS
from tests.browser.test_workbook import session_of
from workbook import services
from workbook.models import CheckIn, Goal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TELEPHONE = {"width": 360, "height": 740}


@pytest.fixture
def opened(window, live_server, mentee):
    def open_at(address, person=mentee, **options):
        page = window(locale="en", **options)
        page.context.add_cookies([session_of(person, live_server.url)])
        page.goto(live_server.url + address)
        return page

    return open_at


@pytest.fixture
def goal(mentee):
    with transaction.atomic(), acting_as(mentee):
        typed = {"client_id": uuid4(), "based_on": None, "title": "Nee zeggen"}
        services.write_goal(author=mentee, goal_id=uuid4(), **typed)
        return Goal.objects.select_related("text").get()


def said(person):
    with transaction.atomic(), acting_as(person):
        return [one.said for one in CheckIn.objects.all()]


@pytest.mark.parametrize("scripts", [True, False])
def test_it_takes_three_presses_on_a_telephone(opened, goal, mentee, scripts):
    page = opened(
        reverse("workbook:goal_list"), java_script_enabled=scripts, **TELEPHONE
    )
    page.get_by_role("link", name="Note how it goes").click()
    page.get_by_role("radio", name="7", exact=True).check(force=True)
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("Noted. This is for you only.")).to_be_visible()
    assert said(mentee) == ["7"]


def test_a_new_goal_leads_on_once_it_is_saved(opened, mentee):
    page = opened(reverse("workbook:new_goal"), **TELEPHONE)
    on = page.get_by_role("link", name="Go on with this goal")
    expect(on).to_have_count(0)
    page.get_by_label("What do you want to learn?").fill("Nee zeggen")
    on.click()

    expect(page.get_by_role("link", name="Note how it goes")).to_be_visible()


def test_it_goes_by_keyboard(opened, goal, mentee):
    page = opened(reverse("workbook:check_in", args=[goal.pk]))
    page.get_by_role("radio", name="0", exact=True).focus()
    for key in ("ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)

    expect(page.get_by_text("Noted. This is for you only.")).to_be_visible()
    assert said(mentee) == ["2"]


@pytest.mark.parametrize(
    ("width", "scheme", "count"), [(360, "dark", 60), (1200, "light", 2)]
)
def test_the_pages_are_sound_for_axe_and_fit(
    opened, goal, group, mentee, mentor, width, scheme, count
):
    with transaction.atomic(), acting_as(mentee):
        for number in range(count):
            answer = ["3", "nothing", "10"][number % 3]
            typed = {"said": answer, "happened": "x" * 200}
            services.check_in(goal=goal, check_in_id=uuid4(), **typed)
        services.reword(goal=goal, title="w" * 200)
        pair = group.seats.get(person=mentee).pair_id
        shown = services.show_goal(goal=goal, space_id=pair, part="both")
    names = ["goal", "check_in", "reword", "split", "pause", "let_go", "look"]
    pages = [(mentee, reverse(f"workbook:{name}", args=[goal.pk])) for name in names]
    pages += [(mentee, reverse("workbook:rhythm")), (mentor, shown.get_absolute_url())]
    for person, address in pages:
        page = opened(
            address,
            person,
            width=width,
            color_scheme=scheme,
        )
        page.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open = true)"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        found = (
            Axe()
            .run(page, options={"runOnly": STANDARDS, "preload": False})
            .response["violations"]
        )
        assert [one["id"] for one in found] == [], address
        page.context.close()

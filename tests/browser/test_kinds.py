"""Each kind of exercise: typed, dragged and moved by keys, and saved as typed."""

import re
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from spaces.acting import acting_as
from tests.browser.test_saving import until, waiting
from tests.browser.test_style import STANDARDS
from tests.browser.test_workbook import session_of
from tests.workbook.kinds.chapter import kinds_of_exercises
from tests.workbook.kinds.prompts import ANSWERS
from writing import services
from writing.models import Revision, Text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = "2027-03-10"
NOTHING = "\N{EN DASH}"


@pytest.fixture(autouse=True)
def slugs(monkeypatch, tmp_path, time_machine):
    time_machine.move_to(f"{DAY}T10:00:00Z")
    return kinds_of_exercises(monkeypatch, tmp_path)


@pytest.fixture
def opened(window, live_server, mentee):
    """Opens the exercise of a kind as the mentee, in a window of its own."""

    def open_kind(name, beside=None, **options):
        page = beside.context.new_page() if beside else window(locale="en", **options)
        page.context.add_cookies([session_of(mentee, live_server.url)])
        address = reverse("workbook:exercise", args=[f"kind-{name}"])
        page.goto(live_server.url + address)
        return page

    return open_kind


@pytest.fixture
def text_of(mentee):
    """What is kept of the one answer."""

    def read(name):
        with transaction.atomic(), acting_as(mentee):
            return Text.objects.get(key=f"kind-{name}.{name}").body

    return read


@pytest.fixture
def written(mentee):
    """Writes an answer."""

    def write(name, body):
        with transaction.atomic(), acting_as(mentee):
            return services.write_text(
                kind="exercise",
                key=f"kind-{name}.{name}",
                by=mentee,
                client_id=uuid4(),
                based_on=None,
                body=body,
            )

    return write


def saved(page):
    expect(page.locator(".save-state").first).to_have_text("Saved")


def test_a_scale(opened, text_of):
    page = opened("scale", width=360)
    beginning = page.get_by_role("group", name="At the beginning")
    figures = [one.bounding_box() for one in beginning.get_by_role("radio").all()]
    assert len({(one["y"], one["height"] >= 40) for one in figures}) == 1
    beginning.get_by_role("radio", name="4", exact=True).click()
    saved(page)
    assert text_of("scale") == "before: 4"
    page.keyboard.press("ArrowRight")
    page.get_by_role("group", name="At the end").get_by_role("radio").nth(10).click()
    expect(
        page.get_by_role("button", name=re.compile("No figure yet.*At the end"))
    ).to_be_visible()
    saved(page)
    assert text_of("scale") == "before: 5\nafter: 10"

    page.reload()
    expect(beginning.get_by_role("radio", name="5", exact=True)).to_be_checked()
    page.get_by_role("button", name=re.compile("No figure yet.*At the beg")).click()
    saved(page)
    assert text_of("scale") == "after: 10"


def test_a_choice(opened, text_of):
    page = opened("choice")
    note = page.get_by_text("You have chosen more")
    for label in ("not judging", "staying silent"):
        page.get_by_label(label).check()
    page.get_by_label("Or in your own words").fill("a bit\tof both")
    saved(page)
    expect(note).to_be_hidden()
    assert text_of("choice") == "silent\njudge\nown: a bit of both"
    page.get_by_label("asking on").check()
    expect(note).to_be_visible()
    saved(page)
    assert text_of("choice") == "silent\nask\njudge\nown: a bit of both"

    page.reload()
    expect(page.get_by_label("asking on")).to_be_checked()
    expect(note).to_be_visible()


def test_one_of_a_choice_and_none_again(opened, text_of):
    page = opened("one")
    page.get_by_label("asking on").check()
    saved(page)
    assert text_of("one") == "ask"
    page.get_by_role("button", name="Choose none").click()
    saved(page)
    assert text_of("one") == ""


def test_a_date(opened, text_of):
    page = opened("date")
    page.get_by_label("On this day").fill("2027-04-01")
    saved(page)
    assert text_of("date") == "2027-04-01"
    page.reload()
    expect(page.get_by_label("On this day")).to_have_value("2027-04-01")


def items(page):
    return [one.input_value() for one in page.get_by_label("Item").all()]


def test_a_list_by_keyboard(opened, text_of):
    page = opened("list", width=360)
    page.get_by_label("Item").first.click()
    page.keyboard.type("One")
    page.keyboard.press("Enter")
    page.keyboard.type("Two")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_text("Now number 1")).to_be_attached()
    saved(page)
    assert text_of("list") == "Two\nOne"
    page.keyboard.type("!")
    page.get_by_role("button", name="Move down").first.click()
    saved(page)
    assert text_of("list") == "One\nTwo!"
    page.get_by_role("button", name="Remove").first.click()
    saved(page)
    assert text_of("list") == "Two!"
    page.get_by_role("button", name="Put back").click()
    saved(page)
    assert text_of("list") == "One\nTwo!"

    page.reload()
    assert items(page)[:2] == ["One", "Two!"]
    page.get_by_role("button", name="Add one").click()
    page.keyboard.type("Last")
    saved(page)
    assert text_of("list") == "One\nTwo!\nLast"


def drag(page, start, end):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(end[0], end[1] - 5, steps=4)
    page.mouse.move(*end, steps=2)
    page.mouse.up()


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_list_by_drag(opened, text_of, written):
    written("list", "One\nTwo\nThree")
    page = opened("list")
    grips = page.locator("[data-grip]")
    x, y = middle(grips.nth(2))
    drag(page, middle(grips.nth(0)), (x, y + 10))
    saved(page)
    assert text_of("list") == "Two\nThree\nOne"


def test_a_table_at_the_width_of_a_telephone(opened, text_of):
    page = opened("table", width=360)
    page.get_by_label("When").first.fill("2027-03-01")
    page.get_by_label("What I did").first.fill("said no\nand more")
    page.get_by_label("How exciting").first.select_option("10")
    page.get_by_role("button", name="Add a row").click()
    page.get_by_label("What I did").nth(2).fill("once more")
    saved(page)
    body = "day\tdid\tfelt\n2027-03-01\tsaid no and more\t10\n\tonce more"
    assert text_of("table") == body
    page.reload()
    expect(page.get_by_label("What I did").nth(1)).to_have_value("once more")
    page.get_by_role("button", name="Remove").first.click()
    saved(page)
    assert text_of("table") == "day\tdid\tfelt\n\tonce more"
    page.get_by_role("button", name="Put back").click()
    saved(page)
    assert text_of("table") == body


def test_a_table_of_given_rows(opened, text_of):
    page = opened("rows")
    row = page.get_by_role("row").filter(has_text="Victim")
    row.get_by_label("What else").fill("ask for help")
    saved(page)
    assert text_of("rows") == "\tsaid\thealthy\nvictim\t\task for help"


def test_a_table_of_days(opened, text_of, written):
    written("days", "\t2026-12-01\nsource\tseldom")
    page = opened("days")
    expect(page.get_by_role("cell", name="seldom")).to_be_hidden()
    page.get_by_role("group", name="I say so.").get_by_label("often").check()
    saved(page)
    body = f"\t2026-12-01\t{DAY}\nsource\tseldom\nsay-so\t\toften"
    assert text_of("days") == body
    page.reload()
    often = page.get_by_role("group", name="I say so.").get_by_label("often")
    expect(often).to_be_checked()
    page.get_by_text("What you said before").click()
    expect(page.get_by_role("cell", name="seldom")).to_be_visible()


def letter(page, name):
    return page.get_by_role("button", name=name)


def test_a_circle_by_form_keys_and_drag(opened, text_of):
    page = opened("circle")
    page.get_by_label("Letter").first.fill("K")
    expect(letter(page, "K: no place yet")).to_be_visible()
    letter(page, "K:").focus()
    page.keyboard.press("ArrowUp")
    expect(letter(page, "K: helps, near")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    expect(letter(page, "K: gets in the way, further off")).to_be_focused()
    saved(page)
    assert text_of("circle") == "K\thinders\tfar"
    page.get_by_label("A word with it").first.fill("my hours")
    page.get_by_label("Side").first.select_option("neutral")
    expect(letter(page, "K: neutral, further off")).to_be_visible()

    box = page.locator("[data-drawing]").bounding_box()
    above = box["x"] + box["width"] / 2, box["y"] + box["height"] * 150 / 440
    drag(page, middle(letter(page, "K:")), above)
    expect(letter(page, "K: helps, near")).to_be_visible()
    saved(page)
    assert text_of("circle") == "K\thelps\tnear\tmy hours"
    page.reload()
    expect(letter(page, "K: helps, near")).to_be_visible()


def test_a_circle_by_touch(opened, text_of, written):
    written("circle", "K\thelps\tnear")
    page = opened("circle", width=360, has_touch=True)
    page.locator("[data-drawing]").scroll_into_view_if_needed()
    box = page.locator("[data-drawing]").bounding_box()
    scale = box["width"] / 400
    start, end = (
        middle(letter(page, "K:")),
        (box["x"] + 320 * scale, box["y"] + 270 * scale),
    )
    touch = page.context.new_cdp_session(page)
    for kind, points in (
        ("touchStart", [start]),
        ("touchMove", [end]),
        ("touchEnd", []),
    ):
        touch.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )
    expect(letter(page, "K: neutral, further off")).to_be_visible()
    saved(page)
    assert text_of("circle") == "K\tneutral\tfar"


def test_a_letter_is_closed_until_its_day(opened, written, time_machine):
    written("letter", "What I hope for")
    with_day = opened("letter")
    expect(with_day.get_by_label("Dear me,")).to_have_value("What I hope for")
    with_day.get_by_label("On this day").fill("2027-04-01")
    expect(with_day.locator(".save-state").last).to_have_text("Saved")

    page = opened("letter")
    expect(page.get_by_text("It opens on 1 April 2027.")).to_be_visible()
    assert "What I hope for" not in page.content()
    page.get_by_role("link", name="Open it now").click()
    expect(page.get_by_label("Dear me,")).to_have_value("What I hope for")
    time_machine.move_to("2027-04-01T10:00:00Z")
    expect(opened("letter").get_by_label("Dear me,")).to_have_value("What I hope for")


def test_what_does_not_fit_stays_and_can_go(opened, text_of, written):
    written("scale", "before: 11\nafter: 7")
    page = opened("scale")
    rest = page.get_by_label("What does not fit here")
    expect(rest).to_have_value("before: 11")
    page.get_by_role("group", name="At the beginning").get_by_role("radio").nth(
        3
    ).click()
    saved(page)
    assert text_of("scale") == "before: 3\nafter: 7\nbefore: 11"
    rest.fill("")
    saved(page)
    assert text_of("scale") == "before: 3\nafter: 7"


@pytest.mark.parametrize("name", [*ANSWERS])
def test_looking_at_an_answer_changes_nothing(opened, written, name, mentee):
    written(name, ANSWERS[name][0])
    page = opened(name)
    expect(page.locator(".save-state").first).to_have_text("Saved")
    page.get_by_role("heading", level=1).click()
    page.wait_for_timeout(1200)
    with transaction.atomic(), acting_as(mentee):
        assert Revision.objects.count() == 1


def test_without_a_connection_nothing_is_lost(opened, text_of):
    page = opened("table")
    page.get_by_label("What I did").first.fill("before")
    saved(page)
    page.context.set_offline(True)
    page.get_by_label("What I did").first.fill("before and during")
    page.get_by_label("How exciting").first.select_option("3")
    expect(page.locator(".save-state").first).to_have_text("Not saved")
    page.context.set_offline(False)
    saved(page)
    assert text_of("table") == "day\tdid\tfelt\n\tbefore and during\t3"


def test_two_windows_keep_both(opened, text_of, mentee):
    first = opened("circle")
    second = opened("circle", beside=first)
    first.get_by_label("Letter").first.fill("K")
    saved(first)
    second.get_by_label("Letter").first.fill("L")
    expect(second.get_by_text("There are two versions")).to_be_visible()
    second.get_by_role("link", name="Look and choose").click()
    expect(second.locator(".written")).to_have_text(["K", "L"])
    second.get_by_role("button", name="Keep this one").nth(1).click()
    expect(letter(second, "L: no place yet")).to_be_visible()
    assert text_of("circle") == "L"


@pytest.mark.parametrize("name", [*ANSWERS])
def test_without_a_script_it_is_saved_with_a_button(opened, text_of, name, written):
    """As it stood there, and as it is drawn again from it."""
    written(name, ANSWERS[name][0])
    page = opened(name, java_script_enabled=False)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert text_of(name) == ANSWERS[name][0]


def test_without_a_script_it_is_filled_in(opened, text_of):
    scale = opened("scale", java_script_enabled=False)
    scale.get_by_role("group", name="At the end").get_by_role("radio").nth(7).click()
    scale.get_by_role("button", name="Save").click()
    assert text_of("scale") == "after: 7"

    table = opened("table", java_script_enabled=False)
    table.get_by_label("What I did").nth(1).fill("said no")
    table.get_by_label("When").nth(1).fill("2027-03-01")
    table.get_by_role("button", name="Save").click()
    assert text_of("table") == "day\tdid\tfelt\n2027-03-01\tsaid no"

    circle = opened("circle", java_script_enabled=False)
    circle.get_by_label("Letter").first.fill("K")
    circle.get_by_label("Side").first.select_option("helps")
    circle.get_by_label("Distance").first.select_option("near")
    circle.get_by_role("button", name="Save").click()
    assert text_of("circle") == "K\thelps\tnear"
    expect(circle.locator(".drawing__letter")).to_have_text("K")

    days = opened("days", java_script_enabled=False)
    days.get_by_role("group", name="I say so.").get_by_label("often").check()
    days.get_by_role("button", name="Save").click()
    assert text_of("days") == f"\t{DAY}\nsay-so\toften"


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (360, "dark"),
        (1280, "light"),
        pytest.param(360, "light", marks=pytest.mark.slow),
        pytest.param(1280, "dark", marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("name", [*ANSWERS])
def test_every_kind_is_sound_for_axe_and_fits(opened, written, name, width, scheme):
    written(name, ANSWERS[name][0])
    page = opened(name, width=width, color_scheme=scheme)
    expect(page.locator("[data-autosave]").first).to_be_visible()

    found = Axe().run(page, options={"runOnly": STANDARDS, "preload": False})
    assert [rule["id"] for rule in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_was_left_on_the_device_comes_back_in_the_fields(opened, text_of):
    """Each kind draws its fields anew from the text that is put there."""
    page = opened("circle")
    page.get_by_label("Letter").first.fill("K")
    saved(page)
    page.context.set_offline(True)
    page.get_by_label("A word with it").first.fill("my hours")
    expect(page.locator(".save-state").first).to_have_text("Not saved")
    until(lambda: waiting(page), 1)
    page.close(run_before_unload=False)

    left = page.context
    left.set_offline(False)
    again = opened("circle", beside=page)
    expect(again.get_by_label("A word with it").first).to_have_value("my hours")
    saved(again)
    assert text_of("circle") == "K\t\t\tmy hours"


# What other windows may have made of it, and what stays beside the fields of a page.
OTHERWISE = {
    "scale": ("before: 10\nbetween: 3", "between: 3"),
    "choice": ("ask\nown: mine\nshout", "shout"),
    "one": ("silent\nask", "ask"),
    "date": ("2027-05-05\nsoon", "soon"),
    "list": ("a\nb\nc\nd\ne", ""),
    "table": ("day\tdid\n2027-01-01\tno\nx\ty\tz", "x\ty\tz"),
    "rows": ("\thealthy\nvictim\task\nother\tz", "other\tz"),
    "days": (f"\t2026-01-01\t{DAY}\nsay-so\tseldom\toften\nx", "x"),
    "circle": ("K\thelps\tnear\tw\nL\nM\tabove\nN\thelps", "M\tabove"),
}


@pytest.mark.parametrize("name", [*OTHERWISE])
def test_fields_are_drawn_from_a_text_and_say_it_again(opened, name):
    page = opened(name)
    body, rest = OTHERWISE[name]
    page.evaluate(
        """body => {
          const field = document.querySelector("[data-part=body]");
          field.value = body;
          field.dispatchEvent(new Event("taken"));
        }""",
        body,
    )
    field = page.locator("[data-rest]")
    assert field.input_value() == rest
    page.evaluate(
        """() => document.querySelector("[data-kind]")
          .dispatchEvent(new Event("input", { bubbles: true }))"""
    )
    said = page.locator("[data-part=body]").first.input_value()
    assert sorted(pieces(said)) == sorted(pieces(body) + MORE.get(name, []))


# A table says all its columns again.
MORE = {"table": ["felt"], "rows": ["said"]}


def pieces(text):
    return [cell for line in text.split("\n") for cell in line.split("\t") if cell]


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("date", ["1 March 2027"]),
        ("list", ["say no", "speak up"]),
        ("table", ["1 March 2027", "said no", "10", NOTHING, "once more", NOTHING]),
        ("rows", [NOTHING, NOTHING, "K sighed", "ask for help"]),
        (
            "circle",
            [
                "K",
                "decides on my hours",
                "gets in the way",
                "near",
                "L",
                NOTHING,
                NOTHING,
                NOTHING,
            ],
        ),
    ],
)
def test_on_paper_stands_what_was_chosen_in_words(opened, written, name, paper):
    written(name, ANSWERS[name][0])
    page = opened(name)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    told = [one for one in page.locator(".on-paper").all() if one.is_visible()]
    assert [one.inner_text() for one in told] == paper
    for frame in ("textarea", "select", "[type=date]", "button"):
        assert not any(one.is_visible() for one in page.locator(frame).all()), frame
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("[data-blank]")).to_have_count(0)


def test_on_paper_stands_what_was_said_before(opened, written):
    written("days", "\t2026-12-01\nsource\tseldom")
    page = opened("days")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.get_by_role("cell", name="seldom")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.get_by_role("cell", name="seldom")).to_be_hidden()

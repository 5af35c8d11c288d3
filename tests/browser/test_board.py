"""The board in a browser: by mouse, by keyboard, and for everybody."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from boards import board, services
from boards.models import Composition, Proposal
from boards.reading import read_board
from boards.services.boards import write_board
from groups import services as groups
from people.models import Location
from programmes.models import Expertise, Need, Role
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
MENTORS = ["Johan de Wit", "Fatima El Amrani"]
MENTEES = [
    "Anna Bakker", "Bilal Demir", "Chantal van den Heuvel", "Daan Mulder",
    "Emre Kaya", "Femke Jansen", "Gijs de Boer", "Hanna Visser", "Imane Haddad",
]  # fmt: skip
TOPICS = [("Begrenzen", "Setting limits"), ("Overtuigen", "Persuading"),
          ("Plannen", "Planning"), ("Netwerken", "Networking")]  # fmt: skip


@pytest.fixture
def firm():
    """A composition of two groups of four and one mentee without, and its coordinator."""
    with transaction.atomic():
        return _firm()


def _firm():
    organisation = factories.OrganisationFactory(name="Waterland")
    programme = factories.ProgrammeFactory(organisation=organisation, name="Spring")
    field = factories.DisciplineFactory(organisation=organisation, name="Waterbouw")
    place = Location.objects.create(
        organisation=organisation, name="Utrecht", region="Midden"
    )
    topics = [
        factories.TopicFactory(organisation=organisation, name_nl=nl, name_en=en)
        for nl, en in TOPICS
    ]
    teams = [
        factories.TeamFactory(organisation=organisation, name=f"Team {letter}")
        for letter in "ABCDEF"
    ]

    def enrol(number, name, role):
        given, _space, family = name.partition(" ")
        part = factories.ParticipationFactory(
            programme=programme,
            role=role,
            person__organisation=organisation,
            person__given_name=given,
            person__family_name=family,
            person__discipline=field,
            person__location=place,
            person__years_experience=20 if role == Role.MENTOR else 4,
            person__team=teams[number % 4]
            if role == Role.MENTEE
            else teams[4 + number],
        )
        for shift in range(2):
            topic = topics[(number + shift) % 4]
            if role == Role.MENTOR:
                Expertise.objects.create(
                    participation=part, topic=topic, level=3 - shift
                )
            else:
                Need.objects.create(participation=part, topic=topic, weight=3 - shift)
        return part

    mentors = [enrol(n, name, Role.MENTOR) for n, name in enumerate(MENTORS)]
    mentees = [enrol(n, name, Role.MENTEE) for n, name in enumerate(MENTEES)]
    coordinator = factories.coordinator_of(programme)
    composition = services.open_composition(
        programme=programme, name="First try", by=coordinator
    )
    seen = board.Board(
        {str(mentor.pk): "" for mentor in mentors},
        {str(part.pk): str(mentors[n // 4].pk) for n, part in enumerate(mentees[:8])},
    )
    write_board(composition, board.difference(board.Board(), seen))
    return composition, coordinator


@pytest.fixture
def visit(window, live_server):
    def visit(person, path, **options):
        page = window(**options)
        # Of one's own: two people may be signed in at once.
        client = Client()
        client.force_login(person)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": cookie,
                    "url": live_server.url,
                }
            ]
        )
        page.goto(live_server.url + path)
        return page

    return visit


def part_of(composition, name):
    given, _space, family = name.partition(" ")
    return composition.programme.participations.get(
        person__given_name=given, person__family_name=family
    )


def group_of(composition, name):
    """Whose group the mentee sits in, by the database."""
    mentor = read_board(composition).seats.get(str(part_of(composition, name).pk))
    return mentor and part_named(composition, mentor)


def part_named(composition, key):
    return composition.programme.participations.get(pk=key).person.full_name


def test_a_card_is_dragged_to_another_group(firm, visit):
    composition, coordinator = firm
    page = visit(coordinator, composition.get_absolute_url())
    card = page.locator(f"#card-{part_of(composition, 'Imane Haddad').pk}")
    column = page.locator("[data-column]", has_text="Johan de Wit").last

    page.locator("#board").wait_for()
    card.drag_to(column.locator(".board__head").first)

    # Imane shares team A with Anna: refused with the rule, nothing changed.
    expect(page.locator("#messages")).to_contain_text("in the same team, Team A")
    assert group_of(composition, "Imane Haddad") is None

    anna = page.locator(f"#card-{part_of(composition, 'Anna Bakker').pk}")
    anna.drag_to(page.locator('[data-column=""] .board__head').first)
    expect(page.locator('[data-column=""]')).to_contain_text("Anna Bakker")
    page.locator(f"#card-{part_of(composition, 'Imane Haddad').pk}").drag_to(
        page.get_by_role("heading", name="Johan de Wit")
    )
    expect(page.locator("[data-column]", has_text="Johan de Wit").last).to_contain_text(
        "Imane Haddad"
    )
    assert group_of(composition, "Imane Haddad") == "Johan de Wit"

    page.keyboard.press("Control+z")
    expect(page.locator('[data-column=""]')).to_contain_text("Imane Haddad")


def test_a_card_is_moved_by_keyboard_and_it_is_said(firm, visit):
    composition, coordinator = firm
    page = visit(coordinator, composition.get_absolute_url())
    said = page.locator("[data-announce]")

    page.get_by_role("button", name="Pick up Anna Bakker").focus()
    page.keyboard.press("Enter")
    expect(said).to_contain_text("Picked up")
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("Fatima El Amrani, 4 of 6")
    expect(page.locator("[data-over] [data-hint]")).to_contain_text(
        "in the same team, Team A"
    )
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(said).to_contain_text("Without a group")
    page.keyboard.press("Enter")

    expect(page.locator('[data-column=""]')).to_contain_text("Anna Bakker")
    expect(page.get_by_role("button", name="Pick up Anna Bakker")).to_be_focused()
    assert group_of(composition, "Anna Bakker") is None

    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(said).to_contain_text("Not moved")
    assert group_of(composition, "Anna Bakker") is None


def test_a_card_is_moved_without_javascript(firm, visit):
    composition, coordinator = firm
    page = visit(coordinator, composition.get_absolute_url(), java_script_enabled=False)

    page.get_by_role("link", name="Anna Bakker").click()
    page.get_by_label("Without a group").check()
    page.get_by_role("button", name="Move this mentee").click()

    expect(page.locator('[data-column=""]')).to_contain_text("Anna Bakker")
    assert group_of(composition, "Anna Bakker") is None


def at(page, locator):
    """The middle of what is seen of it."""
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + min(box["height"], 40) / 2


def test_a_held_card_shows_what_would_break_and_the_last_step_is_undone(firm, visit):
    composition, coordinator = firm
    page = visit(coordinator, composition.get_absolute_url())
    anna = page.locator(f"#card-{part_of(composition, 'Anna Bakker').pk}")
    other = page.locator("[data-column]", has_text="Fatima El Amrani").last
    page.mouse.move(*at(page, anna))
    page.mouse.down()
    page.mouse.move(*at(page, other), steps=4)

    expect(page.locator(".board__ghost")).to_contain_text("Anna Bakker")
    expect(other).to_have_attribute("data-fits", "no")
    expect(other.locator("[data-hint]")).to_contain_text("in the same team, Team A")
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".board__ghost")).to_have_count(0)
    expect(other.locator("[data-hint]")).to_be_hidden()

    anna.drag_to(page.locator("#column-none .board__head"))
    expect(page.locator("#column-none")).to_contain_text("Anna Bakker")
    page.locator("#messages").get_by_role("button", name="Undo").click()
    expect(page.locator("#column-none")).not_to_contain_text("Anna Bakker")
    page.keyboard.press("Control+Shift+Z")
    expect(page.locator("#column-none")).to_contain_text("Anna Bakker")
    assert group_of(composition, "Anna Bakker") is None


def test_a_card_is_dragged_with_a_finger(firm, visit):
    composition, coordinator = firm
    page = visit(coordinator, composition.get_absolute_url(), has_touch=True)
    hand = page.context.new_cdp_session(page)

    def touch(kind, *points):
        spots = [{"x": x, "y": y} for x, y in points]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})

    anna = page.locator(f"#card-{part_of(composition, 'Anna Bakker').pk}")
    x, y = at(page, anna)
    # A quick stroke scrolls and picks nothing up.
    touch("touchStart", (x, y))
    touch("touchMove", (x, y - 30))
    touch("touchEnd")
    expect(page.locator(".board__ghost")).to_have_count(0)

    x, y = at(page, anna)
    touch("touchStart", (x, y))
    expect(page.locator(".board__ghost")).to_be_visible()
    expect(page.locator("[data-fits=no]")).to_contain_text("Team A")
    goal = at(page, page.locator("#column-none"))
    touch("touchMove", (x - 20, y))
    touch("touchMove", goal)
    expect(page.locator("#column-none")).to_have_attribute("data-over", "")
    touch("touchEnd")

    expect(page.locator("#column-none")).to_contain_text("Anna Bakker")
    assert group_of(composition, "Anna Bakker") is None


def test_a_card_is_moved_on_a_telephone_from_its_sheet(firm, visit):
    composition, coordinator = firm
    page = visit(coordinator, composition.get_absolute_url(), width=360, height=740)
    johan = page.locator("[data-column]", has_text="Johan de Wit").last
    expect(johan.get_by_role("link", name="Anna Bakker")).to_be_hidden()

    page.get_by_role("button", name="Mentees of Johan de Wit").click()
    johan.get_by_role("link", name="Anna Bakker").click()
    sheet = page.get_by_role("dialog", name="Anna Bakker")
    sheet.get_by_label("Without a group").check()
    sheet.get_by_role("button", name="Move this mentee").click()

    expect(sheet).to_be_hidden()
    expect(page.locator("#column-none")).to_contain_text("Anna Bakker")
    expect(johan.get_by_role("link", name="Bilal Demir")).to_be_visible()


def test_a_card_is_pinned_from_its_sheet(firm, visit):
    composition, coordinator = firm
    page = visit(coordinator, composition.get_absolute_url())
    page.get_by_role("link", name="Anna Bakker").click()
    page.get_by_role("button", name="Pin to Johan de Wit").click()

    card = page.locator(f"#card-{part_of(composition, 'Anna Bakker').pk}")
    expect(card).to_contain_text("pinned")
    expect(page.locator(".board-sheet")).to_be_hidden()


def test_the_filter_is_kept_and_cleared(firm, visit, live_server):
    composition, coordinator = firm
    page = visit(coordinator, composition.get_absolute_url())
    card = page.locator(f"#card-{part_of(composition, 'Anna Bakker').pk}")
    page.keyboard.press("/")
    page.keyboard.type("bilal")
    expect(card).to_be_hidden()
    expect(page.locator("[data-found]")).to_contain_text("1 found")
    expect(page).to_have_url(
        f"{live_server.url}{composition.get_absolute_url()}?q=bilal"
    )

    # A refusal changes nothing of what is shown, nor does loading the page again.
    bilal = page.locator(f"#card-{part_of(composition, 'Bilal Demir').pk}")
    bilal.drag_to(page.locator("#column-none .board__head"))
    expect(page.locator("#column-none")).to_contain_text("Bilal Demir")
    expect(card).to_be_hidden()
    page.reload()
    expect(card).to_be_hidden()
    expect(page.locator("[data-found]")).to_contain_text("1 found")

    page.get_by_role("searchbox").press("Escape")
    expect(card).to_be_visible()
    expect(page).to_have_url(live_server.url + composition.get_absolute_url())


def test_typed_words_outlive_what_a_colleague_does(firm, visit):
    composition, coordinator = firm
    page = visit(coordinator, composition.get_absolute_url())
    page.get_by_role("link", name="This group: Johan de Wit").click()
    page.get_by_label("Reason to cross disciplines").fill("They want to learn")
    with transaction.atomic():
        services.move_mentee(
            composition=composition,
            version=0,
            by=factories.coordinator_of(composition.programme),
            mentee=part_of(composition, "Anna Bakker"),
            mentor=None,
        )
    expect(page.locator("#column-none")).to_contain_text("Anna Bakker")
    expect(page.get_by_label("Reason to cross disciplines")).to_have_value(
        "They want to learn"
    )
    page.get_by_role("button", name="Keep the reason").click()

    # Made on the group as it was: told what changed, and done once more on request.
    expect(page.locator("#messages")).to_contain_text("Anna Bakker from Johan de Wit")
    page.get_by_role(
        "button", name="Do it after all, on the board as it is now"
    ).click()
    expect(page.locator("#columns")).to_contain_text("They want to learn")


def test_two_coordinators_see_each_other(firm, visit):
    composition, coordinator = firm
    with transaction.atomic():
        colleague = factories.coordinator_of(composition.programme)
    mine = visit(coordinator, composition.get_absolute_url())
    theirs = visit(colleague, composition.get_absolute_url())
    mine.get_by_role("button", name="Pick up Bilal Demir").focus()
    mine.keyboard.press("Enter")
    expect(mine.locator("[data-announce]")).to_contain_text("Picked up")
    mine.keyboard.press("ArrowLeft")

    anna = theirs.locator(f"#card-{part_of(composition, 'Anna Bakker').pk}")
    anna.drag_to(theirs.locator("#column-none .board__head").first)
    expect(theirs.locator("#column-none")).to_contain_text("Anna Bakker")
    theirs.close()

    # A card in the hand: nothing moves under it, and the step comes too late.
    mine.keyboard.press("Enter")
    expect(mine.locator("#messages")).to_contain_text("Anna Bakker from Johan de Wit")
    expect(mine.locator("#column-none")).to_contain_text("Anna Bakker")
    mine.get_by_role(
        "button", name="Do it after all, on the board as it is now"
    ).click()
    expect(mine.locator("#column-none")).to_contain_text("Bilal Demir")
    assert group_of(composition, "Bilal Demir") is None


def test_a_step_of_a_colleague_comes_in_within_two_seconds(firm, visit):
    composition, coordinator = firm
    page = visit(coordinator, composition.get_absolute_url())
    asks = page.locator("[data-news]").get_attribute("hx-trigger")
    assert asks.startswith("every 1500ms,")
    with transaction.atomic():
        services.move_mentee(
            composition=composition,
            version=0,
            by=factories.coordinator_of(composition.programme),
            mentee=part_of(composition, "Anna Bakker"),
            mentor=None,
        )

    expect(page.locator("#column-none")).to_contain_text("Anna Bakker")
    expect(page.locator("#board-counts")).to_contain_text("2 without a group")
    expect(page.locator("#board-told")).to_contain_text("Anna Bakker from Johan de Wit")
    anna = page.locator(f"#card-{part_of(composition, 'Anna Bakker').pk}")
    expect(anna).to_have_attribute("data-fresh", "")


def test_a_proposal_is_followed_stopped_and_its_end_is_said(firm, visit):
    composition, coordinator = firm
    running = Proposal.objects.create(
        composition=composition,
        requested_by=coordinator,
        state=Proposal.State.RUNNING,
        started_at=timezone.now(),
        seconds=60,
    )
    page = visit(coordinator, composition.get_absolute_url())
    panel = page.locator("#proposal")
    expect(panel).to_contain_text("Looking for the best groups")

    told = {"groups": 2, "placed": 8, "mentees": 9, "fit": 480, "worst": 300}
    told |= {"quality": 970, "bound": 1000, "trail": [[0.2, 900], [1.0, 970]]}
    Proposal.objects.update(progress=told, heard_at=timezone.now())
    expect(panel).to_contain_text("at least 97.0 % of what is possible")
    expect(panel.locator(".progress__line")).to_be_visible()
    page.get_by_role("button", name="Stop, and take the best so far").click()
    expect(panel).to_contain_text("Stopping")
    running.refresh_from_db()
    assert running.stop_asked

    Proposal.objects.update(state="stopped", finished_at=timezone.now())
    expect(page.locator("#said")).to_contain_text("8 of 9 mentees have a group")
    expect(panel).to_contain_text("8 of 9 mentees have a group")


def pages(composition):
    """Every page of this room for a coordinator, published groups last."""
    mentee = part_of(composition, "Anna Bakker")
    programme = composition.programme_id
    yield "list", reverse("boards:composition_list", args=[programme])
    yield "new", reverse("boards:composition_new", args=[programme])
    yield "apart", reverse("groups:apart", args=[programme])
    yield "board", composition.get_absolute_url()
    yield "card", reverse("boards:card", args=[composition.pk, mentee.pk])
    mentor = part_of(composition, "Johan de Wit")
    yield "column", reverse("boards:column", args=[composition.pk, mentor.pk])
    yield "compare", reverse("boards:compare", args=[composition.pk])
    yield "publish", reverse("boards:publish", args=[composition.pk])
    yield "delete", reverse("boards:composition_delete", args=[composition.pk])
    with transaction.atomic():
        twin = services.copy_composition(
            composition=composition, by=composition.created_by
        )
        services.move_mentee(
            composition=twin,
            version=0,
            by=composition.created_by,
            mentee=mentee,
            mentor=None,
        )
    yield "compare", reverse("boards:compare", args=[composition.pk])
    twin.delete()
    proposal = Proposal.objects.create(
        composition=composition, requested_by=composition.created_by
    )
    yield "proposing", composition.get_absolute_url()
    proposal.delete()
    with transaction.atomic():
        group = services.publish(composition=composition)[0]
    yield "published", reverse("boards:composition_list", args=[programme])
    seat = group.seats.mentees().first()
    yield "unpublish", reverse("boards:unpublish", args=[composition.pk])
    yield "join", reverse("groups:join", args=[group.pk])
    yield "mentor", reverse("groups:mentor", args=[group.pk])
    yield "leave", reverse("groups:leave", args=[seat.pk])
    with transaction.atomic():
        groups.leave_seat(seat=seat, by=composition.created_by)
    yield "group", group.get_absolute_url()
    for name in ("rename", "go_on", "dissolve"):
        yield name, reverse(f"groups:{name}", args=[group.pk])
    seat = group.seats.held().mentees().first()
    yield "seat_move", reverse("groups:seat_move", args=[seat.pk])


@pytest.mark.parametrize(
    ("width", "scheme", "language"),
    [
        (1280, "light", "en"),
        (360, "dark", "nl"),
        # Each width, scheme and language is in those; their other pairs take as long.
        pytest.param(1280, "dark", "nl", marks=pytest.mark.slow),
        pytest.param(360, "light", "en", marks=pytest.mark.slow),
    ],
)
def test_pages_are_accessible_and_fit(
    firm, visit, live_server, width, scheme, language
):
    composition, coordinator = firm
    coordinator.language = language
    coordinator.save()
    page = visit(coordinator, "/groups/", width=width, color_scheme=scheme)
    complaints = []
    for name, path in pages(composition):
        page.goto(live_server.url + path)
        found = Axe().run(page, options={"runOnly": STANDARDS, "preload": False})
        complaints += [
            (name, rule["id"], node["target"])
            for rule in found.response["violations"]
            for node in rule["nodes"]
        ]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            complaints.append((name, "wider than the window"))
        if shots := os.environ.get("CROSSMENTOR_SHOTS"):
            file = Path(shots) / f"groups-{name}-{width}-{scheme}-{language}.png"
            page.screenshot(path=file, full_page=True)
        # What is published next would take an open board along.
        page.goto("about:blank")

    assert complaints == []
    assert Composition.objects.get().published_at

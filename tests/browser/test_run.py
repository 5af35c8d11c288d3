"""Three members go through a meeting at once, each on the own page."""

import datetime as dt
import re

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from sessions import services
from sessions.methods.texts import ALONE
from sessions.models import Run, Session
from spaces.acting import acting_as
from tests.browser.test_coming import look
from tests.browser.test_saving import cookie_of, until
from tests.factories import write_text
from writing.models import Text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ON = dt.date(2040, 1, 5)
CORE = "five-step.core"
TABLE = {"en": "One telephone for all", "nl": "Eén telefoon voor iedereen"}


@pytest.fixture
def run(group, mentor, mentee):
    """The group writes down the core, each alone; `mentee` brought the case."""
    session = Session.objects.create(group=group, on=ON, at=dt.time(16))
    with transaction.atomic(), acting_as(mentor):
        run = services.start_run(
            session=session,
            by=mentor,
            opening="last-time",
            method="five-step",
            closing="take-along",
            minutes=90,
            case_owner=mentee,
        )
        while run.step != CORE:
            run = services.step_on(run=run, by=mentor, version=run.version)
    return run


@pytest.fixture
def opened(window, live_server, run):
    def open_page(person, **options):
        page = window(width=360, locale="en", **options)
        page.context.add_cookies([cookie_of(person, live_server.url)])
        page.goto(live_server.url + run.get_absolute_url())
        return page

    return open_page


def title(page, words):
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(words))


def texts_of(person):
    with acting_as(person), transaction.atomic():
        return [(one.key, one.body) for one in Text.objects.of_kind(ALONE)]


def test_nobody_who_writes_is_taken_away_and_the_others_follow(
    opened, run, mentor, mentee, other_mentee
):
    leads, listens, writes = map(opened, (mentor, mentee, other_mentee))
    box = writes.get_by_label("Write, alone and in silence")
    box.fill("It is about her fear")
    expect(writes.locator(".save-state")).to_have_text("Saved")
    assert texts_of(mentor) == []
    box.press_sequentially(", and")

    leads.get_by_role("button", name="Next step").click()

    title(leads, "Core and advice")
    title(listens, "Core and advice")
    expect(writes.get_by_role("status").filter(has_text="gone on")).to_be_visible()
    title(writes, "Writing down the core")
    box.press_sequentially(" his")
    expect(writes.locator(".save-state")).to_have_text("Saved")
    expected = [(f"{run.pk}.{CORE}", "It is about her fear, and his")]
    assert texts_of(mentor) == expected
    writes.get_by_role("link", name="The group has gone on").click()
    title(writes, "Core and advice")
    expect(writes.get_by_text("It is about her fear, and his")).to_be_visible()


def test_the_lead_is_taken_over_when_the_leaders_page_is_gone(
    opened, run, mentor, other_mentee
):
    opened(mentor).close()
    page = opened(other_mentee)
    expect(page.get_by_role("button", name="Next step")).to_have_count(0)

    page.get_by_text(f"Who does what: {mentor.full_name} leads").press("Enter")
    page.get_by_role("button", name="Take over the lead").press("Enter")

    page.get_by_role("button", name="Next step").press("Enter")
    title(page, "Core and advice")


TEN_MINUTES_WRONG = """
const Right = Date;
Date = class extends Right {
  constructor(...said) { said.length ? super(...said) : super(Right.now() + 600000); }
  static now() { return Right.now() + 600000; }
};
"""
ASLEEP = """
Object.defineProperty(document, "hidden", { get: () => Boolean(window.asleep) });
window.sleep = (asleep) => {
  window.asleep = asleep;
  document.dispatchEvent(new Event("visibilitychange"));
};
"""


def left(page):
    """In seconds, as the page counts them."""
    minutes, _colon, seconds = page.locator("[data-clock]").inner_text().partition(":")
    return 60 * int(minutes) + int(seconds.split()[0])


def shift(run, person, **by):
    """As if so much time had passed, for the server alone."""
    with acting_as(person), transaction.atomic():
        run.refresh_from_db()
        run.ends_at -= dt.timedelta(**by)
        run.save(update_fields=["ends_at"])
        return (run.ends_at - timezone.now()).total_seconds()


def test_the_clock_is_that_of_the_server(opened, run, mentor, mentee, other_mentee):
    """Whatever the telephone thinks what time it is, and when it came."""
    first, wrong = opened(mentor), opened(other_mentee)
    wrong.context.add_init_script(TEN_MINUTES_WRONG)
    wrong.reload()
    shift(run, mentor, minutes=7)
    late = opened(mentee)
    for page in (first, wrong):
        page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(first.locator("[data-clock]")).to_have_text(re.compile("^0:|^1:"))
    expect(wrong.locator("[data-clock]")).to_have_text(re.compile("^0:|^1:"))

    def apart():
        """By how many seconds the pages and the server are, read one after another."""
        shown = [left(page) for page in (first, wrong, late)]
        return max(*shown, shift(run, mentor)) - min(*shown, shift(run, mentor))

    # Which is little, as soon as the machine does nothing else between two of them.
    until(lambda: apart() <= 1.5, True)


def test_a_laptop_that_slept_asks_at_once(opened, run, mentor, other_mentee):
    awake, page = opened(mentor), opened(other_mentee)
    page.context.add_init_script(ASLEEP)
    page.clock.install()
    page.reload()
    asked = []
    page.evaluate("sleep(true)")
    # What it asked until then is not held against it.
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(3500)
    assert asked == []

    shift(run, mentor, minutes=5)
    # The page's own clock stands: nothing but the awakening makes it ask.
    page.clock.pause_at(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1))
    with page.expect_response(re.compile("/news/")):
        page.evaluate("sleep(false)")
    page.clock.resume()
    awake.reload()

    until(lambda: abs(left(page) - left(awake)) <= 1, True)


def test_zero_counts_on_and_says_which_step_gets_shorter(opened, run, mentor):
    page = opened(mentor)
    expect(page.get_by_text("It comes off")).to_be_hidden()
    shift(run, mentor, minutes=60)

    page.evaluate("window.dispatchEvent(new Event('focus'))")

    expect(page.locator("[data-clock]")).to_have_text(re.compile(r"^\d+:\d\d over$"))
    expect(page.get_by_text("It comes off")).to_be_visible()
    title(page, "Writing down the core")


def test_it_goes_without_a_script(opened, run, mentor):
    page = opened(mentor, java_script_enabled=False)
    expect(page.get_by_text(re.compile(r"^until \d"))).to_be_visible()

    page.get_by_role("button", name="Next step").click()

    title(page, "Core and advice")
    with acting_as(mentor), transaction.atomic():
        assert Run.objects.get().step == "five-step.advice"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_pages_fit_a_telephone_on_the_table(
    opened, live_server, run, mentor, mentee, language
):
    for person in (mentor, mentee):
        person.language = language
        person.save(update_fields=["language"])
        page = opened(person)
        look(page)
        for details in page.locator("details").all():
            details.locator("summary").first.press("Enter")
        look(page)
        page.get_by_role("link", name=TABLE[language]).click()
        look(page)
    with transaction.atomic(), acting_as(mentor):
        services.end_run(run=run, by=mentor, version=run.version)
    page.goto(live_server.url + reverse("sessions:run_start", args=[run.session_id]))
    look(page)


def test_one_telephone_on_the_table_shows_nothing_of_its_owners_own(
    opened, run, mentor, other_mentee
):
    """The whole method goes by keyboard, and the note of who is signed in stays away."""
    page = opened(other_mentee)
    page.get_by_label("Write, alone and in silence").fill("It is about her fear")
    expect(page.locator(".save-state")).to_have_text("Saved")
    page.get_by_text("Who does what").first.press("Enter")
    page.get_by_role("button", name="Take over the lead").press("Enter")
    page.get_by_role("link", name=TABLE["en"]).press("Enter")
    expect(page.get_by_text("writes on paper")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("her fear")
    expect(page.get_by_role("textbox")).to_have_count(0)
    expect(page.get_by_label("A soft tone")).not_to_be_checked()

    heading = page.get_by_role("heading", level=1)
    while "Next time" not in (step := heading.inner_text()):
        page.get_by_role("button", name="Next step").press("Enter")
        expect(heading).not_to_have_text(step)

    expect(page.get_by_role("button", name="Next step")).to_have_count(0)
    assert page.url.endswith("/table/")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_marks_roles_and_the_end_fit_a_telephone_too(
    opened, live_server, run, mentor, mentee, other_mentee, language
):
    for person in (mentor, mentee):
        person.language = language
        person.save(update_fields=["language"])
    with transaction.atomic(), acting_as(mentor):
        services.end_run(run=run, by=mentor, version=run.version)
    asked = {"session": run.session, "method": "socratic", "minutes": 90}
    with transaction.atomic(), acting_as(mentor):
        marking = services.start_run(by=mentor, case_owner=mentee, **asked)
        while marking.step != "socratic.mark":
            if marking.step == "socratic.questions":
                write(other_mentee, marking)
            marking = services.step_on(run=marking, by=mentor, version=marking.version)
    owner, leads = opened(mentee), opened(mentor)
    for page in (owner, leads):
        page.goto(live_server.url + marking.get_absolute_url())
    owner.locator("button[name=heat][value=warm]").first.press("Enter")
    expect(owner.locator("[data-heat=warm]")).to_have_count(1)
    look(owner)
    leads.goto(live_server.url + reverse("sessions:run_roles", args=[marking.pk]))
    look(leads)
    for name in ("run", "run_table"):
        leads.goto(live_server.url + reverse(f"sessions:{name}", args=[run.pk]))
        look(leads)


def write(person, run):
    key = f"{run.pk}.{run.step}"
    with transaction.atomic(), acting_as(person):
        write_text(by=person, kind=ALONE, key=key, body="What do you fear?\nOf whom?")


def test_the_clock_is_held_for_who_writes_as_well(opened, run, mentor, other_mentee):
    """Nobody is told that the group has gone on, where it has not."""
    leads, writes = opened(mentor), opened(other_mentee)
    box = writes.get_by_label("Write, alone and in silence")
    box.fill("It is about her fear")

    leads.get_by_role("button", name="Hold the clock").click()

    expect(writes.get_by_text("The clock holds")).to_be_visible()
    expect(writes.get_by_text(re.compile(r"^until \d"))).to_have_count(0)
    expect(writes.get_by_role("link", name="The group has gone on")).to_be_hidden()
    leads.get_by_role("button", name="Next step").click()
    expect(writes.get_by_role("link", name="The group has gone on")).to_be_visible()
    expect(writes.get_by_text("The clock holds")).to_be_hidden()
    expect(box).to_have_value("It is about her fear")

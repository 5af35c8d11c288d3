"""Step 1: a programme is opened, the roster imported, people invited and enrolled."""

import datetime as dt

from tests.browser.journey import roster
from tests.browser.journey.cast import COORDINATOR
from tests.browser.journey.roster import MENTEES, PEOPLE, address

STARTS_ON = dt.date(2026, 3, 2)


def open_programme(story):
    eva, stack = story.eva, story.stack
    link = stack.manage(
        *("create_organisation", "Van Waard", "--email", COORDINATOR),
        *("--given-name", "Eva", "--family-name", "Smit", "--language", "en"),
    ).strip()
    eva.go(link).shoot("01-invitation").come_in(link)
    eva.sees("Hello, %(name)s", name="Eva").shoot("02-today-coordinator")

    eva.go("/programmes/").shoot("03-programmes-empty").follow("Open a programme")
    eva.fill(name="Cross-mentoring", starts_on=STARTS_ON).shoot("04-programme-new")
    eva.press("Open the programme").sees("Cross-mentoring").shoot("05-programme")


def import_roster(story):
    eva = story.eva
    eva.go("/people/roster/").shoot("06-roster")
    upload = eva.page.locator("input[type=file]")
    upload.set_input_files(roster.write(story.folder / "personeel.xlsx"))
    eva.press("Show what would change").sees("What this roster would change")
    eva.shoot("07-roster-plan").press(f"Carry out {len(PEOPLE)} rows")
    eva.sees("The roster is imported").shoot("08-roster-imported")


def invite(story):
    eva = story.eva
    for role, names in (("mentor", ["Johan"]), ("mentee", [*MENTEES, "Femke"])):
        eva.go("/programmes/").follow("Cross-mentoring").follow("Invite people")
        eva.fill(role=role)
        for name in names:
            eva.page.get_by_label(roster.full_name(name)).check()
        eva.shoot(f"09-invite-{role}").press("Send the invitations")
    eva.sees("6 people are invited").shoot("10-invited")


def enrol(story):
    johan, stack = story.johan, story.stack
    johan.come_in(stack.link(johan.email, "Cross-mentoring"))
    johan.sees("What waits for you").shoot("11-today-invited")
    to_enrolment(johan)
    choose_topics(johan, 3, 3)
    johan.fill(max_group=6, motivation="Iets teruggeven").shoot("12-enrol-mentor")
    johan.press("Enrol", exact=True).sees("You are enrolled. Thank you.")
    for name in MENTEES:
        player = story.anna if name == "Anna" else story.rest
        player.come_in(stack.link(address(name), "Cross-mentoring"))
        if name == "Anna":
            player.choose_language("nl").sees("Hello, %(name)s", name=name)
        to_enrolment(player)
        choose_topics(player, 2, 2)
        words = story.secret(f"{name} wil leren om nee te zeggen")
        player.fill(**{"own-body": words})
        if name == "Anna":
            player.shoot("13-enrol-mentee")
        player.press("Enrol", exact=True).sees("You are enrolled. Thank you.")


def to_enrolment(player):
    waiting = player.page.get_by_role("listitem").filter(has_text="Cross-mentoring")
    with player.page.expect_navigation():
        waiting.get_by_role("link").last.click()


def choose_topics(player, count, value):
    for number in range(count):
        player.page.locator(f"input[type=radio][value='{value}'][name^=topic_]").nth(
            number
        ).check()

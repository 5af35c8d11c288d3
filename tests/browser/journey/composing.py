"""Step 2: groups are proposed, seen side by side, moved in, and published."""

import re

from tests.browser.journey.cast import subject
from tests.browser.journey.roster import MENTEES, address, full_name


def remind_of_the_invitation(story):
    """Step 8: whoever has not answered is asked once more, and nobody else."""
    story.mail("Femke", "Do you take part in %(programme)s?")
    for name in ("Johan", *MENTEES):
        again = subject(name, "Do you take part in %(programme)s?")
        mails = story.stack.subjects(address(name))
        assert not [one for one in mails if re.search(again, one)]


def propose(story):
    eva = story.eva
    eva.arrive().shoot("14-today-to-compose")
    eva.go("/programmes/").follow("Cross-mentoring").shoot("15-programme-enrolled")
    eva.follow("Compose groups").shoot("16-compositions-empty")
    eva.follow("Start a composition").press("To the board").shoot("17-board-empty")
    eva.press("Propose groups").sees("5 mentees placed")
    # Until the page shows the finished proposal, it renews itself.
    eva.named("Review and publish", "link").wait_for()
    eva.shoot("18-board")


def move(story):
    """Take somebody off the group and back, with what it means beside it."""
    eva = story.eva
    eva.named(full_name("Els"), "link").click()
    eva.page.get_by_role("radio", name="Without a group").check()
    eva.shoot("19-card")
    eva.named("Move this mentee").click()
    eva.sees("4 mentees placed")
    eva.page.locator("#step-undo").click()
    eva.sees("5 mentees placed")


def publish(story):
    eva = story.eva
    eva.follow("Review and publish").sees("6 people get a mail now")
    eva.shoot("20-publish").press("Publish the groups").sees(full_name("Johan"))
    eva.shoot("21-published")
    story.mail("Johan", "Your mentor group in %(programme)s")
    for name in MENTEES:
        story.mail(name, "You are in the mentor group of %(mentor)s")
    assert "group" not in str(story.stack.subjects(address("Femke")))

"""Steps 5 and 6: dates change, a session is logged, a one-on-one is asked and held."""

import datetime as dt
import re
import urllib.request

from icalendar import Calendar

from tests.browser.journey.cast import subject, words_of
from tests.browser.journey.meetings import (
    SERIES,
    STAYING,
    calendar,
    invitation,
    meetings_of,
    to_group,
    wall_clock,
)
from tests.browser.journey.roster import address, full_name

MOVED_TO = dt.date(2026, 4, 23)
DUE_ON = dt.date(2026, 3, 19)


def subscribe(story):
    """The mentee has her calendar follow the meetings, by a secret address."""
    anna = story.anna
    anna.arrive().go("/calendar/").press("Make an address").show_again()
    story.feed = anna.page.get_by_label(anna.say("Your address")).input_value()
    anna.shoot("47-calendar")
    assert story.feed.startswith(story.stack.base)
    assert story.series in {str(event["UID"]) for event in feed(story).walk("VEVENT")}


def feed(story) -> Calendar:
    # As a calendar does it, without any cookie.
    with urllib.request.urlopen(story.feed, timeout=60) as response:  # noqa: S310
        return Calendar.from_ical(response.read())


def series_in(found) -> list[dt.datetime]:
    """The meetings of the series in a mail or a feed."""
    only = Calendar()
    events = found.walk("VEVENT")
    uid = next(str(event["UID"]) for event in events if "RRULE" in event)
    for event in events:
        if str(event["UID"]) == uid:
            only.add_component(event)
    return meetings_of(only)


def change_dates(story):
    """Moving and cancelling change the same entry: its UID stays, SEQUENCE grows."""
    johan = story.johan
    to_session(johan.arrive(), SERIES[0]).follow("Move", exact=True)
    johan.fill(on=MOVED_TO, at="15:30").shoot("48-move").press("Move the meeting")
    johan.sees(johan.day(MOVED_TO)).shoot("49-moved")
    moved_to = dt.datetime.combine(MOVED_TO, dt.time(15, 30))
    later = [dt.datetime.combine(on, dt.time(16)) for on in SERIES[1:]]
    assert read_series(story, 1) == [moved_to, *later]

    to_session(johan, SERIES[1]).follow("Cancel", exact=True).shoot("50-cancel")
    johan.press("Cancel the meeting").sees("This meeting is cancelled.")
    assert read_series(story, 2) == [moved_to, *later[1:]]
    assert series_in(feed(story)) == [moved_to, *later[1:]]


def read_series(story, sequence) -> list[dt.datetime]:
    """The meetings of the series as the mail of that version has them."""
    changed = subject("Anna", "Changed: the dates of %(group)s")

    def arrived():
        mails = story.stack.mails(address("Anna"))
        mails = [mail for mail in mails if re.match(changed, str(mail["Subject"]))]
        return len(mails) == sequence and calendar(mails[-1])

    story.stack.wait_until(arrived, f"change {sequence} of the series")
    found = arrived()
    (rule,) = (one for one in found.walk("VEVENT") if "RRULE" in one)
    assert (str(rule["UID"]), rule["SEQUENCE"]) == (story.series, sequence)
    return series_in(found)


def to_session(player, on):
    to_group(player).follow("Dates", exact=True)
    return player.follow(player.day(on))


def remind_of_the_log(story):
    story.mail("Johan", "Write down the meeting of %(day)s", day="13 March")


def log(story):
    johan, anna = story.johan, story.anna
    johan.arrive().shoot("51-today-log")
    to_group(johan).follow("Write the log")
    brought = story.secret("Bilal zit klem tussen twee opdrachtgevers")
    learnt = story.secret("Eerst doorvragen en dan pas raad geven")
    johan.fill(**{"brought-in-body": brought, "learnt-body": learnt})
    for group in johan.page.get_by_role("group", name=full_name("Chantal")).all():
        group.locator("input[type=radio][value=excused]").check()
    story.action = story.secret("Een zaal buiten kantoor vastleggen")
    johan.page.locator("[name=actions-0-text]").fill(story.action)
    owner = johan.page.locator("[name=actions-0-owner]")
    owner.select_option(label=full_name("Anna"))
    johan.page.locator("[name=actions-0-due_on]").fill(DUE_ON.isoformat())
    johan.shoot("52-log").press("Save the log").sees(learnt).shoot("53-session")
    address_of_log = johan.page.url
    anna.go(address_of_log).sees(brought).sees(learnt).sees(story.action)
    anna.shoot("54-session-mentee")
    story.eva.arrive().is_refused(address_of_log)


def talk(story):
    """A one-on-one: asked by the mentee, planned and logged by the mentor (R11)."""
    johan, anna = story.johan, story.anna
    question = story.secret("Ik ben vastgelopen op mijn project")
    anna.go("/sessions/one-on-ones/").follow("Ask for a one-on-one")
    anna.fill(**{"own-body": question}).page.locator("[name=urgent]").check()
    anna.shoot("55-one-on-one-ask").press("Ask", exact=True).sees(question)
    asks = full_name("Anna")
    story.mail("Johan", "%(other)s would like to talk with you", other=asks)

    johan.arrive().shoot("56-today-asked").go(anna.page.url)
    johan.sees(question).follow("Set a time yourself")
    johan.fill(on=story.today, at="17:00", place="Kade 4").shoot("57-one-on-one-plan")
    johan.press("Plan it").shoot("58-one-on-one-planned")
    event = invitation(story.mail("Anna", "One-on-one with %(other)s: %(day)s"))
    assert wall_clock(event) == dt.datetime.combine(story.today, dt.time(17))

    note = story.secret("Samen eerst naar rust in de agenda gezocht")
    johan.follow("We have talked")
    johan.fill(on=story.today, support="psychosocial")
    johan.page.locator("input[name=theme]").first.check()
    johan.shoot("59-one-on-one-log").press("Save", exact=True)
    johan.fill(**{"note-body": note}).sees("Saved")
    anna.page.reload()
    anna.sees(note).shoot("60-one-on-one")
    story.eva.is_refused(johan.page.url)
    bilal = story.rest.play("Bilal")
    bilal.is_refused(johan.page.url)


def remind_of_the_action(story):
    """Step 8: the owner alone is reminded, and the mail does not say of what."""
    about = "Your action for %(group)s is due on %(day)s"
    mail = story.mail("Anna", about)
    assert story.action not in words_of(mail)
    for name in ("Johan", *STAYING[1:]):
        told = story.stack.subjects(address(name))
        assert not [one for one in told if re.search(subject(name, about), one)]


def look_at_today(story):
    """Step 9: what waits for each of them, and the next date."""
    eva, johan, anna = story.eva, story.johan, story.anna
    anna.arrive().sees("Your next date").sees(anna.day(MOVED_TO))
    anna.sees("19 maart").misses(story.action).shoot("65-today-mentee")
    johan.arrive().sees("Your next date").sees(johan.day(MOVED_TO))
    johan.shoot("66-today-mentor")
    eva.arrive().misses(*story.secrets).shoot("67-today-coordinator")
    for player in (eva, johan, anna):
        player.go("/inbox/").misses(*story.secrets).shoot(f"68-inbox-{player.name}")

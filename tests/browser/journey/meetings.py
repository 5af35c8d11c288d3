"""Steps 4 and 5: a date for everybody, the first meeting, and the series of a year."""

import datetime as dt
import re

from icalendar import Calendar

from tests.browser.journey.cast import subject
from tests.browser.journey.roster import address

STAYING = ("Anna", "Bilal", "Chantal")
FIRST = dt.date(2026, 3, 13)
ASKED = "When can you come? %(group)s"
# Every six weeks on Friday; the first of January is a holiday, so a week later.
SERIES = [
    dt.date(2026, 4, 24),
    dt.date(2026, 6, 5),
    dt.date(2026, 7, 17),
    dt.date(2026, 8, 28),
    dt.date(2026, 10, 9),
    dt.date(2026, 11, 20),
    dt.date(2027, 1, 8),
    dt.date(2027, 2, 12),
]


def to_group(player):
    return look_who_is_in_it(player.go("/groups/")).sees("Who is in it")


def look_who_is_in_it(player):
    """The first time nothing of the group opens before."""
    if player.page.locator("input[name=mark]").count():
        player.press("I have seen who is in it")
    return player


def propose_dates(story):
    johan = story.johan
    to_group(johan.arrive()).shoot("35-group-mentor").follow("Propose dates")
    for row, later in enumerate((0, 3, 4)):
        on, at = FIRST + dt.timedelta(days=later), "16:00"
        johan.fill(**{f"dates-{row}-on": on, f"dates-{row}-at": at})
    johan.fill(place="Gemaal Utrecht").shoot("36-poll-new").press("Ask the group")
    johan.sees("Not answered yet:").shoot("37-poll-open")


def vote_for_the_first_time(story):
    vote(story, "Anna", "Bilal")


def vote_after_all(story):
    vote(story, "Chantal")


def vote(story, *names):
    for name in names:
        player = story.mentee(name)
        poll = player.page.locator("a[href*='/sessions/polls/']").last
        with player.page.expect_navigation():
            poll.click()
        look_who_is_in_it(player)
        answers = player.page.locator("form[action$='/votes/'] fieldset")
        for number, answer in enumerate(("yes", "if_need_be", "no")):
            answers.nth(number).locator(f"input[value='{answer}']").check()
        if name == "Anna":
            player.shoot("38-vote")
        player.press("Send my answers").sees("Your answers")


def remind_who_is_silent(story):
    """Step 8: the mail of the day asks the one who has not voted, and nobody else."""
    stack = story.stack

    def asked(name):
        pattern = subject(name, ASKED)
        return sum(
            bool(re.search(pattern, one)) for one in stack.subjects(address(name))
        )

    stack.wait_until(lambda: asked("Chantal") == 1, "a mail to Chantal")
    assert [asked(name) for name in STAYING] == [0, 0, 1]


def pick_the_date(story):
    johan = story.johan
    to_group(johan.arrive()).follow("Pick the date")
    johan.shoot("39-poll-complete")
    johan.press("Pick this date", sure="Pick this date")
    johan.shoot("40-date-picked")
    event = invitation(story.mail("Anna", "The first meeting of %(group)s: %(day)s"))
    assert event["SEQUENCE"] == 0
    assert wall_clock(event) == dt.datetime.combine(FIRST, dt.time(16))


def remind_of_tomorrow(story):
    for name in ("Johan", *STAYING):
        story.mail(name, "Tomorrow: %(group)s")


def calendar(message) -> Calendar:
    part = next(
        part for part in message.walk() if part.get_content_type() == "text/calendar"
    )
    content = part.get_content()
    return Calendar.from_ical(content)


def meetings_of(series) -> list[dt.datetime]:
    """When a program shows the meetings of the one entry that repeats."""
    rule, *exceptions = series.walk("VEVENT")
    until = rule["RRULE"]["UNTIL"][0].date()
    out = rule.get("EXDATE")
    moved = {one.decoded("RECURRENCE-ID").date(): wall_clock(one) for one in exceptions}
    left_out = {day.dt.date() for day in out.dts} if out else set()
    day, found = wall_clock(rule).date(), []
    while day <= until:
        if day not in left_out:
            at = dt.datetime.combine(day, wall_clock(rule).time())
            found.append(moved.get(day, at))
        day += dt.timedelta(weeks=rule["RRULE"]["INTERVAL"][0])
    return found


def invitation(message):
    """The one entry that a mail carries."""
    (event,) = calendar(message).walk("VEVENT")
    return event


def wall_clock(event) -> dt.datetime:
    return event.decoded("DTSTART").replace(tzinfo=None)


def meet_first(story):
    johan = story.johan
    for name in STAYING:
        player = to_group(story.mentee(name)).follow("First meeting", exact=True)
        if name == "Anna":
            player.shoot("41-first-meeting")
        player.press("I sign this").misses("I sign this")
    to_group(johan.arrive()).follow("First meeting", exact=True)
    johan.press("I sign this").follow("Write down how you treat each other")
    words = story.secret("Wij laten elkaar altijd helemaal uitspreken")
    johan.fill(**{"agreement-body": words}).shoot("42-agreement")
    johan.sees("Saved").follow("Back")
    johan.sees(words).misses("not signed yet").shoot("43-first-meeting-signed")
    story.anna.page.reload()
    story.anna.sees(words)


def agree_to_the_series(story):
    johan, anna = story.johan, story.anna
    johan.fill(every_weeks=6, weekday=4, at="16:00", minutes=120)
    johan.fill(place="Gemaal Utrecht").shoot("44-series-new")
    johan.press("Write it down for the group")
    johan.press("Make the series of it: see the dates")
    johan.sees("Nobody is told yet").shoot("44-series-plan").press("Plan these dates")
    johan.sees("%(count)d meetings", count=len(SERIES))
    johan.shoot("45-series")
    series = calendar(story.mail("Anna", "The dates of %(group)s"))
    story.series = str(series.walk("VEVENT")[0]["UID"])
    assert meetings_of(series) == [
        dt.datetime.combine(on, dt.time(16)) for on in SERIES
    ]
    to_group(anna).shoot("46-group-mentee")

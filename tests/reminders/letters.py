"""Letters to test with; `switch` says whether one holds, and what it says then."""

from reminders.letters import TO_DO, WAITS, Letter, as_told

switch = {"holds": True, "says": {}}


def facts(mail):
    return mail.context | switch["says"] if switch["holds"] else None


def calendar(mail):
    return [
        ("meeting.ics", b"BEGIN:VCALENDAR\r\n", 'text/calendar; method="REQUEST"'),
    ]


LETTERS = [
    Letter(kind="tests.nudge", name="Nudges", facts=facts, alone=True),
    Letter(
        kind="tests.summons",
        name="Summons",
        stoppable=False,
        facts=as_told,
        alone=True,
    ),
    Letter(kind="tests.moment", name="Moments", facts=as_told, alone=True),
    Letter(
        kind="tests.bulk",
        name="Publishing",
        to=(),
        braked=False,
        facts=as_told,
        alone=True,
    ),
    Letter(
        kind="tests.meeting",
        name="Meetings",
        attach=calendar,
        facts=as_told,
        alone=True,
    ),
    Letter(
        kind="tests.secret",
        name="Ways in",
        stoppable=False,
        link=lambda mail: "/way/in/",
        facts=as_told,
        alone=True,
    ),
    # What waits, alone and in the mail of the day; and what is told in it.
    Letter(kind="tests.alarm", name="Alarms", facts=WAITS, alone=True),
    Letter(kind="tests.chore", name="Chores", facts=WAITS, pressing=TO_DO),
    Letter(kind="tests.news", name="News", facts=facts),
    Letter(kind="tests.notice", name="Notices", facts=as_told, stoppable=False),
]

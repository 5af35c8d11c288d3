"""Letters to test with; `switch` says whether one is wanted."""

from reminders.letters import Letter

switch = {"wanted": True}


def calendar(mail):
    return [
        ("meeting.ics", b"BEGIN:VCALENDAR\r\n", 'text/calendar; method="REQUEST"'),
    ]


LETTERS = [
    Letter(
        kind="tests.nudge",
        name="Nudges",
        wanted=lambda mail: switch["wanted"],
    ),
    Letter(kind="tests.summons", name="Summons", stoppable=False),
    Letter(kind="tests.moment", name="Moments"),
    Letter(kind="tests.bulk", name="Publishing", to=(), braked=False),
    Letter(kind="tests.meeting", name="Meetings", attach=calendar),
    Letter(
        kind="tests.secret",
        name="Ways in",
        stoppable=False,
        link=lambda mail: "/way/in/",
    ),
]

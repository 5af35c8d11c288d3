import datetime as dt

from django.contrib.auth import get_user_model

from reminders.due import Due


def waiting(*, now, person=None):
    """One thing waits, for whoever got a mail already."""
    for reader in get_user_model().objects.filter(mails__kind="tests.nudge").distinct():
        yield Due(
            kind="tests.alarm",
            person=reader,
            programme_id=None,
            object_id="1",
            since=dt.date(2026, 3, 3),
            link="/",
            context={"name": "Anna"},
        )

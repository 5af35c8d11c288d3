"""A group that ended: what it wrote is there to read, and the pages say until when."""

import datetime as dt

from crossmentor.demo.days import doing
from groups.services import end_on
from sessions import services


def end(group, today: dt.date):
    """The meeting it had last was the last one; what was planned after it is called off."""
    mentor = group.seats.held().mentors().get().person
    meetings = group.sessions.standing()
    last_day = meetings.filter(on__lte=today).latest("on").on
    with doing(mentor, last_day, 20):
        for session in meetings.filter(on__gt=last_day):
            services.cancel_session(session=session)
        end_on(group=group, last_day=last_day)

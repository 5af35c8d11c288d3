"""What is on in the days ahead of one group: cases offered, a work visit prepared."""

import datetime as dt

from crossmentor.demo.days import doing, workday, write_text
from sessions import services
from sessions.models import Pressing, Session
from sessions.session.keys import log_key
from sessions.session.texts import AGREED, QUESTION, TASKS

AHEAD, NEAR = dt.timedelta(2), dt.timedelta(10)


def days_ahead(group, texts: dict, today: dt.date):
    mentor = group.seats.held().mentors().get().person
    mentees = [seat.person for seat in group.seats.held().mentees().with_person()]
    offer_cases(meeting_ahead(group, mentor, today), mentees, texts["cases"], today)
    prepare_visit(group, mentor, mentees, texts["work_visit"], today)


def meeting_ahead(group, mentor, today: dt.date) -> Session:
    """Of two days from now: the next one, moved where it is near, or else one more."""
    when = {"on": workday(today + AHEAD), "at": dt.time(16), "minutes": 120}
    when["place"] = "Utrecht, zaal De Brug"
    near = group.sessions.standing().filter(on__gt=today, on__lte=today + NEAR)
    session = near.order_by("on").first()
    with doing(mentor, today - dt.timedelta(7)):
        if session:
            return services.move_session(session=session, **when)
        return services.plan_session(group=group, kind=Session.Kind.INTERVISION, **when)


def offer_cases(session, mentees, lines, today: dt.date):
    """The first offers one that two others would like; the last has not said anything."""
    first, second, third, *_silent = mentees
    pairs = [(first, Pressing.NOW), (second, Pressing.CANNOT_WAIT)]
    pairs.append((third, Pressing.CAN_WAIT))
    for line, (person, pressing) in zip(lines, pairs, strict=False):
        with doing(person, today, 7):
            who = {"session": session, "by": person}
            services.write_case(**who, line=line, pressing=pressing)
            if person != third:
                services.offer_case(**who)
    for person in (second, third):
        with doing(person, today, 8):
            services.wish_for(session=session, by=person, whose=first)


def prepare_visit(group, mentor, mentees, texts, today: dt.date):
    taken = set(group.sessions.standing().values_list("on", flat=True))
    on = workday(today + dt.timedelta(33))
    while on in taken:
        on = workday(on + dt.timedelta(1))
    with doing(mentor, today - dt.timedelta(7)):
        visit = services.plan_session(
            group=group,
            kind=Session.Kind.WORK_VISIT,
            on=on,
            at=dt.time(13, 30),
            minutes=150,
            place=texts["place"],
        )
    key = log_key(visit, group.circle_id)
    names = {
        letter: mentee.given_name
        for letter, mentee in zip("abc", mentees, strict=False)
    }
    with doing(mentees[0], today - dt.timedelta(6)):
        write_text(mentees[0], AGREED, key, texts["agreed"])
        write_text(mentees[0], TASKS, key, texts["tasks"].format(**names))
    for person, question in zip(mentees, texts["questions"], strict=False):
        with doing(person, today - dt.timedelta(5)):
            write_text(person, QUESTION, key, question)

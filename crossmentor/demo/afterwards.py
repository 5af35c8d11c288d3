"""What is left of the last meeting of one group: learnt, taken along, carried on."""

import datetime as dt

from crossmentor.demo.days import doing, write_text
from sessions import services
from sessions.log.learnt import LearntLine, left_of
from sessions.log.texts import LEARNT_FROM, TAKEN
from sessions.models import Attendance
from spaces.audience import audience_of


def look_back(group, texts: dict):
    """Of the last meeting with a log, the day after; a mentee takes the notes of it."""
    mentor = group.seats.held().mentors().get().person
    mentees = [seat.person for seat in group.seats.held().mentees().with_person()]
    session, before, *_earlier = group.sessions.held().order_by("-on")
    name_note_taker(session, mentor, mentees[1])
    one, other, late, *_others = mentees
    say(session, one, texts["to_one"], to=other)
    say(session, other, texts["to_mentor"], to=mentor)
    say(session, mentor, texts["to_all"])
    keep_for_oneself(session, one, texts["taken"])
    carry_on(session, mentor, mentees, texts)
    note_absences(session, before, mentor, late)


def name_note_taker(session, mentor, person):
    with doing(mentor, session.on, 15):
        services.name_note_taker(
            session=session,
            by=mentor,
            person=person.pk,
            circle_id=session.group.circle_id,
        )


def say(session, by, words, to=None):
    with doing(by, session.on, 20):
        people = list(session.group.seats.held().people())
        _note, lines = left_of(session, by, people)
        key = lines.key_to(to.pk if to else 0)
        write_text(by, LEARNT_FROM, key, words)
        circle = audience_of(lines.circle_id, by)
        services.put_line(line=LearntLine(lines, LEARNT_FROM, to, key, circle), by=by)


def keep_for_oneself(session, by, words):
    with doing(by, session.on, 20):
        people = list(session.group.seats.held().people())
        write_text(by, TAKEN, left_of(session, by, people)[1].key, words)


def carry_on(session, mentor, mentees, texts):
    """One stays open, one goes on, one is dropped with a word."""
    later = session.on + dt.timedelta(weeks=6)
    made = {}
    for owner, name in zip(mentees, ("open", "gone_on", "dropped"), strict=False):
        with doing(mentor, session.on, 19):
            made[name] = services.add_action(
                group=session.group,
                session=session,
                by=mentor,
                text=texts[name],
                owner=owner,
                due_on=later,
            )
    with doing(made["gone_on"].owner, session.on + dt.timedelta(3)):
        services.go_on_with(
            action=made["gone_on"], due_on=later + dt.timedelta(weeks=3)
        )
    with doing(made["dropped"].owner, session.on + dt.timedelta(3)):
        services.drop_action(
            action=made["dropped"], by=made["dropped"].owner, why=texts["why"]
        )


def note_absences(session, before, mentor, person):
    """Late once, and away once: the mentor has a hint."""
    with doing(mentor, session.on, 21):
        services.note_late(session=session, by=mentor, people=[person.pk])
        away = Attendance.objects.get(session=before, person=person)
        away.presence = Attendance.Presence.EXCUSED
        away.save(update_fields=["presence"])

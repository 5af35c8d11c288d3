"""The months of one group of the demonstration: intakes, meetings, one-on-ones."""

import datetime as dt
from uuid import uuid4

from crossmentor.demo.days import doing, pick
from crossmentor.demo.first_meeting import agree, first_meeting, make_agenda
from crossmentor.demo.intakes import hold_intakes
from crossmentor.demo.pairs import talk
from groups.presenters.circles import circles_of, mark_of
from groups.services import see_circle
from intake.models import MenteeSeat
from sessions.dates.services import polls
from sessions.log.services import actions
from sessions.log.services import log as sessions
from sessions.log.texts import LOG
from sessions.models import Action, Attendance, Session
from sessions.session.keys import log_key
from workbook import services as workbook
from workbook.models import Goal
from writing import services as writing


def live(group, number: int, texts: dict, today: dt.date):
    """Let the group `number` of its programme do what its people did until today."""
    starts = group.programme.starts_on
    see_each_other(group, starts)
    mentor = group.seats.held().mentors().get().person
    seats = list(MenteeSeat.objects.with_intake().filter(group=group))
    hold_intakes(seats, mentor, number, texts, starts, today)
    first = first_meeting(group, mentor, seats, number, texts, starts)
    make_agenda(group, mentor, seats, number, texts, first.on)
    agree(group, mentor, seats, number, texts, first)
    past = Session.objects.filter(group=group, on__lt=today).order_by("on")
    openings, later = [], []
    for tale in texts["sessions"]:
        (openings if tale["kind"] == "first" else later).append(tale)
    tales = [pick(openings, number), *later]
    for tale, session in zip(tales, past, strict=False):
        if session.on < today - dt.timedelta(days=3):
            log(session, tale, mentor, seats)
    finish_actions(group, today)
    for index, seat in enumerate(seats):
        write_in_workbook(seat, 5 * number + index, texts, first.on)
    talk(seats[number % len(seats)], mentor, texts, number, today)


def see_each_other(group, day: dt.date):
    """Everybody has looked who is in the group."""
    for seat in group.seats.held().with_person():
        with doing(seat.person, day, 15):
            circles = circles_of(group, seat.person)
            see_circle(group=group, person=seat.person, mark=mark_of(circles))


def vote_on_a_guest(group, today: dt.date):
    """Dates for one more meeting, with answers still to come."""
    mentor = group.seats.held().mentors().get().person
    seats = list(MenteeSeat.objects.with_intake().filter(group=group))
    taken = set(group.sessions.standing().values_list("on", flat=True))
    days = [today + dt.timedelta(later) for later in range(10, 31)]
    days = [day for day in days if day.weekday() < 5 and day not in taken]
    with doing(mentor, today - dt.timedelta(1)):
        poll = polls.propose_dates(
            group=group,
            by=mentor,
            dates=[
                (days[0], dt.time(16)),
                (days[2], dt.time(9, 30)),
                (days[5], dt.time(13, 30)),
            ],
            kind=Session.Kind.GUEST,
            minutes=90,
            place="Utrecht, zaal De Brug",
        )
    dates = list(poll.dates.all())
    all_answers = [
        ("yes", "no", "if_need_be"),
        ("yes", "yes", "yes"),
        ("no", "yes", "yes"),
    ]
    _silent, *others = sorted(seats, key=lambda seat: seat.pk)
    for seat, answers in zip(others, all_answers, strict=False):
        given = {date.pk: answer for date, answer in zip(dates, answers, strict=True)}
        with doing(seat.person, today - dt.timedelta(1), 14):
            polls.vote(poll=poll, person=seat.person, answers=given)


def log(session, tale, mentor, seats):
    """What was told of a session, with {a} to {d} for given names of its mentees."""
    people = dict(zip("abcd", (seat.person for seat in seats), strict=False))
    names = {letter: person.given_name for letter, person in people.items()}
    people["mentor"] = mentor
    with doing(mentor, session.on, 19):
        for kind in LOG:
            writing.write_text(
                kind=kind,
                key=log_key(session, session.group.circle_id),
                by=mentor,
                client_id=uuid4(),
                based_on=None,
                body=tale[kind.replace("-", "_")].format(**names),
            )
        sessions.log_session(
            session=session,
            by=mentor,
            kind=tale["kind"],
            presences={
                person.pk: Attendance.Presence.PRESENT
                for person in [mentor, *(seat.person for seat in seats)]
            },
            actions=[
                {
                    "text": action["text"].format(**names),
                    "owner": people[action["owner"]],
                    "due_on": session.on + dt.timedelta(weeks=action["weeks"]),
                }
                for action in tale["actions"]
            ],
        )


def finish_actions(group, today: dt.date):
    """What was due until a fortnight ago is done, by its owner."""
    with doing(group.seats.held().mentors().get().person, today):
        due = list(
            Action.objects.filter(
                group=group, due_on__lt=today - dt.timedelta(14)
            ).select_related("owner")
        )
    for action in due:
        with doing(action.owner, action.due_on):
            actions.finish_action(action=action)


def write_in_workbook(seat, number, texts, day: dt.date):
    """A learning goal, shown to the mentor or to the group by some; an exercise."""
    goal = pick(texts["goals"], number)
    with doing(seat.person, day, 20):
        goal_id = uuid4()
        workbook.write_goal(
            author=seat.person,
            goal_id=goal_id,
            client_id=uuid4(),
            based_on=None,
            title=goal["title"],
            body=goal["body"],
        )
        if number % 3:
            group = seat.group
            space = seat.pair_id if number % 3 == 1 else group.circle_id
            goal = Goal.objects.get(pk=goal_id)
            workbook.show_goal(goal=goal, space_id=space)
        slug = pick(list(texts["exercises"]), number)
        for prompt, answers in texts["exercises"][slug].items():
            workbook.write_answer(
                author=seat.person,
                prompt=f"{slug}.{prompt}",
                client_id=uuid4(),
                based_on=None,
                body=pick(answers, number),
            )

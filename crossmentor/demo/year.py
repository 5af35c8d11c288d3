"""The months of one group of the demonstration: intakes, meetings, one-on-ones."""

import datetime as dt
from contextlib import contextmanager
from itertools import cycle, islice
from uuid import uuid4

import time_machine
from django.db import transaction
from django.utils import timezone

from groups.services import see_circle
from groups.stories.circles import circles_of, mark_of
from intake import services as intakes
from intake.models import JUDGEMENT, PREPARATION, REPORT, MenteeSeat
from people.models import Person
from programmes.models import OWN_WORDS
from sessions.models import (
    NOTE,
    QUESTION,
    Action,
    Attendance,
    DatePoll,
    Item,
    Session,
    Way,
)
from sessions.one_on_one_texts import question_key
from sessions.services import actions, one_on_ones, planning, polls, series, sessions
from sessions.services import agenda as agendas
from sessions.services import group as agreements
from sessions.texts import LOG, RUN_INTO, VISITS, log_key
from spaces.acting import acting_as
from workbook import services as workbook
from workbook.models import Goal
from writing import services as writing
from writing.models import Text


def live(group, number: int, texts: dict, today: dt.date):
    """Let the group `number` of its programme do what its people did until today."""
    starts = group.programme.starts_on
    see_each_other(group, starts)
    mentor = group.seats.held().mentors().get().person
    seats = list(MenteeSeat.objects.with_intake().filter(group=group))
    for index, seat in enumerate(seats):
        if starts + dt.timedelta(4 + 2 * index) < today:
            hold_intake(seat, mentor, number + index, texts, starts, index)
    first = first_meeting(group, mentor, seats, number, texts, starts)
    make_agenda(group, mentor, seats, number, texts, first.on)
    agree(group, mentor, seats, number, texts, first)
    past = Session.objects.filter(group=group, on__lt=today).order_by("on")
    openings, later = [], []
    for told in texts["sessions"]:
        (openings if told["kind"] == "first" else later).append(told)
    tales = [pick(openings, number), *later]
    for told, session in zip(tales, past, strict=False):
        if session.on < today - dt.timedelta(days=3):
            log(session, told, mentor, seats)
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


def at(day: dt.date, hour: int = 10):
    zone = timezone.get_default_timezone()
    moment = dt.datetime.combine(day, dt.time(hour), zone)
    return time_machine.travel(min(moment, dt.datetime.now(zone)), tick=True)


@contextmanager
def doing(person: Person, day: dt.date, hour: int = 10):
    """As `person`, in one transaction, on that day."""
    with at(day, hour), acting_as(person), transaction.atomic():
        yield


def workday(day: dt.date) -> dt.date:
    """That day, or the Monday after it in a weekend."""
    return day + dt.timedelta((7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def write(by: Person, kind: str, key, body: str) -> Text:
    saved = writing.write(
        kind=kind, key=str(key), by=by, client_id=uuid4(), based_on=None, body=body
    )
    return saved.text


def fresh(seat) -> MenteeSeat:
    return MenteeSeat.objects.with_intake().get(pk=seat.pk)


def pick(texts, number):
    return next(islice(cycle(texts), number % len(texts), None))


def hold_intake(seat, mentor, number, texts, starts, index):
    planned = workday(starts + dt.timedelta(1))
    held = workday(starts + dt.timedelta(4 + 2 * index))
    with doing(mentor, planned):
        intakes.plan_intake(
            seat=seat, on=held, at=dt.time(9 + index), minutes=45, place="Kamer 2.14"
        )
    with doing(seat.person, planned, 14):
        write(seat.person, PREPARATION, seat.pk, pick(texts["preparations"], number))
        # Whoever did not enrol in the product wrote no words of their own there.
        drafts = Text.objects.written_by(seat.person).drafts()
        written = set(drafts.values_list("kind", flat=True))
        for kind in [OWN_WORDS, PREPARATION] if index % 3 else [OWN_WORDS]:
            if kind in written:
                intakes.put_text(seat=seat, kind=kind, by=seat.person)
    with doing(mentor, held, 16):
        intakes.hold_intake(seat=fresh(seat), on=held)
        judgement = dict(pick(texts["judgements"], number))
        write(mentor, JUDGEMENT, seat.pk, judgement.pop("notes"))
        intakes.write_judgement(seat=fresh(seat), by=mentor, answers=judgement)
        write(mentor, REPORT, seat.pk, pick(texts["reports"], number))
        intakes.put_text(seat=seat, kind=REPORT, by=mentor)
    answers = ("yes", "yes", "growing")
    for side, person in enumerate((mentor, seat.person)):
        answer = answers[(number + side) % 3]
        with doing(person, held, 17 + side):
            intakes.answer_click(
                seat=fresh(seat),
                by=person,
                answer=answer,
                words=pick(texts["click_words"][answer], number + side),
            )
    with doing(mentor, held + dt.timedelta(1)):
        intakes.decide_outcome(seat=fresh(seat), by=mentor, outcome="continues")


def first_meeting(group, mentor, seats, number, texts, starts) -> Session:
    asked = starts + dt.timedelta(10)
    weekday = number % 4
    first = starts + dt.timedelta(24)
    first += dt.timedelta((weekday - first.weekday()) % 7)
    days = [first, first + dt.timedelta(1), first + dt.timedelta(3)]
    with doing(mentor, asked):
        poll = polls.propose_dates(
            group=group,
            by=mentor,
            dates=[(day, dt.time(16)) for day in days],
            minutes=120,
            place="Utrecht, zaal De Brug",
        )
    dates = list(poll.dates.all())
    for index, seat in enumerate(seats):
        with doing(seat.person, asked + dt.timedelta(1 + index % 3)):
            later = ["yes", "if_need_be", "no"][index % 3]
            polls.vote(
                poll=poll,
                person=seat.person,
                answers={dates[0].pk: "yes", dates[1].pk: later, dates[2].pk: "no"},
            )
    with doing(mentor, asked + dt.timedelta(5)):
        return polls.pick_date(poll=DatePoll.objects.get(pk=poll.pk), date=dates[0])


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
    told = [("yes", "no", "if_need_be"), ("yes", "yes", "yes"), ("no", "yes", "yes")]
    _silent, *others = sorted(seats, key=lambda seat: seat.pk)
    for seat, answers in zip(others, told, strict=False):
        given = {date.pk: answer for date, answer in zip(dates, answers, strict=True)}
        with doing(seat.person, today - dt.timedelta(1), 14):
            polls.vote(poll=poll, person=seat.person, answers=given)


def make_agenda(group, mentor, seats, number, texts, on: dt.date):
    """What the group made of its first meeting, beforehand and there."""
    way = list(Way)[number % len(Way)]
    with doing(mentor, on - dt.timedelta(3), 9):
        agendas.choose_way(group=group, by=mentor, way=way)
        agendas.set_minutes(group=group, by=mentor, item=Item.QUESTIONS, minutes=30)
    leading = [Item.TREATMENT, Item.TASKS]
    for item, seat in zip(leading, seats[number % 2 :], strict=False):
        with doing(seat.person, on, 16):
            who = {"by": seat.person, "leader": seat.person}
            agendas.set_leader(group=group, item=item, **who)
    for index, kind in enumerate((RUN_INTO, VISITS)):
        with doing(seats[index].person, on, 17):
            words = pick(texts[kind.replace("-", "_")], number)
            write(seats[index].person, kind, group.circle_id, words)


def agree(group, mentor, seats, number, texts, first: Session):
    for seat in [*seats, group.seats.held().mentors().get()]:
        with doing(seat.person, first.on, 17):
            agreements.sign(seat=seat)
    with doing(mentor, first.on, 18):
        agreements.write_agreement(
            group=group, by=mentor, text=pick(texts["group_agreements"], number)
        )
        agreed = series.agree_on_series(
            group=group,
            by=mentor,
            every_weeks=group.programme.meeting_every_weeks,
            weekday=first.on.weekday(),
            at=dt.time(16),
            minutes=120,
            place="Utrecht, zaal De Brug",
        )
        planning.plan_series(series_id=agreed.pk)
    return agreed


def log(session, told, mentor, seats):
    """What was told of a session, with {a} to {d} for given names of its mentees."""
    people = dict(zip("abcd", (seat.person for seat in seats), strict=False))
    names = {letter: person.given_name for letter, person in people.items()}
    people["mentor"] = mentor
    with doing(mentor, session.on, 19):
        for kind in LOG:
            writing.write(
                kind=kind,
                key=log_key(session, session.group.circle_id),
                by=mentor,
                client_id=uuid4(),
                based_on=None,
                body=told[kind.replace("-", "_")].format(**names),
            )
        sessions.log_session(
            session=session,
            by=mentor,
            kind=told["kind"],
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
                for action in told["actions"]
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


def talk(seat, mentor, texts, number, today):
    """One one-on-one that was held, and in some groups one that is asked for."""
    told = pick(texts["one_on_ones"], number)
    day = today - dt.timedelta(30)
    asked = ask(seat, day, told["question"], urgent=told["urgent"], before=0)
    with doing(mentor, day, 12):
        one_on_ones.plan_one_on_one(
            one_on_one=asked,
            on=day + dt.timedelta(3),
            at=dt.time(13),
            minutes=45,
            place="",
        )
    with doing(mentor, day + dt.timedelta(3), 15):
        one_on_ones.log_one_on_one(
            one_on_one=asked,
            on=day + dt.timedelta(3),
            support=told["support"],
            theme=told["theme"],
        )
        write(mentor, NOTE, asked.pk, told["note"])
    if number % 2 == 0:
        told = pick(texts["one_on_ones"], number + 1)
        ask(seat, today - dt.timedelta(1), told["question"], urgent=True, before=1)


def ask(seat, day, question, *, urgent, before):
    """After `before` others of the pair, which are no longer open."""
    with doing(seat.person, day):
        draft = write(seat.person, QUESTION, question_key(seat, before), question)
        return one_on_ones.ask_one_on_one(
            seat=seat, by=seat.person, urgent=urgent, draft=draft
        )


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
            workbook.show(goal=goal, space_id=space)
        slug = pick(list(texts["exercises"]), number)
        for prompt, answers in texts["exercises"][slug].items():
            workbook.write_answer(
                author=seat.person,
                prompt=f"{slug}.{prompt}",
                client_id=uuid4(),
                based_on=None,
                body=pick(answers, number),
            )

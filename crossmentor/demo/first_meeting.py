"""The first meeting of a group: its date, what is made of it, what is agreed there."""

import datetime as dt

from crossmentor.demo.days import doing, pick, workday, write_text
from sessions.dates.services import planning, polls, series
from sessions.models import DatePoll, Item, Session, Way
from sessions.year.services import agenda as agendas
from sessions.year.services import promise as agreements
from sessions.year.texts import RUN_INTO, VISITS


def first_meeting(group, mentor, seats, number, texts, starts) -> Session:
    asked = starts + dt.timedelta(10)
    days = days_asked(starts, number)
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


def days_asked(starts: dt.date, number: int) -> list[dt.date]:
    """The days to choose from; the groups of a programme meet on different weekdays."""
    weekday = number % 4
    first = starts + dt.timedelta(24)
    first += dt.timedelta((weekday - first.weekday()) % 7)
    return [first, first + dt.timedelta(1), workday(first + dt.timedelta(3))]


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
            write_text(seats[index].person, kind, group.circle_id, words)


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

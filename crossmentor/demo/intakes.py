"""Intakes of the demonstration: those that were held, and those still under way."""

import datetime as dt

from crossmentor.demo.days import doing, pick, workday, write_text
from intake import services as intakes
from intake.models import JUDGEMENT, PREPARATION, REPORT, MenteeSeat
from programmes.models import OWN_WORDS
from writing.models import Text


def hold_intakes(seats, mentor, number, texts, starts, today: dt.date):
    """Those whose day has been."""
    for index, seat in enumerate(seats):
        if held_on(starts, index) < today:
            hold_intake(seat, mentor, number + index, texts, starts, index)


def hold_intake(seat, mentor, number, texts, starts, index):
    planned = workday(starts + dt.timedelta(1))
    held = held_on(starts, index)
    with doing(mentor, planned):
        intakes.plan_intake(
            seat=seat, on=held, at=dt.time(9 + index), minutes=45, place="Kamer 2.14"
        )
    with doing(seat.person, planned, 14):
        write_text(
            seat.person, PREPARATION, seat.pk, pick(texts["preparations"], number)
        )
        # Whoever did not enrol in the product wrote no words of their own there.
        drafts = Text.objects.written_by(seat.person).drafts()
        written = set(drafts.values_list("kind", flat=True))
        for kind in [OWN_WORDS, PREPARATION] if index % 3 else [OWN_WORDS]:
            if kind in written:
                intakes.put_text(seat=seat, kind=kind, by=seat.person)
    with doing(mentor, held, 16):
        intakes.hold_intake(seat=fresh(seat), on=held)
        judgement = dict(pick(texts["judgements"], number))
        write_text(mentor, JUDGEMENT, seat.pk, judgement.pop("notes"))
        intakes.write_judgement(seat=fresh(seat), by=mentor, answers=judgement)
        write_text(mentor, REPORT, seat.pk, pick(texts["reports"], number))
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


def held_on(starts: dt.date, index: int) -> dt.date:
    """When the intake of so many before it in the group is held."""
    return workday(starts + dt.timedelta(4 + 2 * index))


def fresh(seat) -> MenteeSeat:
    return MenteeSeat.objects.with_intake().get(pk=seat.pk)


def talk_once_more(group, today: dt.date):
    """One of the pairs talks for a second time; times for it wait to be chosen from."""
    mentor = group.seats.held().mentors().get().person
    # Not of the one who is looked in on: that intake is over.
    seat = MenteeSeat.objects.with_intake().held().filter(group=group).latest("pk")
    with doing(mentor, today - dt.timedelta(2)):
        intakes.decide_outcome(
            seat=fresh(seat),
            by=mentor,
            outcome="again",
            until=today + dt.timedelta(21),
        )
    # When the group never meets.
    starts = {3: dt.time(11), 6: dt.time(9, 30), 8: dt.time(13, 30)}
    with doing(mentor, today - dt.timedelta(1)):
        intakes.offer_times(
            seat=fresh(seat),
            times=[
                (workday(today + dt.timedelta(later)), at)
                for later, at in starts.items()
            ],
            minutes=45,
            place="Kamer 2.14",
        )


def pause_one(group, today: dt.date):
    """Who came last but one takes a pause of some weeks."""
    mentor = group.seats.held().mentors().get().person
    seats = MenteeSeat.objects.with_intake().held().filter(group=group)
    with doing(mentor, today - dt.timedelta(1), 16):
        intakes.decide_outcome(
            seat=seats.order_by("-pk")[1],
            by=mentor,
            outcome="paused",
            until=workday(today + dt.timedelta(24)),
        )

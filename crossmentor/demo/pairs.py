"""One-on-ones: one that was held, one asked for, one that two people prepare."""

import datetime as dt

from crossmentor.demo.days import doing, pick, workday, write_text
from sessions import services
from sessions.models import NOTE, OWN_NOTE, QUESTION, Point
from sessions.one_on_ones.keys import own_key, question_key

# The first step says what it is called, the next two what it looks like and how often.
STEPS = ("x_name", "x_what", "x_much")


def talk(seat, mentor, texts, number, today):
    """One one-on-one that was held, and in some groups one that is asked for."""
    tale = pick(texts["one_on_ones"], number)
    day, on = days_of_talk(today)
    asked = ask(seat, day, tale["question"], urgent=tale["urgent"], before=0)
    with doing(mentor, day, 12):
        services.plan_one_on_one(
            one_on_one=asked,
            on=on,
            at=dt.time(13),
            minutes=45,
            place="",
        )
    with doing(mentor, on, 15):
        services.log_one_on_one(
            one_on_one=asked,
            on=on,
            support=tale["support"],
            theme=tale["theme"],
        )
        write_text(mentor, NOTE, asked.pk, tale["note"])
    if number % 2 == 0:
        tale = pick(texts["one_on_ones"], number + 1)
        ask(seat, today - dt.timedelta(1), tale["question"], urgent=True, before=1)


def days_of_talk(today: dt.date) -> tuple[dt.date, dt.date]:
    """When it was asked for, and when it was."""
    asked = workday(today - dt.timedelta(30))
    return asked, workday(asked + dt.timedelta(3))


def ask(seat, day, question, *, urgent, before):
    """After `before` others of the pair, which are no longer open."""
    with doing(seat.person, day):
        draft = write_text(seat.person, QUESTION, question_key(seat, before), question)
        return services.ask_one_on_one(
            seat=seat, by=seat.person, urgent=urgent, draft=draft
        )


def prepare(seat, mentor, tale: dict, today: dt.date):
    """The next one-on-one of a pair, asked for by the mentor and agreed on."""
    with doing(mentor, today - dt.timedelta(6)):
        asked = services.ask_one_on_one(seat=seat, by=mentor)
    on = workday(today + dt.timedelta(4))
    times = [(on, dt.time(13, 30)), (workday(on + dt.timedelta(1)), dt.time(9, 30))]
    with doing(seat.person, today - dt.timedelta(5)):
        services.offer_slots(
            one_on_one=asked, by=seat.person, times=times, minutes=45, place="Kantine"
        )
        slot = asked.slots.earliest("on")
    with doing(mentor, today - dt.timedelta(4)):
        services.pick_slot(one_on_one=asked, slot=slot.pk)
    fill_list(seat, mentor, tale["points"], today)
    for person, note in ((mentor, "mentor_note"), (seat.person, "mentee_note")):
        with doing(person, today - dt.timedelta(1)):
            write_text(person, OWN_NOTE, own_key(asked), tale[note])
    with doing(seat.person, today - dt.timedelta(1), 16):
        for step in STEPS:
            write_text(seat.person, step, asked.pk, tale[step])


def fill_list(seat, mentor, points, today: dt.date):
    """Some of either of them; one kept for oneself, one done, one dropped."""
    people = {"mentor": mentor, "mentee": seat.person}
    for number, point in enumerate(points):
        person = people[point["by"]]
        day = today - dt.timedelta(len(points) - number)
        with doing(person, day, 11):
            added = services.add_point(
                seat=seat,
                by=person,
                text=point["text"],
                on_list="own" not in point,
            )
        if ending := point.get("ending"):
            with doing(seat.person, day, 17):
                services.end_point(
                    point=added,
                    ending=Point.Ending(ending),
                    word=point.get("word", ""),
                )

"""Learning goals of the demonstration over the year, and what became of them."""

import datetime as dt
from collections import defaultdict
from uuid import uuid4

from crossmentor.demo.days import doing
from workbook import services as workbook
from workbook.models import Goal
from workbook.places import places_of
from writing.models import Part


def work_on(person, steps: list, today: dt.date):
    """What `person` did with goals: [days before today, which goal, what, how]."""
    ids = defaultdict(uuid4)
    for before, name, did, how in steps:
        day = today - dt.timedelta(before)
        with doing(person, day, 21):
            DID[did](person, ids[name], typed_fields(how, ids, day))


def typed_fields(how: dict, ids: dict, day: dt.date) -> dict:
    """As the services take it, which know no days from now on and no names of goals."""
    fields = dict(how)
    if reason := fields.get("reason"):
        fields["reason"] = workbook.GoalReason(*reason)
    if later := fields.get("until"):
        fields["until"] = day + dt.timedelta(later)
    if new := fields.pop("new", ""):
        fields["new_id"] = ids[new]
    return fields


def begin(person, pk, how: dict):
    typed = {"client_id": uuid4(), "based_on": None}
    workbook.write_goal(author=person, goal_id=pk, **typed, **how)


def note(person, pk, how: dict):
    workbook.check_in(goal=Goal.objects.get(pk=pk), check_in_id=uuid4(), **how)


def ask(person, pk, how: dict):
    workbook.choose_rhythm(person=person, **how)


def show_goal(person, pk, how: dict):
    """To the mentor, who is the first of the places, or to the group, the last."""
    places = list(places_of(person))
    space = places[0 if how["to"] == "mentor" else -1]
    goal = Goal.objects.get(pk=pk)
    workbook.show_goal(goal=goal, space_id=space, part=Part(how["part"]))


def become(service):
    return lambda person, pk, how: service(goal=Goal.objects.get(pk=pk), **how)


DID = {
    "begin": begin,
    "check_in": note,
    "rhythm": ask,
    "show": show_goal,
    "reword": become(workbook.reword),
    "split": become(workbook.split),
    "pause": become(workbook.pause),
    "let_go": become(workbook.let_go),
    "reach": become(workbook.reach),
}

"""Whatever is done with goals: each check-in stays as it was noted, and others read what
was chosen and nothing else."""

import json
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spaces.acting import acting_as
from workbook import services
from workbook.models import CheckIn, Goal, ShownLine
from writing import services as writing
from writing.models import HOLDS, Part, Shown

PARTS = list(Part)
WORDS = ["Nee zeggen", "Vragen stellen", "Ruimte maken", "Eerst luisteren"]
SAID = ["0", "4", "10", "nothing", "no room"]
NUMBER = st.integers(0, 5)
DEEDS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(
                ["pause", "resume", "let_go", "bring_back", "reach", "unreach"]
            ),
            NUMBER,
        ),
        st.tuples(st.just("check_in"), NUMBER, st.sampled_from(SAID)),
        st.tuples(st.just("reword"), NUMBER, st.sampled_from(WORDS)),
        st.tuples(st.just("split"), NUMBER, st.sampled_from(WORDS)),
        st.tuples(st.just("show"), NUMBER, st.booleans(), st.sampled_from(PARTS)),
        st.tuples(st.just("take_back"), NUMBER, st.booleans()),
    ),
    max_size=14,
)


@dataclass
class Known:
    """What is to be true of a goal, by a reckoning of our own."""

    pk: UUID
    title: str
    body: str
    notes: list = field(default_factory=list)
    parts: dict = field(default_factory=dict)
    let_go: bool = False


class Story:
    def __init__(self, person, pair, circle, goal):
        self.person, self.places = person, {True: pair, False: circle}
        self.goals = [Known(goal.pk, goal.text.title, goal.text.body)]

    def do(self, deed, number, *more):
        known = self.goals[number % len(self.goals)]
        goal = Goal.objects.select_related("text").get(pk=known.pk)
        if hasattr(self, deed):
            return getattr(self, deed)(known, goal, *more)
        getattr(services, deed)(goal=goal)
        if deed == "let_go":
            known.let_go, known.parts = True, {}
        if deed == "bring_back":
            known.let_go = False
        return None

    def check_in(self, known, goal, said):
        note = (said, f"Gebeurd {uuid4()}", "Stap", known.title)
        services.check_in(
            goal=goal,
            check_in_id=uuid4(),
            said=said,
            happened=note[1],
            next_step="Stap",
        )
        known.notes.append(note)

    def reword(self, known, goal, title):
        services.reword(goal=goal, title=title)
        known.title = title

    def split(self, known, goal, other):
        made = services.split(goal=goal, new_id=uuid4(), title=known.title, other=other)
        self.goals.append(Known(made.pk, other, "", list(known.notes)))

    def show(self, known, goal, in_pair, part):
        if not known.let_go:
            services.show_goal(goal=goal, space_id=self.places[in_pair], part=part)
            known.parts[self.places[in_pair]] = part

    def take_back(self, known, goal, in_pair):
        space = self.places[in_pair]
        if known.parts.pop(space, None):
            writing.take_back_copy(shown=goal.text.shown.get(space=space))

    def notes(self):
        """By goal what is read of it by its author."""
        with acting_as(self.person):
            found = {}
            for goal in Goal.objects.all():
                notes = CheckIn.objects.readable_with(goal)
                found[goal.pk] = [
                    (one.said, one.happened, one.next_step, one.wording)
                    for one in notes
                ]
            return found

    def copies(self, reader, space):
        """By goal what lies in a space, as a reader opens it."""
        with acting_as(reader):
            shown = Shown.objects.filter(space=space, author=self.person)
            lines = {
                one.shown_id: [figure for _day, figure in json.loads(one.figures)]
                for one in ShownLine.objects.filter(space=space)
            }
            assert lines.keys() <= {one.pk for one in shown}
            return {
                one.text_id: (one.title, one.body, lines.get(one.pk)) for one in shown
            }

    def to_be_read(self, space):
        found = {}
        for known in self.goals:
            if part := known.parts.get(space):
                holds = HOLDS[part]
                figures = [int(said) for said, *_ in known.notes if said.isdigit()]
                found[known.pk] = (
                    known.title if "title" in holds else "",
                    known.body if "body" in holds else "",
                    figures if "line" in holds else None,
                )
        return found


class Undo(Exception):
    """Takes one story back."""


@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(deeds=DEEDS)
def test_whatever_is_done_notes_stay_and_others_read_what_was_chosen(
    deeds, goal, group, mentee, mentor, other_mentee
):
    pair = group.seats.get(person=mentee).pair_id
    try:
        with transaction.atomic():
            with acting_as(mentee):
                story = Story(mentee, pair, group.circle_id, goal)
            for deed in deeds:
                with transaction.atomic(), acting_as(mentee):
                    story.do(*deed)
            assert story.notes() == {one.pk: one.notes for one in story.goals}
            for space, readers in {
                pair: [mentor, mentee],
                group.circle_id: [mentor, other_mentee],
            }.items():
                for reader in readers:
                    assert story.copies(reader, space) == story.to_be_read(space)
            assert story.copies(other_mentee, pair) == {}
            raise Undo
    except Undo:
        pass

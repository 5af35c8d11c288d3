"""One row of any confidential model, in any kind of space."""

import datetime as dt
from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.db import connection, models, transaction
from django.utils import timezone

from groups.models import MentorGroup, Seat
from handbook.models import StanceDot
from intake.models import ClickAnswer, Intake, Referral
from people.models import Person
from programmes.models import Participation
from sessions.models import (
    Action,
    ActionWord,
    Attendance,
    CameLate,
    Case,
    ChangeReason,
    Mark,
    NoteTaker,
    OneOnOne,
    Point,
    Ready,
    Run,
    Session,
    Slot,
    Wish,
)
from spaces.acting import acting_as
from spaces.fields import SealedTextField
from spaces.models import Space
from spaces.services import open_space, own_space
from tests.conftest import connect_as
from workbook.models import CheckIn, Goal, GoalChange, ShownLine
from writing.models import Revision, Shown, Text

KINDS = [kind.value for kind in Space.Kind]
# The database takes these there only.
ONLY_IN = {
    Attendance: ["circle"],
    OneOnOne: ["pair"],
    Point: ["pair", "own"],
    Mark: ["circle"],
    Ready: ["circle"],
    Run: ["circle"],
    ClickAnswer: ["pair"],
    Referral: ["pair"],
    Action: ["circle"],
    ActionWord: ["circle"],
    CameLate: ["own"],
    Case: ["own", "circle"],
    NoteTaker: ["circle"],
    Wish: ["circle"],
    Slot: ["pair"],
    StanceDot: ["own"],
}
WRITTEN_BY_MENTORS = {
    Attendance,
    CameLate,
    ChangeReason,
    NoteTaker,
    Referral,
    StanceDot,
}
WORDS = "Mijn leidinggevende weet niet dat ik slecht slaap"


def kinds_of(model):
    return ONLY_IN.get(model, KINDS)


def is_of_one(model) -> bool:
    """Whether nobody but its writer ever reads it."""
    return kinds_of(model) == ["own"]


@dataclass
class World:
    """A group with its spaces, and something for each foreign key to point at."""

    mentor: Person
    mentee: Person
    group: MentorGroup
    seat: Seat
    found: dict

    def writer_of(self, model):
        return self.mentor if model in WRITTEN_BY_MENTORS else self.mentee

    def space(self, kind, writer) -> Space:
        """A space of that kind in which `writer`, who acts, is."""
        if kind == "own":
            return own_space(writer)
        if kind == "shared":
            reader = self.mentee if writer == self.mentor else self.mentor
            return open_space(
                kind=kind,
                members=[writer, reader],
                owner=writer,
                until=dt.date.today() + dt.timedelta(days=9),
            )
        return Space(
            pk=self.seat.pair_id if kind == "pair" else self.group.circle_id, kind=kind
        )

    def readers(self, kind, writer) -> set[int]:
        if kind == "own":
            return {writer.pk}
        if kind == "circle":
            return set(self.group.seats.values_list("person", flat=True))
        return {self.mentor.pk, self.mentee.pk}

    def values(self, model, writer) -> dict:
        """What every field of a new row of `model` needs, sealed fields among them."""
        return {
            field.name: self._value(field, writer)
            for field in model._meta.concrete_fields
            if field.name not in ("id", "space") and self._is_needed(field)
        }

    def _is_needed(self, field):
        optional = field.null or field.blank or field.has_default()
        return isinstance(field, SealedTextField) or not optional

    def _value(self, field, writer):
        if isinstance(field, SealedTextField):
            return f"{WORDS} ({field.model._meta.label}.{field.name})"
        if field.one_to_one and field.related_model is Text:
            return self.add(Text, "own", writer)
        if field.related_model is Action:
            return self.add(Action, "circle")
        if field.related_model is OneOnOne:
            return self.add(OneOnOne, "pair")
        if field.related_model is Run and Run not in self.found:
            with acting_as(self.mentee), transaction.atomic():
                space = self.space("circle", self.mentee)
                self.found[Run] = self.run_in(space, self.mentee)
        if field.related_model in (Goal, Shown):
            return self.anothers(field.related_model)
        if field.name == "whose":
            return self.mentee if writer == self.mentor else self.mentor
        if field.is_relation:
            return writer if field.related_model is Person else self._of(field)
        if field.choices:
            return field.choices[0][0]
        if isinstance(field, models.DateField):
            return dt.date.today()
        if isinstance(field, models.TimeField):
            return dt.time(16)
        return 1 if isinstance(field, models.IntegerField) else "x"

    def anothers(self, model):
        """One of the mentee, in the pair: where a row is written that is no row of that."""
        if model not in self.found:
            with acting_as(self.mentee), transaction.atomic():
                space = self.space("pair", self.mentee)
                make = {Goal: self.goal_in, Shown: self.shown_in}[model]
                self.found[model] = make(space, self.mentee)
        return self.found[model]

    def _of(self, field):
        return self.found[field.related_model]

    def text_in(self, space, writer) -> Text:
        values = self.values(Text, writer) | {"kind": "goal", "key": uuid4()}
        return Text.objects.create(pk=uuid4(), space=space, **values)

    def goal_in(self, space, writer) -> Goal:
        text = self.text_in(space, writer)
        return Goal.objects.create(pk=text.pk, space=space, author=writer, text=text)

    def shown_in(self, space, writer) -> Shown:
        values = self.values(Shown, writer) | {"text": self.text_in(space, writer)}
        return Shown.objects.create(pk=uuid4(), space=space, **values)

    def run_in(self, space, writer) -> Run:
        ended = {"ended_at": timezone.now(), "case_owner": writer}
        values = self.values(Run, writer) | ended
        return Run.objects.create(pk=uuid4(), space=space, **values)

    def add(self, model, kind, /, writer=None, **changed):
        """A row written by who may write it; `writer` stands for another person.

        In a space of that kind, or of the one in which the database takes it.
        """
        writer = writer or self.writer_of(model)
        kind = kind if kind in kinds_of(model) else kinds_of(model)[0]
        with acting_as(writer), transaction.atomic():
            space = self.space(kind, writer)
            if any(field.related_model is Run for field in model._meta.fields):
                self.found[Run] = self.run_in(space, writer)
            values = self.values(model, writer) | changed
            if model is Text:
                values |= {"kind": "goal", "key": uuid4()} | changed
            if model is Revision:
                values["text"] = self.text_in(space, writer)
            if model in (CheckIn, GoalChange):
                values["goal"] = self.goal_in(space, writer)
            if model is ShownLine:
                values["shown"] = self.shown_in(space, writer)
            return model.objects.create(pk=uuid4(), space=space, **values)


@pytest.fixture(autouse=True)
def _walks(not_found_once):
    """Most tests here walk over every address."""


@pytest.fixture
def world(group, mentor, mentee):
    seat = group.seats.select_related("participation").get(person=mentee)
    intake = Intake.objects.create(seat=seat, mentor=mentor)
    found = {
        Intake: intake,
        MentorGroup: group,
        Participation: seat.participation,
        Seat: seat,
        Session: Session.objects.create(
            group=group,
            on=dt.date.today(),
            at=dt.time(16),
            minutes=120,
            # Its page looks for a reason where there is one.
            explained_at=timezone.now(),
        ),
    }
    world = World(mentor, mentee, group, seat, found)
    with acting_as(mentee), transaction.atomic():
        found[Text] = Text(author=mentee, kind="exercise", key="a.b")
        found[Text].space = own_space(mentee)
        found[Text].save()
    return world


@pytest.fixture
def cast(coordinator, mentor, mentee, other_mentee, outsider):
    """Everybody by role; nobody is the visitor who has not signed in."""
    return {
        "coordinator": coordinator,
        "mentor": mentor,
        "mentee": mentee,
        "other_mentee": other_mentee,
        "outsider": outsider,
        "nobody": None,
    }


@pytest.fixture
def as_owner(monkeypatch, settings):
    """Run something as the owner, as manage.py does for this command."""
    web = connection.settings_dict["USER"]
    with connect_as("owner") as owner:
        name = owner.info.user

    def _as_owner(act):
        settings.PROCESS = "owner"
        connection.close()
        connection.settings_dict["USER"] = name
        try:
            return act()
        finally:
            connection.close()
            connection.settings_dict["USER"] = web

    return _as_owner

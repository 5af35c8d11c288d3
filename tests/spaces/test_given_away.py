"""What others can read of a person: as the database itself says, asked as everybody."""

import random
from collections import defaultdict
from contextlib import suppress
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from people.models import Person
from sessions.models import Action, Case, OneOnOne, Point
from spaces.acting import acting_as
from spaces.errors import DomainError
from spaces.fields import sealed_fields
from spaces.models import Confidential, OwnErasure, Space
from spaces.readings import Reading, readings
from spaces.services import leave_space, own_space
from tests import roles
from tests.factories import PersonFactory
from tests.spaces.conftest import WORDS
from workbook.models import ShownLine
from writing import services
from writing.given_away import (
    SHOWN,
    SNAPSHOT,
    TEXT,
    VERSION,
    Readers,
    may_be_taken_back,
    sorts,
)
from writing.models import Part, Revision, Shown, Snapshot, Text

pytestmark = pytest.mark.django_db
MODELS = [
    model
    for model in apps.get_models()
    if issubclass(model, Confidential) and sealed_fields(model)
]
WRITERS = {OneOnOne: ("asked_by_id", "mentor_id")}
IDS = {Revision: "text_id", ShownLine: "shown_id"}


@pytest.fixture(autouse=True)
def _file(settings, tmp_path, at_work):
    settings.ERASURES_FILE = tmp_path / "erasures"


def test_every_model_with_words_is_on_the_page_or_has_a_reason():
    labels = {model._meta.label for model in MODELS}

    # Those of writing stand on a line of their own.
    assert {TEXT, VERSION, SHOWN, SNAPSHOT, *sorts()} == labels
    assert all(sorts().values())


def brute_force(person) -> set:
    """Everybody in the database is asked for each row that they can read at all."""
    parts = []
    for model in MODELS:
        for writer in WRITERS.get(model, ("author_id",)):
            parts.append(
                f"SELECT '{model._meta.label}', {IDS.get(model, 'id')}, space_id, "
                f"{writer} FROM {model._meta.db_table} WHERE {full(model)}"
            )
    found = set()
    for reader in Person.objects.exclude(pk=person.pk):
        with acting_as(reader), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(" UNION ".join(parts))
            for label, pk, space, writer in cursor.fetchall():
                if writer == person.pk and not is_page(label, pk):
                    found.add((label, pk, space, reader.pk))
    return found


def full(model):
    return " OR ".join(f"\"{field.column}\" <> ''" for field in sealed_fields(model))


def is_page(label, pk):
    """Of a page of all members the versions count, not who was the first to open it."""
    return label == Text._meta.label and pk in PAGES


PAGES = set()


def told(person) -> set:
    with acting_as(person), transaction.atomic():
        return {
            (one.model, one.pk, one.space_id, reader)
            for one in readings()
            for reader in one.readers
        }


class History:
    """Some steps, by chance, of three people of a group and one of elsewhere."""

    def __init__(self, world, people, seed):
        self.world, self.people = world, people
        self.random = random.Random(seed)
        self.circle, self.pair = world.group.circle_id, world.seat.pair_id
        self.texts = defaultdict(list)

    def take(self, steps):
        for _number in range(steps):
            step = self.random.choice(STEPS)
            by = self.random.choice(self.people)
            # Also of what was erased in the night.
            with suppress(DatabaseError, DomainError, IndexError, ObjectDoesNotExist):
                with acting_as(by), transaction.atomic():
                    step(self, by)

    def space(self):
        return self.random.choice([self.circle, self.pair])

    def write(self, by):
        text = Text.objects.create(
            kind="exercise", key=f"x.{uuid4()}", author=by, space=own_space(by)
        )
        save(text, by, self.random.choice([WORDS, ""]))
        self.texts[by].append(text)

    def text(self, by):
        return self.random.choice(self.texts[by])

    def show(self, by):
        part = self.random.choice(list(Part))
        services.show_text(text=self.text(by), space_id=self.space(), part=part)

    def take_back(self, by):
        services.take_back_copy(shown=self.random.choice(list(Shown.objects.by(by))))

    def give(self, by):
        text = Text.objects.get(pk=self.text(by).pk)
        others = [one for one in self.people if one != by]
        services.give_text(
            text=text,
            head=text.head,
            reader=self.random.choice(others),
            until=timezone.localdate(),
        )

    def revoke(self, by):
        copies = list(Snapshot.objects.given_by(by))
        services.revoke(snapshot=self.random.choice(copies))

    def publish(self, by):
        services.publish(draft=self.text(by), space_id=self.space())

    def unpublish(self, by):
        put = Text.objects.written_by(by).published().exclude(writers="members")
        services.unpublish(text=self.random.choice(list(put)))

    def share(self, by):
        key = {"kind": "agreement", "key": str(self.circle)}
        text = Text.objects.filter(**key, writers="members").first()
        if text is None:
            space = Space(pk=self.circle)
            text = Text.objects.create(**key, author=by, space=space, writers="members")
        PAGES.add(text.pk)
        save(text, by, f"{WORDS} {self.random.random()}")

    def lay_face_down(self, by):
        text = Text.objects.create(
            kind="learnt",
            key=f"run {self.random.randrange(2)}",
            author=by,
            space=Space(pk=self.circle),
            face_down=True,
        )
        save(text, by, WORDS)

    def turn_over(self, by):
        key = f"run {self.random.randrange(2)}"
        services.turn_over(space_id=self.circle, key=key, by=by)

    def add(self, by):
        model = self.random.choice([Action, Case, Point, OneOnOne])
        kind = "circle" if model in (Action, Case) else "pair"
        self.world.add(model, kind, by)

    def leave(self, by):
        leave_space(space_id=self.space(), person=by)

    def erase(self, by):
        services.erase(text=self.text(by), by=by)

    def erase_all(self, by):
        services.erase_all(by=by)

    def night(self, by):
        waiting = list(OwnErasure.objects.waiting().values_list("pk", flat=True))
        with roles.worker(), connection.cursor() as cursor:
            for pk in waiting:
                cursor.execute("SELECT writing_erase(%s)", [pk])


STEPS = [
    *[History.write, History.show, History.share, History.publish] * 3,
    *[History.give, History.add, History.lay_face_down] * 2,
    History.take_back,
    History.revoke,
    History.unpublish,
    History.turn_over,
    History.leave,
    History.erase,
    History.erase_all,
    History.night,
]


def save(text, by, body):
    text = Text.objects.get(pk=text.pk)
    services.save(text=text, by=by, client_id=uuid4(), based_on=text.head, body=body)


def equals_brute_force(world, people, seeds):
    seen = 0
    for seed in seeds:
        PAGES.clear()
        with transaction.atomic():
            history = History(world, people, seed)
            history.take(history.random.randrange(4, 16))
            for person in history.random.sample(people, 2):
                found = told(person)
                assert found == brute_force(person), (seed, person)
                seen += len(found)
            transaction.set_rollback(True)
    # Something was there to be missed.
    assert seen > 2 * len(seeds)


@pytest.fixture
def people(world, other_mentee, outsider):
    return [world.mentor, world.mentee, other_mentee, outsider]


def test_it_equals_a_search_by_everybody_over_all_spaces(world, people):
    equals_brute_force(world, people, range(30))


@pytest.mark.slow
def test_it_does_so_in_a_thousand_histories(world, people):
    equals_brute_force(world, people, range(1000))


# The page.


@pytest.fixture
def given(world):
    """A goal that is shown, given and put, and a line on the page of all."""
    mentee = world.mentee
    with acting_as(mentee), transaction.atomic():
        history = History(world, [mentee, world.mentor], 1)
        history.random.random = lambda: 0.9
        history.write(mentee)
        [text] = history.texts[mentee]
        save(text, mentee, WORDS)
        services.show_text(text=text, space_id=history.circle, part=Part.WORDS)
        history.give(mentee)
        services.publish(draft=Text.objects.get(pk=text.pk), space_id=history.pair)
        history.share(mentee)
    return text


def page(client):
    return client.get(reverse("writing:given"))


def entries(client):
    return {
        (entry.how, bool(entry.take_back), bool(entry.stays))
        for entry in page(client).context["page"].object_list
    }


def test_the_page_says_of_each_how_it_came_to_them(signed_in, world, given):
    assert entries(signed_in(world.mentee)) == {
        ("follows your text", True, False),
        ("a copy, as it read then", True, False),
        ("as you put it before them", True, False),
        ("a page that you write together", False, True),
    }
    assert entries(signed_in(world.mentor)) == set()


def test_all_is_taken_back_by_one_press_but_what_is_of_others_too(
    signed_in, world, given
):
    client = signed_in(world.mentee)

    client.post(reverse("writing:take_back_all"))

    assert entries(client) == {("a page that you write together", False, True)}
    with acting_as(world.mentor), transaction.atomic():
        assert not Shown.objects.exists()
        assert not Snapshot.objects.exists()
        assert [text.kind for text in Text.objects.all()] == ["agreement"]
    with acting_as(world.mentee), transaction.atomic():
        assert Text.objects.get(pk=given.pk).body == WORDS


@pytest.mark.parametrize("name", ["shown", "text"])
def test_one_is_taken_back_by_its_author_alone(signed_in, world, given, name):
    with acting_as(world.mentee), transaction.atomic():
        shown, put = Shown.objects.get(), Text.objects.published().get(kind="exercise")
    pk = shown.pk if name == "shown" else put.pk
    url = reverse(f"writing:take_back_{name}", args=[pk])

    assert signed_in(world.mentor).post(url).status_code == 404
    assert signed_in(world.mentee).post(url).status_code == 302
    assert signed_in(world.mentee).post(url).status_code == 404

    left = entries(signed_in(world.mentee))
    assert len(left) == 3


def test_what_is_of_all_is_taken_back_by_nobody(signed_in, world, given):
    with acting_as(world.mentee), transaction.atomic():
        text = Text.objects.get(kind="agreement")
    url = reverse("writing:take_back_text", args=[text.pk])

    assert signed_in(world.mentee).post(url).status_code == 404


@pytest.mark.parametrize(
    ("of", "may"),
    [
        ({}, True),
        ({"author_id": 2}, False),
        ({"is_shared": True}, False),
        ({"space": SimpleNamespace(kind="circle")}, False),
        # On which a goal hangs; and of which no copy may be given.
        ({"kind": "goal"}, False),
        ({"kind": "picture"}, False),
    ],
    ids=["one's own", "another's", "of all", "of the group", "a goal", "no copy"],
)
def test_what_is_taken_back_is_ones_own_before_one_other(of, may):
    pair = SimpleNamespace(kind="pair")
    text = {"author_id": 1, "is_shared": False, "space": pair, "kind": "exercise"}

    assert may_be_taken_back(SimpleNamespace(**text | of), SimpleNamespace(pk=1)) is may


def test_what_lies_where_one_is_no_more_is_on_it_too(signed_in, world, given):
    with acting_as(world.mentee), transaction.atomic():
        leave_space(space_id=world.group.circle_id, person=world.mentee)

    found = page(signed_in(world.mentee)).context["page"].object_list

    [left] = [entry for entry in found if "have left" in entry.heading]
    assert world.mentee.full_name not in left.readers
    seats = world.group.seats.exclude(person=world.mentee)
    people = [seat.person for seat in seats.order_by("person__sort_key")]
    assert left.readers == ", ".join(person.full_name for person in people)


def test_readers_stand_by_name_as_people_do_everywhere():
    people = [
        PersonFactory(given_name=given, infix=infix, family_name=family)
        for given, infix, family in [
            ("Zoë", "van den", "Berg"),
            ("Ada", "", "Évers"),
            ("Éva", "", "Berg"),
        ]
    ]
    reading = Reading(TEXT, uuid4(), uuid4(), tuple(person.pk for person in people))

    readers = Readers([reading], people[0])

    assert readers.of(reading) == "Éva Berg, Zoë van den Berg, Ada Évers"


def test_acting_as_others_ends_with_the_question(world, given):
    """The database asks its policies as each reader, and is back at who acts."""
    with acting_as(world.mentee), transaction.atomic():
        readings()
        with connection.cursor() as cursor:
            cursor.execute("SELECT spaces_person()")
            assert cursor.fetchone() == (world.mentee.pk,)
    with acting_as(None), transaction.atomic():
        assert readings() == []

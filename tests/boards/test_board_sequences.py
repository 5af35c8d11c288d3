"""Random steps of several coordinators: no rule, no person and no undo is lost."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings as django_settings
from django.contrib import messages
from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from boards import board
from boards.models import Composition
from boards.reading import read_board
from boards.services import StaleBoard, move_mentee, undo
from spaces.errors import DomainError
from tests.boards.boardroom import Boardroom, World
from tests.factories import coordinator_of

pytestmark = pytest.mark.django_db


def play(programme, machine, examples, steps):
    """Each example begins anew, on a world of its own made once."""

    class Room(machine):
        world = World(programme)

    run_state_machine_as_test(
        Room,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            # Shrinking so long a story takes minutes: it is told as it was.
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.parametrize("crossing", [False, True])
def test_steps_of_several_coordinators(programme, crossing):
    programme.cross_discipline = crossing
    programme.save()

    play(programme, Boardroom, examples=8, steps=20)


@pytest.mark.slow
def test_many_steps_of_several_coordinators(programme):
    play(programme, Boardroom, examples=300, steps=50)


class Pages(Boardroom):
    """The same steps, sent as a browser sends them, with and without htmx."""

    addresses = {
        "move_mentee": "move",
        "pin": "pin",
        "unpin": "unpin",
        "add_column": "column_add",
        "remove_column": "column_remove",
        "mark_away": "away",
        "mark_present": "present",
        "give_reason": "reason",
        "undo": "undo",
        "redo": "redo",
    }

    def __init__(self):
        super().__init__()
        self.clients = [Client() for _ in self.world.coordinators]
        for client, person in zip(self.clients, self.world.coordinators, strict=True):
            client.force_login(person, django_settings.AUTHENTICATION_BACKENDS[0])

    def perform(self, who, name, options):
        if name == "take_over":  # comes from the worker alone
            return super().perform(who, name, options)
        htmx = len(self.boards) % 2 == 0
        data = {"version": self.seen[who]}
        for field, value in options.items():
            data[field] = getattr(value, "pk", "" if value is None else value)
        response = self.clients[who].post(
            reverse(f"boards:{self.addresses[name]}", args=[self.composition.pk]),
            data,
            headers={"HX-Request": "true"} if htmx else {},
            follow=True,
        )
        assert response.status_code in (200, 409)
        said = get_messages(response.wsgi_request)
        words = " ".join(str(one) for one in said if one.level == messages.ERROR)
        if not words:
            return None
        return (StaleBoard if response.context.get("again") else DomainError)(words)


def test_the_same_through_the_pages(programme):
    play(programme, Pages, examples=3, steps=15)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_when_all_press_at_once(compose, composition, programme):
    with transaction.atomic():
        crews = compose(groups=3)
        coordinators = [coordinator_of(programme) for _ in range(3)]
    first = read_board(composition)
    mentors = [None, *(mentor for mentor, _mentees in crews)]
    mentees = [mentee for _mentor, seated in crews for mentee in seated]

    def press(number):
        dice, refused, made = random.Random(number), 0, 0
        try:
            for _time in range(15):
                seen = Composition.objects.get(pk=composition.pk)
                about = {
                    "composition": seen,
                    "version": seen.version,
                    "by": coordinators[number],
                }
                mentee, mentor = dice.choice(mentees), dice.choice(mentors)
                try:
                    if dice.random() < 0.3:
                        undo(**about)
                    else:
                        move_mentee(**about, mentee=mentee, mentor=mentor)
                except DomainError:
                    refused += 1
                else:
                    made += 1
        finally:
            connection.close()
        return made + refused

    with ThreadPoolExecutor(3) as threads:
        assert [*threads.map(press, range(3))] == [15, 15, 15]

    composition.refresh_from_db()
    history = composition.steps.values_list("version", "change")
    assert [version for version, _ in history] == [*range(1, composition.version + 1)]
    assert composition.version > 3
    for _version, change in history:
        board.carry_out(first, change)
    assert read_board(composition) == first

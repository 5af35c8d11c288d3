"""Tables of addresses, each asked by everybody and in every way, in one world.

Of each address a table says by which methods it is asked and who of the cast comes in;
who `knows` of it learns that it is not theirs (403), and to all others it is not there
(404). Another method is refused (405), and who has not signed in is asked to.
"""

from copy import deepcopy
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.showing import just_now

METHODS = ("GET", "POST", "PUT", "DELETE")
# What an answer is to who comes in; 400 and 409: what was sent, was nothing.
INSIDE = {200, 204, 302, 400, 409}
EVERYBODY = "coordinator mentor mentee other_mentee outsider elsewhere"


class Door(NamedTuple):
    methods: str
    may: str = EVERYBODY
    about: str = ""
    knows: str = ""

    @property
    def asked(self) -> list[str]:
        return self.methods.split()


def address(name, door, world):
    """`about` names things of the world, by pk or as they are, and words as they stand."""
    things = [world.get(word, word) for word in door.about.split()]
    return reverse(
        name.split(" ")[0], args=[getattr(thing, "pk", thing) for thing in things]
    )


def clients_of(people) -> dict:
    clients = {}
    for who, person in people.items():
        clients[who] = Client()
        clients[who].force_login(person, settings.AUTHENTICATION_BACKENDS[0])
        just_now(clients[who], person)
    return clients


def status(client, method, path) -> int:
    """What is answered; nothing that was done by it stays, nor is anybody signed out."""
    before = deepcopy(client.cookies)
    with transaction.atomic():
        answer = getattr(client, method.lower())(path)
        if answer.streaming:
            # A file that is made while it is sent.
            answer.getvalue()
        transaction.set_rollback(True)
    client.cookies = before
    return answer.status_code


def expected(door, who) -> set[int]:
    if who in door.may.split():
        return INSIDE
    return {403} if who in door.knows.split() else {404}


def walk(doors, people, world) -> list[str]:
    """What was answered otherwise than the table says."""
    clients, nobody, wrong = clients_of(people), Client(), []

    def ask(name, path, who, method, right):
        client = clients.get(who, nobody)
        if (answer := status(client, method, path)) not in right:
            wrong.append(f"{method} {name} by {who}: {answer}")

    for name, door in doors.items():
        path = address(name, door, world)
        for method in METHODS:
            if method in door.asked:
                for who in people:
                    ask(name, path, who, method, expected(door, who))
            else:
                ask(name, path, door.may.split()[0], method, {405})
        if "nobody" not in door.may:
            first = door.asked[0]
            ask(name, path, "nobody", first, {302} if first == "GET" else {401})
    return wrong

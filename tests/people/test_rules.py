"""Who may mark whom as having left, and who takes part in it all; apart from tables."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from people.rules import ties_of, why_not_left


def there(*rows):
    return SimpleNamespace(all=lambda: rows, exists=lambda: bool(rows))


class Seats:
    def __init__(self, *seats):
        self.seats = seats

    def filter(self, *, left_at, role):
        return there(*(one for one in self.seats if one == (role, left_at)))


def person(pk=2, *, coordinates=(), runs=(), seats=()):
    return SimpleNamespace(
        pk=pk,
        full_name="Anna Berg",
        coordinates=there(*coordinates),
        runs=there(*runs),
        seats=Seats(*seats),
    )


@pytest.mark.parametrize(
    ("who", "language", "start"),
    [
        (person(), "en", ""),
        (person(pk=1), "en", "You cannot close your own account"),
        (person(pk=1), "nl", "Je kunt je eigen account niet sluiten"),
        (person(coordinates=["x"]), "en", "Anna Berg is a coordinator, and no"),
        (person(runs=["x"]), "en", "Anna Berg is a coordinator, and no"),
        (person(runs=["x"]), "nl", "Anna Berg is coördinator"),
        # Oneself comes first: nobody else is to be asked to take one off.
        (person(pk=1, coordinates=["x"]), "en", "You cannot close your own account"),
        # A seat is no reason to stay.
        (person(seats=[("mentor", None)]), "nl", ""),
    ],
)
def test_whose_account_is_not_closed(who, language, start):
    with translation.override(language):
        words = why_not_left(who, person(pk=1))

    assert words.startswith(start)
    assert bool(words) == bool(start)


def test_the_mend_names_who_can_do_it():
    with translation.override("en"):
        words = why_not_left(person(runs=["x"]), person(pk=1))

    assert "by who looks after this site, of a programme on its own page." in words
    assert words.count("Anna Berg") == 2


@pytest.mark.parametrize(
    ("who", "ties"),
    [
        (person(), []),
        (person(coordinates=["x"]), ["coördineert hier de organisatie"]),
        (person(runs=["x"]), ["coördineert een programma"]),
        (person(seats=[("mentor", None)]), ["begeleidt een mentorgroep"]),
        (person(seats=[("mentee", None)]), ["is mentee in een groep"]),
        # Of what is over nobody needs to know.
        (person(seats=[("mentor", "2026-01-01"), ("mentee", "2026-01-01")]), []),
        (
            person(runs=["x"], seats=[("mentee", None), ("mentor", "2026-01-01")]),
            ["coördineert een programma", "is mentee in een groep"],
        ),
    ],
)
def test_what_somebody_is_here(who, ties):
    with translation.override("nl"):
        assert ties_of(who) == ties

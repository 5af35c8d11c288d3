"""Who reads what before and after a change of a group."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from groups.models import MentorGroup
from groups.presenters.readers import (
    on_dissolving,
    on_joining,
    on_leaving,
    on_moving,
    on_replacing,
)
from programmes.models import Role


@pytest.fixture
def namesakes(group):
    """A group of which two mentees are called as the mentor is."""
    for seat in group.seats.with_person()[:3]:
        seat.person.given_name, seat.person.family_name = "Anna", "Smit"
        seat.person.save(update_fields=["given_name", "family_name"])
    return MentorGroup.objects.with_people().get()


@pytest.mark.django_db
def test_namesakes_of_the_mentor_go_on_reading(namesakes):
    until_now = on_replacing(namesakes)[0]

    assert until_now.before.count("Anna Smit") == 3
    assert until_now.after.count("Anna Smit") == 2


def person(name):
    return SimpleNamespace(full_name=name, pk=name)


def seat(name, role=Role.MENTEE):
    return SimpleNamespace(person=person(name), person_id=name, role=role)


class Group(SimpleNamespace):
    def __str__(self):
        return self.name


@pytest.fixture
def english():
    with translation.override("en"):
        yield


HARBOUR = Group(
    name="Harbour",
    held_seats=[seat("Mia", Role.MENTOR), seat("Anna"), seat("Ben"), seat("Cor")],
)
LOCK = Group(name="Lock", held_seats=[seat("Mo", Role.MENTOR), seat("Dik")])
# Whose mentor has left already.
LED_BY_NONE = Group(name="Dyke", held_seats=[seat("Eva")])


def told(changes):
    return [(one.what, one.before, one.after) for one in changes]


@pytest.mark.usefixtures("english")
def test_a_newcomer_reads_nothing_of_before():
    assert told(on_joining(HARBOUR, person("Dik"))) == [
        (
            "Harbour: what was written until now",
            "Mia, Anna, Ben and Cor",
            "Mia, Anna, Ben and Cor",
        ),
        (
            "Harbour: what is written from now on",
            "",
            "Mia, Anna, Ben, Cor and Dik",
        ),
        ("What Dik and the mentor write to each other", "", "Dik and Mia"),
    ]


@pytest.mark.usefixtures("english")
def test_a_newcomer_who_is_not_chosen_yet_has_no_name():
    *_rest, pair = told(on_joining(LED_BY_NONE))

    assert pair == (
        "What the newcomer and the mentor write to each other",
        "",
        "the newcomer and the mentor",
    )


@pytest.mark.usefixtures("english")
def test_who_leaves_keeps_what_they_and_the_mentor_wrote():
    until_now, from_now, pair = told(on_leaving(HARBOUR, person("Ben")))

    assert until_now[1:] == ("Mia, Anna, Ben and Cor", "Mia, Anna and Cor")
    assert from_now[1:] == ("", "Mia, Anna and Cor")
    assert pair == ("What Ben and Mia wrote to each other", "Ben and Mia", "Ben")


@pytest.mark.usefixtures("english")
def test_who_moves_leaves_one_group_and_joins_another():
    changes = told(on_moving(HARBOUR, person("Ben"), LOCK))

    assert changes == told(on_leaving(HARBOUR, person("Ben"))) + told(
        on_joining(LOCK, person("Ben"))
    )
    assert [what for what, _before, after in changes if "Ben" in after] == [
        "What Ben and Mia wrote to each other",
        "Lock: what is written from now on",
        "What Ben and the mentor write to each other",
    ]


@pytest.mark.usefixtures("english")
def test_another_mentor_reads_nothing_of_before_and_the_old_one_nothing_at_all():
    until_now, from_now, old, new = told(on_replacing(HARBOUR))

    assert until_now[1:] == ("Mia, Anna, Ben and Cor", "Anna, Ben and Cor")
    assert from_now[1:] == ("", "Anna, Ben, Cor and the new mentor")
    assert old[1:] == ("each mentee and Mia", "each mentee")
    assert new[1:] == ("", "each mentee and the new mentor")


@pytest.mark.usefixtures("english")
def test_of_a_group_that_ends_each_mentee_keeps_the_own():
    circle, pair = told(on_dissolving(HARBOUR))

    assert circle[1:] == ("Mia, Anna, Ben and Cor", "nobody")
    assert pair[1:] == ("each mentee and Mia", "each mentee")


def test_all_of_it_in_dutch():
    with translation.override("nl"):
        dutch = [
            *told(on_leaving(HARBOUR, person("Ben"))),
            *told(on_joining(LED_BY_NONE)),
            *told(on_replacing(HARBOUR)),
            *told(on_dissolving(HARBOUR)),
        ]

    assert dutch[2] == ("Wat Ben en Mia elkaar schreven", "Ben en Mia", "Ben")
    assert dutch[-2][2] == "niemand"
    words = " ".join(" ".join(one) for one in dutch)
    assert not {"the", "and", "what", "wrote"} & set(words.casefold().split())

"""What breaks in a group, one sentence for each; and several names in one of them."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from boards.composing import Instance, Params, rules
from boards.composing.rules import Break
from groups.loaded import Loaded
from groups.refusals import WORDS
from groups.sentences import in_sentences, listed, listed_topics, relaxed
from groups.sentences.breaches import breach_words
from groups.sentences.broken import broken_words
from tests.boards.composing.people import mentee, mentor, stint


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["Anna"], "Anna"),
        (["Anna", "Ben"], "Anna and Ben"),
        (["Anna", "Ben", "Cor"], "Anna, Ben and Cor"),
        # One more is named, as "one other" says no less than a name.
        (["Anna", "Ben", "Cor", "Dik"], "Anna, Ben, Cor and Dik"),
        (["Anna", "Ben", "Cor", "Dik", "Eva"], "Anna, Ben, Cor and 2 others"),
        (range(9), "0, 1, 2 and 6 others"),
    ],
)
def test_names_are_listed(names, words):
    assert listed(names) == words


@pytest.mark.parametrize(
    ("most", "words"), [(1, "Anna and 2 others"), (2, "Anna, Ben and Cor")]
)
def test_as_many_as_there_is_room_for(most, words):
    assert listed(["Anna", "Ben", "Cor"], most=most) == words


def test_and_in_dutch():
    with translation.override("nl"):
        assert listed(["Anna", "Ben"]) == "Anna en Ben"
        people = ["Anna", "Ben", "Cor", "Dik", "Eva"]
        assert listed(people) == "Anna, Ben, Cor en 2 anderen"
        topics = ["Grenzen", "Rust", "Tijd", "Invloed", "Balans"]
        assert listed_topics(topics) == "Grenzen, Rust, Tijd en 2 andere"
        assert listed_topics(topics, most=5).endswith("Invloed en Balans")


def row(name, team="", discipline=None):
    person = SimpleNamespace(full_name=name, team=team, discipline=discipline)
    return SimpleNamespace(person=person)


ROWS = {
    "e1": row("Anna", team="Havens", discipline="Water"),
    "e2": row("Ben", team="Havens"),
    "m": row("Mia", team="Sluizen", discipline="Wegen"),
}


def loaded(*people, met=(), projects=None, **params):
    instance = Instance(id="x", people=people, params=Params(**params))
    found = Loaded(instance, ROWS, met=frozenset(map(frozenset, met)))
    # As the query of it would answer.
    found.__dict__["projects"] = projects or {}
    return found


PEOPLE = (mentee("e1"), mentee("e2"), mentor("m", max_group=5))


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (
            Break(rules.SAME_TEAM, "e2"),
            "Anna and Ben are in the same team, Havens (R3).",
        ),
        (
            Break(rules.DISCIPLINE, "m"),
            "Anna is in Water and Mia in Wegen: that needs a reason (R2).",
        ),
        (
            Break(rules.DISCIPLINE, "e2"),
            "Anna is in Water and Ben in no discipline: that needs a reason (R2).",
        ),
        (Break(rules.EXCLUSION, "e2"), "Anna and Ben are to be kept apart."),
        (Break(rules.LOCKED), "Anna is pinned to another mentor."),
        (Break(rules.FORBIDDEN), "Anna is kept from Mia."),
    ],
)
def test_what_would_break_and_with_whom(broken, words):
    assert broken_words(loaded(*PEOPLE), "m", "e1", broken) == words


def test_who_was_led_before_is_said_so():
    known = loaded(*PEOPLE, met=[("e1", "m")])

    told = [
        broken_words(known, "m", "e1", Break(rules.EXCLUSION, other))
        for other in ("m", "e2")
    ]

    assert told == [
        "Anna and Mia were in a group together.",
        "Anna and Ben are to be kept apart.",
    ]


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (mentee("e1", manager="m"), "Mia is the line manager of Anna (R3)."),
        (mentee("e1"), "Anna is the line manager of Mia (R3)."),
    ],
)
def test_whose_manager_it_is(one, words):
    known = loaded(one, mentor("m"))

    assert broken_words(known, "m", "e1", Break(rules.LINE_MANAGER, "m")) == words


def test_projects_that_both_worked_on_are_named_in_their_order():
    both = (stint(1, 9, project="1"), stint(1, 9, project="2"))
    known = loaded(
        mentee("e1", projects=(*both, stint(1, 9, project="3"))),
        mentee("e2", projects=both),
        projects={"1": "Tunnel", "2": "Brug", "3": "Sluis"},
    )

    assert broken_words(known, "m", "e1", Break(rules.PROJECT, "e2")) == (
        "Anna and Ben worked long and intensively on the same project, Brug, "
        "Tunnel (R3)."
    )


def test_a_size_is_that_of_the_programme_and_of_the_mentor():
    known = loaded(*PEOPLE, min_size=4, max_size=6)

    assert broken_words(known, "m", "e1", Break(rules.SIZE)) == (
        "The group of Mia is full: at most 5 mentees (R1)."
    )
    assert broken_words(known, "m", None, Break(rules.SIZE)) == (
        "A group has 4 to 5 mentees (R1)."
    )


def test_of_several_disciplines_the_first_is_enough():
    broken = [
        Break(rules.DISCIPLINE, "m"),
        Break(rules.SAME_TEAM, "e2"),
        Break(rules.DISCIPLINE, "e2"),
    ]

    told = in_sentences(loaded(*PEOPLE), "m", "e1", broken)

    assert told == [
        "Anna is in Water and Mia in Wegen: that needs a reason (R2).",
        "Anna and Ben are in the same team, Havens (R3).",
    ]


@pytest.mark.parametrize(
    ("reason", "left"), [("", ["discipline", "same_team"]), ("Klein", ["same_team"])]
)
def test_a_reason_allows_another_discipline_and_nothing_else(reason, left):
    broken = [Break(rules.DISCIPLINE, "m"), Break(rules.SAME_TEAM, "e2")]

    assert [one.rule for one in relaxed(broken, reason)] == left


def breach(rule, first, second, about=None):
    return SimpleNamespace(rule=rule, first=first, second=second, about=about)


def seat(name, role="mentee", pk=1, manager_id=None, **more):
    person = SimpleNamespace(full_name=name, manager_id=manager_id, **more)
    return SimpleNamespace(person=person, person_id=pk, role=role)


ANNA = {"name": "Anna", "team": "Havens", "discipline": "Water", "pk": 1}
BEN = {"name": "Ben", "team": "Havens", "discipline": None, "pk": 2}


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("same_team", "Anna and Ben are in the same team, Havens (R3)."),
        (
            "discipline",
            "Anna is in Water and Ben in no discipline: that needs a reason (R2).",
        ),
        (
            "project",
            "Anna and Ben worked long and intensively on the same project, Brug (R3).",
        ),
        ("exclusion", "Anna and Ben are to be kept apart."),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_what_a_group_breaks_since_is_told_of_the_mentee_first(rule, words, turned):
    anna, ben = seat(**ANNA), seat(**BEN | {"role": "mentor"})
    pair = (ben, anna) if turned else (anna, ben)

    assert breach_words(breach(rule, *pair, about=7), {7: "Brug"}) == words


@pytest.mark.parametrize(
    ("anna", "ben", "words"),
    [
        ({"manager_id": 2}, {}, "Ben is the line manager of Anna (R3)."),
        ({}, {"manager_id": 1}, "Anna is the line manager of Ben (R3)."),
    ],
)
def test_a_line_manager_is_who_it_is(anna, ben, words):
    found = breach("line_manager", seat(**ANNA | anna), seat(**BEN | ben))

    assert breach_words(found, {}) == words


def test_every_refusal_of_the_database_is_a_sentence():
    assert all(str(words).endswith(".") for words in WORDS.values())
    with translation.override("nl"):
        dutch = {str(words) for words in WORDS.values()}
    assert dutch.isdisjoint(map(str, WORDS.values()))
    assert len(dutch) == len(WORDS)

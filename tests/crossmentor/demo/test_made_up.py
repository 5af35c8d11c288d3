"""Nobody in the example is real, and its programmes are as the handbook has them."""

import datetime as dt
import json
import re
from collections import Counter
from itertools import pairwise

import pytest
from django.conf import settings

from crossmentor.demo.firm import example
from programmes.topics import standard_topics

EXAMPLES = settings.ROOT / "examples"
FILES = ("firm", "motivations", "programmes", "texts", "workbook")
# RFC 2606 and 6761: nobody can have them.
RESERVED = re.compile(
    r"(^|[.@])(example|invalid|test|localhost|example\.(org|com|net))$"
)


def sentences(value):
    """Every text in a file, also those within others."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from sentences(one)
    elif isinstance(value, list):
        for one in value:
            yield from sentences(one)


def said(name):
    return sentences(json.loads((EXAMPLES / f"{name}.json").read_text("utf-8")))


PROGRAMMES = example("programmes")["programmes"]
PEOPLE = [one for each in PROGRAMMES for one in each["mentors"] + each["mentees"]]
LOADED = pytest.mark.parametrize(
    "programme", PROGRAMMES, ids=["running", "enrolling", "nearly over", "over"]
)


@pytest.mark.parametrize("name", FILES)
def test_no_address_of_anybody_stands_in_it(name):
    for text in said(name):
        for domain in re.findall(r"[\w.+-]+@([\w.-]+)", text):
            assert RESERVED.search(domain), text
        assert not re.search(r"https?:|www\.", text), text


@pytest.mark.parametrize("name", FILES)
def test_no_number_of_anybody_stands_in_it(name):
    for text in said(name):
        assert not re.search(r"(?:\+31|\b0)[ -]?\d(?:[ -]?\d){7,}", text), text
        # A citizen service number, or that of a bank account.
        assert not re.search(r"\b\d{9}\b|\bNL\d\d[A-Z]{4}", text), text


@pytest.mark.parametrize("name", ["texts", "workbook"])
def test_people_of_the_texts_are_letters_or_roles(name):
    families = set(
        "|".join(one["family"] for one in example("firm")["names"]).split("|")
    )
    single = {one for one in families if " " not in one and len(one) > 5}
    words = {word for text in said(name) for word in re.findall(r"\w+", text)}

    assert len(single) > 40
    # Nobody of the roster is named by another, who would not know of it.
    assert single & words - {"Bakker", "Visser", "Mulder"} == set()


@pytest.mark.parametrize("name", ["texts", "workbook"])
def test_texts_are_typed_as_a_professional_types_them(name):
    for text in said(name):
        assert text.strip(" ") == text
        for wrong in ("  ", "...", "--", " ,", " .", '"', "\r"):
            assert wrong not in text, text


@pytest.mark.parametrize("name", ["preparations", "reports", "goals", "judgements"])
def test_no_two_people_say_the_same(name):
    texts = [json.dumps(one) for one in example("texts")[name]]

    assert len(set(texts)) == len(texts)


def test_names_come_from_several_languages():
    names = example("firm")["names"]
    weights = [one.get("weight", 1) for one in names]

    assert len(names) >= 5
    assert max(weights) < sum(weights)
    # Each has first names and families of its own.
    families = [set(one["family"].split("|")) for one in names]
    assert all(one - other for one, other in pairwise(families))


def test_sign_in_names_are_plain_whoever_has_them():
    for one in PEOPLE:
        assert re.fullmatch(
            r"[a-z]+(?:[.-][a-z0-9]+)*@brugenberg\.example", one["email"]
        )


@LOADED
def test_a_mentor_has_four_to_six_mentees(programme):
    """R1."""
    mentors = [one for one in programme["mentors"] if one["state"] == "enrolled"]
    mentees = [one for one in programme["mentees"] if one["state"] == "enrolled"]

    assert 4 * len(mentors) <= len(mentees)
    assert len(mentees) <= sum(one["max_group"] for one in mentors)
    assert {one["max_group"] for one in mentors} <= {4, 5, 6}


@LOADED
def test_who_takes_part_has_said_what_for(programme):
    """R4 and R13: no mentee without a need, no mentor who offers nothing."""
    topics = set(standard_topics())
    for one in programme["mentees"]:
        if one["state"] == "enrolled":
            assert one["needs"].keys() <= topics
            assert 2 <= len(one["needs"]) <= 6
            assert set(one["needs"].values()) <= {1, 2, 3}
        else:
            assert not one["needs"]
    for one in programme["mentors"]:
        assert one["expertise"].keys() <= topics
        assert set(one["expertise"].values()) <= {1, 2, 3}
        assert one["motivation"].endswith((".", "!", "?"))


@LOADED
def test_what_a_mentee_needs_most_has_words(programme):
    words = example("texts")["need_words"]
    for one in programme["mentees"]:
        if needs := one.get("needs"):
            assert words[max(needs, key=needs.get)]


@LOADED
def test_who_coordinates_takes_no_part(programme):
    """Who composes the groups is in none (and reads nothing of them)."""
    there = {one["email"] for one in PEOPLE}

    assert programme["coordinators"]
    assert set(programme["coordinators"]) & there == set()
    assert set(programme["coordinators"]) <= set(example("programmes")["coordinators"])


def test_programmes_are_one_of_each_age():
    """R8: of a year, one half-way, one to come, one nearly over and one that is."""
    starts = [one["starts_in_days"] for one in PROGRAMMES]

    assert [one["state"] for one in PROGRAMMES] == [
        "running",
        "enrolling",
        "running",
        "running",
    ]
    halfway, to_come, nearly, over = starts
    assert -240 < halfway < -120
    # It is being enrolled in now.
    assert 0 < to_come < 7 * 12
    # From the first meeting on, which is three to four weeks after the start.
    assert nearly + 24 + 7 + 365 > 0 > nearly + 365 - 62
    assert over + 24 + 7 + 365 < 0


def test_states_are_as_many_as_there_are():
    states = Counter(one["state"] for one in PEOPLE)

    assert states == {"enrolled": 90, "invited": 3, "declined": 1}


def test_stories_of_meetings_go_on_for_the_year():
    """R9 and R10: the first ones, then intervision, a work visit and a guest."""
    kinds = Counter(one["kind"] for one in example("texts")["sessions"])

    assert kinds["first"] >= 2
    assert kinds["intervision"] > kinds["work_visit"] + kinds["guest"]
    assert kinds["work_visit"] == kinds["guest"] == 1


def test_actions_have_an_owner_and_a_date():
    """R14."""
    for tale in example("texts")["sessions"]:
        assert tale["actions"]
        for action in tale["actions"]:
            assert action["owner"] in {*"abcd", "mentor"}
            assert 1 <= action["weeks"] <= 12
            assert action["text"].strip()


def test_one_on_ones_are_of_work_and_of_oneself():
    """R11: purely professional or psychosocial, some that cannot wait."""
    tales = example("texts")["one_on_ones"]

    assert {one["support"] for one in tales} == {"career", "psychosocial"}
    assert {one["urgent"] for one in tales} == {True, False}


def test_nobody_did_anything_in_a_workbook_after_today():
    book = example("workbook")
    for role in book.values():
        for before, *_ in [*role["goals"], *role.get("questions", ())]:
            assert before > 0
        # Within the months that the first programme runs.
        assert max(before for before, *_ in role["goals"]) < 150
        # Each goal is begun before anything becomes of it.
        begun, order = set(), [one[0] for one in role["goals"]]
        assert order == sorted(order, reverse=True)
        for _before, name, did, how in role["goals"]:
            assert did in {"begin", "rhythm"} or name in begun
            begun |= (
                {name} if did == "begin" else {how["new"]} if did == "split" else set()
            )


def test_dates_in_a_workbook_are_filled_in_and_never_typed():
    for text in said("workbook"):
        assert not re.search(r"\b(19|20)\d\d\b", text), text
        assert set(re.findall(r"\{(\w+)\}", text)) <= {
            "first",
            "second",
            "soon",
            "later",
        }
        filled = text.format(
            **dict.fromkeys(("first", "second", "soon", "later"), dt.date(2028, 2, 29))
        )
        assert "{" not in filled

"""What is weighed of a question, and what that comes to for each kind."""

import pytest

from handbook.questions.rules import KINDS
from handbook.questions.sentences import sentences
from handbook.questions.weighing import SHARE, FeatureWeights, parse

SETTINGS = {
    "words": {"who": ["wie", "wien*"], "be": ["is", "zijn"], "plain": ["zijn"]},
    "sorts": ["who", "be"],
    "plain": ["zijn"],
    "signs": {"soft": ["even|misschien", "toch"], "none": ["nooit"]},
}
POINTS = "wie\t1\t2\t3\t4\t5\t6\n=1\t6\t5\t4\t3\t2\t1"


@pytest.fixture
def weights():
    return parse(POINTS, SETTINGS)


def features(weights, typed, asking=None, applied=()):
    found = sentences(typed, {})
    asks = [one for one in found if one.asks] if asking is None else asking
    return weights.features(found, asks, list(applied))


def test_points_are_read_by_line(weights):
    assert weights.points == {"wie": (1, 2, 3, 4, 5, 6), "=1": (6, 5, 4, 3, 2, 1)}


def test_a_word_of_a_list_is_of_its_sort_but_for_the_plain_ones(weights):
    assert weights.sorts == {"wie": "WHO", "wien": "WHO", "is": "BE", "zijn": "zijn"}


def test_what_nothing_is_known_of_weighs_nothing(weights):
    assert weights.total({"unknown"}) == [0] * len(KINDS)
    assert weights.total(set()) == [0] * len(KINDS)


def test_of_many_each_counts_a_bit_less(weights):
    assert weights.total({"wie"}) == [1, 2, 3, 4, 5, 6]
    assert weights.total({"wie", "=1"}) == [7 / 2**SHARE] * len(KINDS)


def test_how_many_sentences_there_are_and_which_ask(weights):
    found = features(weights, "Ik zie. Zie je? Wie?")

    assert {"=3", "=2 asking", "=2 marks", "=.?? shape"} <= found


def test_of_a_long_row_the_last_five_have_a_shape(weights):
    found = features(weights, "A b. " * 7 + "Zie je?")

    assert "=....? shape" in found


def test_what_asks_without_its_mark_is_marked_so(weights):
    found = sentences("Zie je het. Ja.", {})

    assert "=a. shape" in weights.features(found, found[:1], [])


def test_what_a_sentence_tells_is_kept_apart(weights):
    found = features(weights, "Ik zie. Zie je?")

    assert {"t:ik", "t:ik zie", "zie", "zie je"} <= found
    assert "ik" not in found


def test_the_rules_that_apply_count_by_name_and_kind(weights):
    applied = [("open", "who"), ("closed", "verb")]

    found = features(weights, "Wie?", applied=applied)

    rules = {one for one in found if one.startswith("rule:")}
    assert rules == {"rule:open", "rule:open/who", "rule:closed", "rule:closed/verb"}
    assert "rule:" in features(weights, "Wie?")


def test_sorts_stand_in_rows_of_two_to_four(weights):
    found = features(weights, "Wie is de baas?")

    rows = {one for one in found if one.startswith("#")}
    assert {"#WHO BE", "#< WHO BE X", "#WHO BE X X", "#WHO BE X X >"} <= rows


@pytest.mark.parametrize(
    ("typed", "signs"),
    [
        ("Zie je het?", set()),
        ("Zie je het even?", {"+soft", "+soft 1", "+soft.0"}),
        ("Zie je het toch even?", {"+soft", "+soft 2", "+soft.0", "+soft.1"}),
    ],
)
def test_signs_prove_nothing_and_are_counted(weights, typed, signs):
    found = features(weights, typed)

    assert {one for one in found if one.startswith("+")} == signs


def test_of_a_longer_word_its_ends_count(weights):
    found = features(weights, "Samenwerken of kort?")

    assert {"same*", "samen*", "samenw*", "*ken", "*rken"} <= found
    assert not {one for one in found if one.startswith(("kort*", "kor*"))}


@pytest.mark.parametrize(
    ("words", "length"), [(1, 2), (6, 7), (7, 8), (11, 8), (12, 9), (60, 11)]
)
def test_how_long_it_is_is_known_roughly(weights, words, length):
    typed = " ".join(["woord"] * words) + "?"

    assert f"={length} long" in features(weights, typed)


def test_nothing_but_words_is_needed():
    bare = FeatureWeights(points={}, sorts={}, signs={})

    assert "wie" in features(bare, "Wie?")

import pytest
from hypothesis import given, settings

from boards.composing import Group, Instance, Params, fits, rules, score, scoring
from boards.composing.block import blocks

from .people import mentee, mentees, mentor
from .strategies import instances


def of(*people, **about):
    return Instance(id="i", people=people, **about)


def test_need_is_the_share_of_the_needs_that_the_mentor_masters():
    learner = mentee("e", needs={"a": 3, "b": 1})

    assert scoring.need_term(learner, mentor("m", expertise={"a": 3, "b": 3})) == 1000
    assert scoring.need_term(learner, mentor("m", expertise={"a": 1})) == 250
    assert scoring.need_term(learner, mentor("m")) == 0


def test_no_needs_are_met_by_nobody_and_shared_with_nobody():
    a, b = mentees(2)

    assert scoring.need_term(a, mentor("m", expertise={"a": 3})) == 0
    assert scoring.peer_term(a, b) == 0


@pytest.mark.parametrize(
    ("mine", "theirs", "term"), [(0, 5, 1000), (0, 9, 1000), (2, 4, 400), (4, 2, 0)]
)
def test_the_gap_counts_up_to_five_years(mine, theirs, term):
    a, b = mentee("e", seniority=mine), mentor("m", seniority=theirs)

    assert scoring.gap_term(of(a, b), a, b) == term


@pytest.mark.parametrize(
    ("location", "languages", "term"),
    [("here", "en", 1000), ("near", "en", 750), ("far", "en", 500), ("far", "nl", 0)],
)
def test_place_is_location_and_language(location, languages, term):
    a = mentee("a", location="here", languages=frozenset({"en"}))
    b = mentee("b", location=location, languages=frozenset({languages}))
    regions = {"here": "r", "near": "r", "far": "s"}

    assert scoring.place_term(of(a, b, locations=regions), a, b) == term


def test_places_that_nobody_told_are_not_the_same_place():
    a, b = mentees(2)

    assert scoring.place_term(of(a, b), a, b) == 0


def test_peers_share_needs_by_weighted_jaccard():
    a, b = mentee("a", needs={"x": 3, "y": 1}), mentee("b", needs={"x": 1, "z": 1})

    assert scoring.peer_term(a, b) == 200


def test_crossing_disciplines_costs_each_mentee_who_crosses():
    people = [*mentees(4), mentor("m", discipline="other")]
    instance = of(*people, params=Params(cross_discipline=True))

    found = fits(instance, "m", ["e1", "e2", "e3", "e4"])

    assert {fit.value for fit in found.values()} == {-60 * 15000}
    assert {fit.points for fit in found.values()} == {0}


def test_the_score_adds_size_and_the_worst_fit():
    people = [mentee(f"e{n}", needs={"a": 1}) for n in range(3)] + [mentee("e3")]
    instance = of(*people, mentor("m", expertise={"a": 3}))

    found = score(instance, [Group("m", ("e0", "e1", "e2", "e3"))])

    # Three with all needs met and two of three peers alike, one with nothing;
    # one mentee less than preferred.
    good = 60 * 50 * 1000 + 20 * 2 * 20 * 1000
    assert (found.placed, found.quality) == (4, 3 * good - 600_000)


def test_nobody_placed_scores_nothing():
    assert score(of(*mentees(2)), []) == scoring.Score(0, 0, 0)


@settings(max_examples=30, deadline=None)
@given(instances())
def test_the_matrices_say_what_the_rules_and_terms_say(instance):
    by_id = instance.by_id
    for block in blocks(instance):
        for i, mentee_id in enumerate(block.mentees):
            person = by_id[mentee_id]
            for m, mentor_id in enumerate(block.mentors):
                lead = by_id[mentor_id]
                worth = 60 * scoring.mentor_value(instance, person, lead)
                assert block.mentor_worth[i, m] == worth
                broken = rules.mentor_breaks(instance, person, lead)
                assert block.barred[i, m] == bool(broken)
            for j, other_id in enumerate(block.mentees):
                if i != j:
                    other = by_id[other_id]
                    worth = scoring.peer_value(instance, person, other)
                    assert block.peer_worth[i, j] == worth
                    broken = rules.pair_breaks(instance, person, other)
                    assert block.apart[i, j] == bool(broken)

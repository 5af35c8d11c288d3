import pytest
from hypothesis import given, settings

from boards.composing import (
    Group,
    Instance,
    Params,
    Pin,
    Weights,
    fits,
    rules,
    score,
    scoring,
)
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


def test_a_fit_adds_its_five_terms_as_they_weigh():
    first = mentee(
        "e1",
        needs={"x": 3, "y": 1},
        location="here",
        languages=frozenset({"en"}),
        seniority=2,
    )
    second = mentee("e2", needs={"x": 1}, location="near", languages=frozenset({"nl"}))
    third = mentee("e3", needs={"y": 2}, languages=frozenset({"en", "nl"}))
    lead = mentor(
        "m",
        expertise={"x": 2, "z": 3},
        location="here",
        languages=frozenset({"nl"}),
        seniority=5,
    )
    regions = {"here": "r", "near": "r"}
    instance = of(first, second, third, lead, locations=regions)

    found = fits(instance, "m", ["e1", "e2", "e3"])["e1"]

    # 3 * 2 of 3 * 4; 3 of 5 years; one place, no common language.
    assert (found.need, found.gap, found.mentor_place) == (500, 600, 500)
    # 1 of 4 and 1 of 5; half of the region, half of the language.
    assert (found.peer_need, found.peer_place) == ((250 + 200) // 2, (250 + 500) // 2)
    led = 50 * 500 + 10 * 600 + 10 * 500
    beside = (20 * 250 + 10 * 250) + (20 * 200 + 10 * 500)
    assert found.value == 60 * led + 30 * beside
    assert found.points == found.value * 1000 // 6_000_000
    assert not found.crosses


def test_each_term_weighs_what_the_programme_says():
    a, b = mentee("a", needs={"x": 1}), mentee("b", needs={"x": 1})
    lead = mentor("m", expertise={"x": 3}, seniority=9)

    def worth(**weights):
        nothing = dict.fromkeys(
            ("need", "gap", "mentor_place", "peer_need", "peer_place"), 0
        )
        params = Params(weights=Weights(**(nothing | weights)))
        return fits(of(a, b, lead, params=params), "m", ["a", "b"])["a"].value

    assert worth(need=100) == 6_000_000
    assert worth(gap=100) == 6_000_000
    assert worth(peer_need=100) == 6_000_000
    assert worth(mentor_place=100) == worth(peer_place=100) == 0


def test_terms_are_rounded_down():
    a, b = mentee("a", needs={"x": 1, "y": 1, "z": 1}), mentee("b", needs={"x": 1})

    assert scoring.need_term(a, mentor("m", expertise={"x": 1})) == 111
    assert scoring.peer_term(a, b) == scoring.peer_term(b, a) == 333


@pytest.mark.parametrize(
    ("gap", "years", "term"), [(1, 1, 1000), (3, 1, 333), (3, 2, 666), (3, -1, 0)]
)
def test_the_gap_is_as_wide_as_the_programme_says(gap, years, term):
    a, b = mentee("e", seniority=10), mentor("m", seniority=10 + years)
    instance = of(a, b, params=Params(seniority_gap=gap))

    assert scoring.gap_term(instance, a, b) == term


def test_places_without_a_region_are_near_to_themselves_alone():
    a, b, c = (mentee(name, location=name[0]) for name in ("x1", "x2", "y1"))
    instance = of(a, b, c)

    assert scoring.place_term(instance, a, b) == 500
    assert scoring.place_term(instance, a, c) == 0


@pytest.mark.parametrize(
    ("size", "share"), [(0, 0), (1, 0), (2, 60), (3, 30), (4, 20), (5, 15), (6, 12)]
)
def test_a_peer_counts_for_its_part_of_the_others(size, share):
    assert scoring.peer_share(size) == share


def test_a_size_costs_by_how_far_it_is_from_the_preferred_one():
    instance = of(params=Params(preferred_size=6, size_penalty=7))

    assert [scoring.size_cost(instance, size) for size in (4, 5, 6, 7)] == [14, 7, 0, 7]


@pytest.mark.parametrize(
    ("placed", "worst", "percent", "worth"),
    [
        (4, 1000, 10, 400),
        (3, 33, 10, 9),
        (0, 0, 10, 0),
        (5, 999, 0, 0),
        (1, -1, 10, -1),
    ],
)
def test_fairness_pays_the_worst_fit_per_head_rounded_down(
    placed, worst, percent, worth
):
    instance = of(params=Params(fairness_percent=percent))

    assert scoring.fairness(instance, placed, worst) == worth


def test_a_group_of_one_has_no_peers():
    lead = mentor("m", expertise={"a": 3})

    found = fits(of(mentee("e", needs={"a": 1}), lead), "m", ["e"])["e"]

    assert (found.peer_need, found.peer_place) == (0, 0)
    assert found.value == 60 * 50 * 1000


def test_locks_come_before_numbers_and_numbers_before_quality():
    values = [(0, 9, 9), (1, 0, -5), (1, 1, -5), (1, 1, 0)]

    found = [scoring.Score(*value) for value in values]

    assert found == sorted(found)


def test_the_worst_fit_of_all_groups_counts_once():
    good = [mentee(f"a{n}", needs={"a": 1}) for n in range(5)]
    poor = [mentee(f"b{n}") for n in range(5)]
    leads = (mentor("m", expertise={"a": 3}), mentor("n"))
    pins = (Pin("a1", "m", "lock"), Pin("b1", "n", "lock"))
    instance = of(*good, *poor, *leads, pins=pins)
    first = Group("m", tuple(f"a{n}" for n in range(5)))
    second = Group("n", tuple(f"b{n}" for n in range(5)))
    fit = 60 * 50 * 1000 + 15 * 4 * 20 * 1000

    # Alone the first is paid its worst fit; beside the second that is nothing.
    assert score(instance, [first]) == scoring.Score(1, 5, 5 * fit + 5 * fit // 10)
    assert score(instance, [first, second]) == scoring.Score(2, 10, 5 * fit)

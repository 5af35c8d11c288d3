"""What somebody sends about a group, checked before anything is done with it."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import translation

from groups.forms import (
    DissolveForm,
    EndingsForm,
    GroupNameForm,
    MoveOnForm,
    ToleranceForm,
    WaitForm,
)
from groups.forms.people import PersonChoice
from groups.models import MentorGroup, Seat
from groups.presenters import FitStory, GroupOption
from people.models import Discipline, Person, Team


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def group(pk, name):
    return MentorGroup(pk=pk, name=name)


HARBOUR, LOCK, DYKE = group(1, "Harbour"), group(2, "Lock"), group(3, "Dyke")
FITS = (HARBOUR, GroupOption("a", size=4, fit=FitStory(700)))
FITS_LESS = (LOCK, GroupOption("b", size=5, fit=FitStory(200)))
BREAKS = (DYKE, GroupOption("c", size=4, fit=FitStory(900), broken=("Same team.",)))
OPTIONS = [FITS, FITS_LESS, BREAKS]


def labels(field):
    # A name stands in marks of its direction.
    return [
        (key, "".join(one for one in str(label) if one.isprintable()))
        for key, label in field.choices
    ]


def test_groups_where_nothing_breaks_are_offered_the_best_first():
    form = MoveOnForm(options=OPTIONS)

    assert labels(form.fields["group"]) == [
        ("", "Choose a group"),
        (1, "Harbour: 4 mentees, fits very well"),
        (2, "Lock: 5 mentees, fits poorly"),
    ]


@pytest.mark.parametrize("sent", ["", "3", "99", "x", "-1", "none"])
def test_a_group_that_is_not_offered_is_not_taken(sent):
    form = MoveOnForm({"group": sent}, options=OPTIONS)

    assert not form.is_valid()
    assert list(form.errors) == ["group"]


def test_what_is_chosen_is_the_group_itself():
    form = MoveOnForm({"group": "2"}, options=OPTIONS)

    assert form.is_valid()
    assert form.cleaned_data["group"] is LOCK


def seat(pk, name):
    return Seat(pk=pk, person=Person(pk=pk, given_name=name, email=f"{name}@firm.nl"))


ANNA, BEN = seat(11, "Anna"), seat(12, "Ben")


def dissolving(sent=None, into=None, options=None):
    ending = group(9, "Ending")
    ending.held_seats = [seat(10, "Mia"), ANNA, BEN]
    options = options or {ANNA.pk: OPTIONS, BEN.pk: [FITS_LESS]}
    return DissolveForm(sent, group=ending, options=options, into=into)


def test_each_mentee_has_a_place_to_choose_and_the_mentor_none():
    form = dissolving()

    assert list(form.fields) == ["seat-11", "seat-12", "sure"]
    assert [form.fields[f"seat-{pk}"].label for pk in (11, 12)] == ["Anna", "Ben"]
    assert labels(form.fields["seat-12"]) == [
        ("", "Choose a group"),
        (2, "Lock: 5 mentees, fits poorly"),
        ("none", "No group for now"),
    ]


def test_no_group_is_an_answer_and_an_empty_one_is_none():
    form = dissolving({"seat-11": "1", "seat-12": "none", "sure": "on"})

    assert form.is_valid()
    assert form.moves() == {11: HARBOUR, 12: None}
    for left_open in ("seat-11", "seat-12"):
        sent = {"seat-11": "1", "seat-12": "none", "sure": "on"} | {left_open: ""}
        assert list(dissolving(sent).errors) == [left_open]


def test_a_group_ends_only_for_who_says_to_have_talked():
    form = dissolving({"seat-11": "1", "seat-12": "none"})

    assert list(form.errors) == ["sure"]


def test_one_goes_where_that_one_may_go():
    """Harbour is offered to Anna and not to Ben."""
    form = dissolving({"seat-11": "1", "seat-12": "1", "sure": "on"})

    assert list(form.errors) == ["seat-12"]


def test_who_merges_begins_with_all_in_one_group():
    form = dissolving(into=2)

    assert [form[f"seat-{pk}"].value() for pk in (11, 12)] == [2, 2]
    assert [dissolving()[f"seat-{pk}"].value() for pk in (11, 12)] == [None, None]


def test_two_mentees_of_one_name_are_told_apart():
    ending = group(9, "Ending")
    ending.held_seats = [seat(11, "Anna"), seat(12, "Anna")]
    ending.held_seats[1].person.email = "a.smit@firm.nl"

    form = DissolveForm(group=ending, options={11: [], 12: []})

    told = [form.fields[f"seat-{pk}"].label for pk in (11, 12)]
    assert len(set(told)) == 2
    assert "a.smit" in told[1]


def left(pk, *, may_end=True, due_at=None):
    return SimpleNamespace(seat=SimpleNamespace(pk=pk), may_end=may_end, due_at=due_at)


def test_a_seat_ends_only_where_the_reader_decides():
    seats = [left(1, due_at=date(2027, 3, 1)), left(2), left(3, may_end=False)]
    form = EndingsForm(left=seats)

    assert form.is_open
    assert [key for key, _words in form.fields["seats"].choices] == ["1", "2"]
    # What was asked for already is ticked.
    assert form["seats"].value() == ["1"]
    for sent, valid in ((["1", "2"], True), ([], True), (["3"], False), (["x"], False)):
        assert EndingsForm({"seats": sent}, left=seats).is_valid() is valid


def test_where_others_decide_the_page_has_no_form():
    assert not EndingsForm(left=[left(1, may_end=False)]).is_open
    assert not EndingsForm(left=[]).is_open


def test_a_group_waits_four_weeks_where_nothing_else_is_said():
    form = WaitForm(today=date(2027, 3, 1))

    assert form["until"].value() == date(2027, 3, 29)
    for sent, valid in (("2027-03-08", True), ("", False), ("8 maart", False)):
        found = WaitForm({"until": sent}, today=date(2027, 3, 1))
        assert found.is_valid() is valid


@pytest.mark.parametrize("sent", ["", " ", "\n\t", "x" * 2001])
def test_a_reason_has_words_and_an_end(sent):
    assert not ToleranceForm({"reason": sent}).is_valid()


def test_a_reason_may_have_lines():
    form = ToleranceForm({"reason": " They want to.\nAll of them. "})

    assert form.is_valid()
    assert form.cleaned_data["reason"] == "They want to.\nAll of them."


@pytest.mark.parametrize(
    ("sent", "valid"),
    [("", True), ("Delta", True), ("x" * 120, True), ("x" * 121, False)],
)
def test_a_name_may_be_empty_and_is_not_endless(sent, valid):
    assert GroupNameForm({"name": sent}, instance=MentorGroup()).is_valid() is valid


def participation(team=None, field=None, *, apart="", **more):
    person = Person(given_name="Anna", family_name="Smit")
    person.team, person.discipline = team, field
    person.apart = apart
    return SimpleNamespace(person=person, **more)


@pytest.mark.parametrize(
    ("known", "label"),
    [
        ({}, "Anna Smit"),
        ({"team": Team(name="Havens")}, "Anna Smit (Havens)"),
        (
            {"team": Team(name="Havens"), "field": Discipline(name="Water")},
            "Anna Smit (Havens, Water)",
        ),
        (
            {"apart": "a.smit", "field": Discipline(name="Water")},
            "Anna Smit (a.smit, Water)",
        ),
        ({"have_met": True}, "Anna Smit, was in a group with the mentor"),
        ({"have_met": False}, "Anna Smit"),
    ],
)
def test_somebody_to_choose_is_called_by_name_and_work(known, label):
    told = PersonChoice().label_from_instance(participation(**known))

    assert "".join(one for one in told if one.isprintable()) == label

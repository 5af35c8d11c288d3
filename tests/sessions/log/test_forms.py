"""The forms of a log: who was there, who takes notes, and what was agreed on."""

import datetime as dt

import pytest

from people.models import Person
from sessions.log.forms.action import (
    AT_MOST,
    ActionForm,
    ActionRows,
    DropActionForm,
    GoOnForm,
)
from sessions.log.forms.log import CameLateForm, LogForm, NoteTakerForm
from sessions.models import Attendance, Session
from sessions.session.views.entrance import members

DUE = "2026-11-25"


@pytest.fixture
def people(group):
    return members(group)


def rows(people, *actions, total=2):
    """What the page of a log sends of its actions."""
    data = {"actions-TOTAL_FORMS": str(total), "actions-INITIAL_FORMS": "0"}
    for number, action in enumerate(actions):
        data |= {f"actions-{number}-{name}": one for name, one in action.items()}
    return ActionRows(data, prefix="actions", form_kwargs={"people": people})


def agreed(owner, text="Call the harbour", due_on=DUE):
    return {"text": text, "owner": str(owner.pk), "due_on": due_on}


def test_an_action_has_a_text_a_name_and_a_date(people, mentee):
    form = ActionForm(agreed(mentee), people=people)

    assert form.is_valid()
    assert form.cleaned_data == {
        "text": "Call the harbour",
        "owner": mentee,
        "due_on": dt.date(2026, 11, 25),
    }


@pytest.mark.parametrize("missing", ["text", "owner", "due_on"])
def test_without_one_of_them_it_is_half(people, mentee, missing):
    form = ActionForm(agreed(mentee) | {missing: ""}, people=people)

    assert form.errors == {missing: ["An action has a text, a name and a date."]}


def test_nobody_of_elsewhere_does_it(people, outsider):
    assert "owner" in ActionForm(agreed(outsider), people=people).errors


def test_empty_rows_are_no_actions(people):
    formset = rows(people)

    assert formset.is_valid()
    assert formset.actions() == []


def test_each_row_with_words_is_one(people, mentor, mentee):
    formset = rows(people, agreed(mentee), {}, agreed(mentor, "Ask HR"), total=3)

    assert formset.is_valid()
    assert [(row["text"], row["owner"]) for row in formset.actions()] == [
        ("Call the harbour", mentee),
        ("Ask HR", mentor),
    ]


def test_one_that_is_half_keeps_all_of_them_back(people, mentee):
    formset = rows(people, agreed(mentee), {"text": "Ask HR"})

    assert not formset.is_valid()
    assert not formset[0].errors
    assert set(formset[1].errors) == {"owner", "due_on"}


def test_there_are_as_many_rows_as_one_log_has_and_no_more(people, mentee):
    formset = rows(people, *[agreed(mentee)] * (AT_MOST + 5), total=AT_MOST + 5)

    assert len(formset.forms) == AT_MOST


def test_the_names_are_asked_for_once_for_all_rows(
    people, mentee, django_assert_num_queries
):
    formset = rows(people, *[agreed(mentee)] * 4, total=4)

    with django_assert_num_queries(1):
        names = [row.fields["owner"].choices for row in formset]

    assert {len(choices) for choices in names} == {6}
    assert {person.pk for person in formset.people} == {one.pk for one in people}


@pytest.mark.parametrize(
    ("due_on", "is_valid"),
    [("2026-11-08", False), ("2026-11-09", True), ("2026-12-01", True), ("", False)],
)
def test_it_goes_on_until_a_day_to_come(group, due_on, is_valid):
    assert GoOnForm({"due_on": due_on}, group=group).is_valid() is is_valid


@pytest.mark.parametrize(
    ("why", "is_valid"),
    [
        ("Moved", True),
        ("", False),
        ("   ", False),
        ("x" * 300, True),
        ("x" * 301, False),
    ],
)
def test_it_is_dropped_with_a_word(why, is_valid):
    assert DropActionForm({"why": why}).is_valid() is is_valid


def log_form(session, people, **presences):
    data = {"kind": "intervision"} | presences
    return LogForm(data, session=session, people=people)


def test_a_log_asks_of_each_whether_they_were_there(meeting, people):
    form = LogForm(session=meeting, people=people)

    assert [person for person, _field in form.rows()] == list(people)
    assert {field.initial for _person, field in form.rows()} == {"present"}


@pytest.mark.parametrize("presence", [*Attendance.Presence])
def test_what_was_said_of_each_is_kept(meeting, people, mentee, presence):
    presences = {f"presence-{person.pk}": "present" for person in people}
    form = log_form(meeting, people, **presences | {f"presence-{mentee.pk}": presence})

    assert form.is_valid()
    assert form.presences() == {person.pk: "present" for person in people} | {
        mentee.pk: presence
    }


@pytest.mark.parametrize("presence", ["", "late", "PRESENT"])
def test_something_else_is_not(meeting, people, mentee, presence):
    presences = {f"presence-{person.pk}": "present" for person in people}
    form = log_form(meeting, people, **presences | {f"presence-{mentee.pk}": presence})

    assert list(form.errors) == [f"presence-{mentee.pk}"]


def test_a_first_meeting_stays_one(first, people):
    meeting = Session(kind=Session.Kind.GUEST)

    assert "kind" not in LogForm(session=first, people=people).fields
    assert "first" not in dict(
        LogForm(session=meeting, people=people).fields["kind"].choices
    )


@pytest.mark.parametrize("form", [NoteTakerForm, CameLateForm])
def test_two_of_one_name_are_told_apart(people, mentee, other_mentee, form):
    name = {"given_name": "Noor", "infix": "", "family_name": "Bakker"}
    Person.objects.filter(pk__in=[mentee.pk, other_mentee.pk]).update(**name)
    (field,) = form(people=people.all()).fields.values()

    labels = [label for _pk, label in field.choices]

    assert len(labels) == len(set(labels)) == 5
    assert len([label for label in labels if label.startswith("Noor Bakker")]) == 2


def test_who_came_late_may_be_nobody(people, mentee, outsider):
    assert CameLateForm({}, people=people).is_valid()
    late = CameLateForm({"people": [str(mentee.pk)]}, people=people)
    assert late.is_valid()
    assert late.cleaned_data["people"] == [mentee.pk]
    assert not CameLateForm({"people": [str(outsider.pk)]}, people=people).is_valid()


def test_one_of_the_group_takes_notes(people, mentee, outsider):
    form = NoteTakerForm({"person": str(mentee.pk)}, people=people)
    assert form.is_valid()
    assert form.cleaned_data["person"] == mentee.pk
    assert not NoteTakerForm({"person": str(outsider.pk)}, people=people).is_valid()
    assert not NoteTakerForm({"person": ""}, people=people).is_valid()

"""The words that texts are bound to: with another one, nobody opens them again."""

import datetime as dt
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from spaces.fields import SealedTextField, sealed_fields
from spaces.models import Confidential
from spaces.places import check_every_text_has_its_place, faults
from spaces.sealing import SpaceFacts
from writing.models import Text

ID = UUID("00000000-0000-4000-8000-000000000001")
# Change nothing here: what was sealed is bound to exactly this. A model or field that is
# renamed keeps its words.
PLACES = {
    "intake.ClickAnswer": "click: author intake: answer, words",
    "intake.IntakeReport": "report: author intake changed_at: text",
    "intake.Judgement": (
        "judgement: author intake changed_at: "
        "teachable, has_goals, reflects, kind, notes"
    ),
    "intake.Preparation": "preparation: author intake changed_at: text",
    "intake.Referral": "referral: author intake: to, words",
    "mentoring_sessions.Action": "action: author group changed_at: text",
    "mentoring_sessions.ActionWord": "word on an action: author action said_at: words",
    "mentoring_sessions.Case": "case: author session written_at: line",
    "mentoring_sessions.ChangeReason": (
        "reason of a change: author session said_at: words"
    ),
    "mentoring_sessions.GroupAgreement": "agreement: author group changed_at: text",
    "mentoring_sessions.Kept": "kept words: author group kept_at: words",
    "mentoring_sessions.OneOnOne": (
        "one-on-one: asked_by seat: question question_at, support logged_at, "
        "theme logged_at, note logged_at"
    ),
    "mentoring_sessions.Point": "point: author seat: text, word ended_at",
    "mentoring_sessions.SessionNote": (
        "session note: author session changed_at: brought in, learnt"
    ),
    "mentoring_sessions.WorkingAgreement": (
        "working agreement: author group written_at: place"
    ),
    "programmes.NeedWords": "need: author participation changed_at: text",
    "handbook.StanceDot": "stance dot: author: said made_at",
    "writing.Snapshot": "given copy: author: title, body",
    "writing.Text": "text: author head: title, body",
    "writing.Revision": "revision: author text: title, body",
    "writing.Shown": "copy: author text changed_at: title, body",
    "workbook.CheckIn": "check-in: author goal at: said, happened, next step, wording",
    "workbook.GoalChange": "goal change: author goal at until: what, why, words, wording",
    "workbook.ShownLine": "shown line: author shown changed_at: figures",
}


# What the first version of sealing bound a text to, where the table is renamed since.
FIRST_TABLES = {
    "writing.Snapshot": "spaces_snapshot",
    "writing.Revision": "workbook_revision",
    "writing.Shown": "workbook_shown",
    "writing.Text": "workbook_page",
}


def place_of(model) -> str:
    words = [" ".join((field.word, *field.also)) for field in sealed_fields(model)]
    return f"{model.sealed_as}: {' '.join(model.sealed_with)}: {', '.join(words)}"


def test_the_words_are_what_they_were():
    found = {
        model._meta.label: place_of(model)
        for model in apps.get_models()
        if issubclass(model, Confidential) and sealed_fields(model)
    }

    assert found == PLACES
    assert check_every_text_has_its_place(None) == []


def test_a_place_of_before_is_what_it_was():
    found = {
        model._meta.label: model.first_table
        for model in apps.get_models()
        if issubclass(model, Confidential) and model.first_table
    }

    assert found == FIRST_TABLES


def test_a_place_in_full():
    page = Text(pk=ID, space_id=ID, author_id=7, head=None)
    [title, _body] = sealed_fields(Text)

    assert title.bound_to(page) == f"2|text|title|{ID}|{ID}|7|"
    space = SpaceFacts(ID, "shared", 7, dt.date(2030, 1, 2), (9, 7))
    assert space.bound_to == f"2|data key|{ID}|shared|7|2030-01-02|7,9"
    space = SpaceFacts(ID, "circle", None, None, (12, 9, 7))
    assert space.bound_to == f"2|data key|{ID}|circle|||7,9,12"


@pytest.mark.parametrize(
    ("attributes", "fault"),
    [
        ({"sealed_as": ""}, "sealed_as is '': it needs a word of its own, for good."),
        ({"sealed_as": "a|b"}, "sealed_as is 'a|b'"),
        ({"text": SealedTextField()}, "text has the word ''"),
        ({"other": SealedTextField(word="text")}, "other has the word 'text'"),
        ({"text": SealedTextField(word="text", null=True)}, "text may be NULL"),
        ({"sealed_with": ("writer",)}, "text is bound to writer, which is no field."),
        (
            {"text": SealedTextField(word="text", also=("at",))},
            "text is bound to at, which is no field.",
        ),
    ],
)
@isolate_apps("spaces")
def test_a_place_that_is_none_is_refused(attributes, fault):
    [first, *_more] = faults([made(**attributes)])

    assert first.msg.startswith(fault)


@isolate_apps("spaces")
def test_two_models_have_no_word_in_common():
    one, other = made("One"), made("Other")

    assert len(faults([one])) == 0
    assert len(faults([one, other])) == 2


def made(name="Note", **attributes):
    class Meta:
        app_label = "spaces"

    known = {
        "__module__": __name__,
        "Meta": Meta,
        "sealed_as": "note",
        "sealed_with": ("at_hand",),
        "at_hand": models.BooleanField(),
        "text": SealedTextField(word="text"),
    }
    return type(name, (Confidential,), known | attributes)

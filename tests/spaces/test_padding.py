"""What the length of a sealed text, and its digest, tell somebody without a key."""

import os
from uuid import uuid4

import pytest
from django import forms
from django.apps import apps
from django.db import connection, transaction

from spaces.acting import acting_as
from spaces.fields import sealed_fields
from spaces.models import Confidential
from spaces.padding import pad, padded_length, unpad
from spaces.sealing import seal
from tests.crossmentor.test_bounded import below, modules
from workbook.services import write_goal
from writing.models import Revision, Text

KEY = bytes(32)
CLOSED = [
    "intake.ClickAnswer.answer",
    "intake.Judgement.has_goals",
    "intake.Judgement.kind",
    "intake.Judgement.reflects",
    "intake.Judgement.teachable",
    "intake.Referral.to",
    "mentoring_sessions.OneOnOne.support",
    "mentoring_sessions.OneOnOne.theme",
    "workbook.CheckIn.said",
    "workbook.GoalChange.why",
]


def form_classes(room):
    """Every form of a room, wherever in its modules of forms it stands."""
    list(modules())
    for form in below(forms.BaseForm):
        if form.__module__.partition(".")[0] == room:
            yield form


def choices_of(field) -> set[str]:
    """All that a closed question may be answered with, as its form has it."""
    room = field.model.__module__.partition(".")[0]
    asked = [
        form.base_fields[field.name]
        for form in form_classes(room)
        if field.name in form.base_fields
    ]
    return {
        str(value)
        for question in asked
        for value, _label in getattr(question, "choices", [])
    }


FIELDS = [
    field
    for model in apps.get_models()
    if issubclass(model, Confidential)
    for field in sealed_fields(model)
]
CHOICES = {
    f"{field.model._meta.label}.{field.name}": choices_of(field) for field in FIELDS
}


def test_the_closed_questions_are_found():
    assert sorted(name for name, choices in CHOICES.items() if choices) == CLOSED


@pytest.mark.parametrize("name", CLOSED)
def test_every_answer_has_one_length_and_so_has_none(name):
    answers = CHOICES[name] | {""}

    assert {len(seal(KEY, one.encode(), bound_to="x")) for one in answers} == {93}


def test_a_small_edit_does_not_show():
    text = "Ik wil leren begrenzen, ook als het druk is. " * 40
    lengths = {
        len(seal(KEY, edited.encode(), bound_to="x"))
        for edited in (text, text[:-1], text + "!", text.replace("druk", "stil", 1))
    }

    assert len(lengths) == 1


@pytest.mark.parametrize(
    ("length", "padded"),
    [
        (4, 64),
        (64, 64),
        (65, 128),
        (1024, 1024),
        (1025, 1088),
        (2049, 2176),
        (20_000, 20_480),
        (1_000_001, 1_015_808),
    ],
)
def test_buckets(length, padded):
    assert padded_length(length) == padded


@pytest.mark.parametrize("length", [0, 1, 59, 60, 61, 1020, 1021, 5000, 70_000])
def test_what_is_padded_comes_back(length):
    plain = os.urandom(length)

    assert unpad(pad(plain)) == plain
    assert len(pad(plain)) == padded_length(length + 4)


def test_padding_costs_an_eighth_at_most_beyond_a_kilobyte():
    assert max(padded_length(n) / n for n in range(1025, 70_000, 7)) < 1.12


def stored(table, columns):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} ORDER BY 1")
        return cursor.fetchall()


@pytest.mark.django_db
def test_an_empty_text_looks_like_any_short_one_in_the_database(mentee):
    with acting_as(mentee), transaction.atomic():
        for body in ("", "ja", "Ik durf mijn leidinggevende niet aan te spreken"):
            save_goal(mentee, body)
        rows = stored("writing_revision", "length(title), length(body)")
        assert rows == [(93, 93)] * 3
        assert stored("writing_text", "length(title), length(body)") == rows


@pytest.mark.django_db
def test_equal_texts_have_no_equal_digests(mentee):
    with acting_as(mentee), transaction.atomic():
        save_goal(mentee, "Rust nemen")
        save_goal(mentee, "Rust nemen")
        page = save_goal(mentee, "").text
        write_goal(
            author=mentee,
            goal_id=page.pk,
            client_id=uuid4(),
            based_on=page.head,
            title="",
            body="",
        )
        digests = list(Revision.objects.values_list("digest", flat=True))
        assert len(set(digests)) == len(digests) == 4
        assert {len(digest) for digest in digests} == {64}


@pytest.mark.django_db
def test_settling_leaves_the_digest_as_it_is(mentee):
    with acting_as(mentee), transaction.atomic():
        revision = save_goal(mentee, "Rust nemen").revision
        digest = Revision.objects.get(pk=revision.pk).digest
        Revision.objects.get(pk=revision.pk).save(update_fields=["settled_at"])
        assert Revision.objects.get(pk=revision.pk).digest == digest
        assert Text.objects.get().body == "Rust nemen"


def save_goal(author, body):
    return write_goal(
        author=author,
        goal_id=uuid4(),
        client_id=uuid4(),
        based_on=None,
        title="",
        body=body,
    )

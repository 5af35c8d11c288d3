"""Where a workbook is taken along: by chapter, as one meets its questions."""

from types import SimpleNamespace

import pytest
from django.db.models import Q
from django.utils import translation

from workbook import export
from workbook.chapters import chapters
from workbook.prompts import LETTER

LANGUAGES = ("nl", "en")


def prompts_of(language):
    for chapter in chapters(language):
        for exercise in chapter.exercises:
            for prompt in exercise.prompts:
                yield f"{exercise.slug}.{prompt.name}", prompt


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "On the site it opens on the day that you named."),
        ("nl", "Op de site gaat hij open op de dag die je noemde."),
    ],
)
def test_a_letter_to_oneself_is_told_as_one(language, words):
    with translation.override(language):
        notes = {
            key: (prompt.kind, export.of_a_letter(SimpleNamespace(key=key)))
            for key, prompt in prompts_of(language)
        }

    letters = [note for kind, note in notes.values() if kind == LETTER]
    assert letters
    assert all(note.endswith(words) for note in letters)
    assert not any(note for kind, note in notes.values() if kind != LETTER)


@pytest.mark.parametrize("key", ["", ".", "no-such.letter", "mentor-letter", "x" * 500])
def test_what_is_asked_nowhere_is_no_letter(key):
    assert export.of_a_letter(SimpleNamespace(key=key)) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_stand_in_the_order_of_the_chapter(language):
    for chapter in chapters(language):
        cases = export.as_in(chapter)
        places = {
            dict(case.condition.children)["key"]: case.result.value
            for case in cases.cases
        }
        asked = [
            f"{exercise.slug}.{prompt.name}"
            for exercise in chapter.exercises
            for prompt in exercise.prompts
        ]

        assert sorted(places, key=places.get) == asked
        # What the chapter asks no more comes after all that.
        assert cases.default.value == len(asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chapter_has_the_answers_to_its_own_exercises_and_no_others(language):
    listed = chapters(language)
    for chapter in listed:
        begins = [begin for _path, begin in leaves(export.of_any([chapter])) if begin]

        assert begins == [f"{exercise.slug}." for exercise in chapter.exercises]
        for other in listed:
            for exercise in other.exercises:
                is_in_it = f"{exercise.slug}.x".startswith(tuple(begins))
                assert is_in_it is (other.slug == chapter.slug)


def leaves(condition):
    for child in condition.children:
        yield from leaves(child) if isinstance(child, Q) else [child]


def test_of_no_chapter_there_are_no_answers():
    assert export.of_any([]) == Q(pk=None)

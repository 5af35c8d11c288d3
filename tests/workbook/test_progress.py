"""Where somebody goes on in the workbook."""

import datetime as dt
from types import SimpleNamespace

import pytest

from tests.workbook.test_editions import chapter, exercise, prompt
from workbook.progress import begun, by_chapter, go_on

BOOK = [
    chapter(exercise("a", prompt("x")), exercise("b", prompt("x"))),
    chapter(
        exercise("c", prompt("x")), exercise("d", prompt("x")), slug="two", number=2
    ),
]


def wrote(*slugs):
    """One a day."""
    return [
        SimpleNamespace(
            key=f"{slug}.x",
            body="Something",
            unopened=False,
            changed_at=dt.datetime(2026, 1, day, tzinfo=dt.UTC),
        )
        for day, slug in enumerate(slugs, 1)
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", "a"),
        ("a", "b"),
        ("ac", "d"),
        ("ca", "b"),
        ("acd", "b"),
        ("abcd", None),
        ("?", "a"),
    ],
)
def test_one_goes_on_where_one_wrote_last(edition, written, expected):
    answers = wrote(*written)
    found = go_on(by_chapter(edition(*BOOK), begun(answers)), answers)

    assert (found and found.next.slug) == expected


def test_an_empty_answer_begins_nothing():
    (blank,) = wrote("a")
    blank.body = " \n"

    assert begun([blank]) == set()

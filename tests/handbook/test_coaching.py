"""What the coach says of questions: of which of them, in which language, and instead."""

import pytest

from handbook.questions.coaching import LONGEST, MOST_LINES, kinds_and_reasons, look_at
from handbook.questions.rules import KINDS


def looked(text, language="en", told_in="en"):
    return look_at(text, language, told_in)


@pytest.mark.parametrize("text", ["", "   ", "\n\n \n"])
def test_of_nothing_nothing_is_said(text):
    assert looked(text) == []


def test_each_line_is_looked_at_without_what_stands_around_it():
    found = looked("  What do you want?  \n\n\tIs it late? ")

    assert [one.question for one in found] == ["What do you want?", "Is it late?"]
    assert [one.kind for one in found] == ["open", "closed"]


def test_so_many_lines_are_looked_at():
    assert len(looked("What?\n" * (MOST_LINES + 5))) == MOST_LINES


def test_and_so_many_letters():
    (one,) = looked("x" * LONGEST + "\nWhat do you want?")

    assert len(one.question) == LONGEST


def test_what_is_said_is_in_the_language_of_the_page():
    (dutch,) = looked("Wat wil je?", "nl", "nl")
    (english,) = looked("Wat wil je?", "nl", "en")

    assert dutch.kind == english.kind == "open"
    assert (dutch.name, english.name) == ("Open", "Open")
    assert dutch.say != english.say


def test_of_another_language_it_is_said_in_english():
    assert kinds_and_reasons("de") == kinds_and_reasons("en")
    with pytest.raises(KeyError):
        looked("Was ist es?", "de")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_kind_has_a_name_and_something_to_say(language):
    kinds = kinds_and_reasons(language)["kinds"]

    assert kinds.keys() == set(KINDS)
    assert all(kinds[kind]["name"] and kinds[kind]["say"] for kind in KINDS)


def test_a_cocktail_is_taken_apart_without_its_and():
    (one,) = looked("What do you want, and how do you get there?")

    assert one.kind == "cocktail"
    assert one.instead == ("What do you want?", "How do you get there?")


def test_it_shows_where_the_kind_shows():
    (one,) = looked("Well, do you not think that it is late?")

    assert one.kind == "suggestive"
    assert one.shows.lower() in one.question.lower()
    assert one.shows

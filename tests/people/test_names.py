"""Names taken apart, with the infix in its own place; and languages by their names."""

import pytest
from django.utils import translation

from people import languages, names


@pytest.mark.parametrize(
    ("typed", "infix", "family"),
    [
        ("Berg", "", "Berg"),
        ("van den Berg", "van den", "Berg"),
        ("Berg, van den", "van den", "Berg"),
        ("Berg van den", "van den", "Berg"),
        ("'t Hart", "'t", "Hart"),
        ("\u2019t Hart", "\u2019t", "Hart"),
        ("v.d. Berg", "v.d.", "Berg"),
        # With a capital it is part of the name, and so is what stands alone.
        ("Van den Berg", "", "Van den Berg"),
        ("El Amrani", "", "El Amrani"),
        ("van", "", "van"),
        ("van de", "van", "de"),
        ("Berg, Anna", "", "Berg, Anna"),
        ("de Boer-van Dijk", "de", "Boer-van Dijk"),
        ("", "", ""),
    ],
)
def test_a_family_name_and_its_infix(typed, infix, family):
    assert names.split_family(typed) == (infix, family)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Anna", ("Anna", "", "")),
        ("Anna Berg", ("Anna", "", "Berg")),
        ("Anna Maria Berg", ("Anna Maria", "", "Berg")),
        ("Anna van den Berg", ("Anna", "van den", "Berg")),
        ("Fatima El Amrani", ("Fatima", "", "El Amrani")),
        ("Tom Van Acker", ("Tom", "", "Van Acker")),
        ("Jan \u2019t Hart", ("Jan", "\u2019t", "Hart")),
        ("Berg, Anna", ("Anna", "", "Berg")),
        ("Berg, Anna van den", ("Anna", "van den", "Berg")),
        ("van den Berg, Anna", ("Anna", "van den", "Berg")),
        ("Berg, P. (Pieter) van den", ("Pieter", "van den", "Berg")),
        ("P. (Pieter) de Boer", ("Pieter", "de", "Boer")),
        ("Petrus (Piet) Boer", ("Piet", "", "Boer")),
        ("P. () de Boer", ("P. ()", "de", "Boer")),
        ("", ("", "", "")),
    ],
)
def test_a_name_in_one_cell(typed, parts):
    assert names.split_full(typed) == parts


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("van", True), ("VAN", True), ("\u2018t", True), ("vandaag", False), ("", False)],
)
def test_what_is_an_infix(word, is_one):
    assert names.is_infix(word) == is_one


@pytest.mark.parametrize(
    ("typed", "codes", "unknown"),
    [
        ("Nederlands, Engels", ("nl", "en"), ()),
        ("Dutch and English", ("nl", "en"), ()),
        ("NL/EN", ("nl", "en"), ()),
        ("nl-BE; en_GB", ("nl", "en"), ()),
        ("nl en de", ("nl", "en", "de"), ()),
        # Between names it is "and", among codes it is English.
        ("Nederlands en Duits", ("nl", "de"), ()),
        ("Nederlands EN Duits en Frans", ("nl", "de", "fr"), ()),
        ("Deutsch und English", ("de", "en"), ()),
        ("Français et Nederlands", ("fr", "nl"), ()),
        ("Nederlands en", ("nl", "en"), ()),
        ("Nederlands Engels", ("nl", "en"), ()),
        ("Engels (C1), Frans: goed", ("en", "fr"), ()),
        ("Engels B2, moedertaal Nederlands", ("en", "nl"), ()),
        ("Vlaams, Nederlands", ("nl",), ()),
        ("Español • Português", ("es", "pt"), ()),
        ("Steenkolen, Nederlands", ("nl",), ("Steenkolen",)),
        ("", (), ()),
        (" , ; ", (), ()),
    ],
)
def test_languages_as_people_write_them(typed, codes, unknown):
    assert languages.parse(typed) == (codes, unknown)


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", ["Nederlands", "Fries"]), ("en", ["Dutch", "Western Frisian"])],
)
def test_languages_are_named_in_that_of_the_page(language, words):
    with translation.override(language):
        assert languages.names_of(["nl", "fy"]) == words
        assert languages.names_of(["x-none"]) == ["x-none"]


def test_accents_and_capitals_are_left_out():
    assert languages.plain(" ÉspaÑol ") == "espanol"

"""Languages, from what people write of them to codes, and back to names."""

import pytest
from django.utils import translation

from people import languages

# What people of a Dutch firm speak.
SPOKEN = [
    "nl",
    "en",
    "de",
    "fr",
    "fy",
    "es",
    "it",
    "pt",
    "pl",
    "tr",
    "ar",
    "ru",
    "zh",
    "ja",
    "hi",
    "pap",
    "ber",
    "so",
    "ti",
    "fa",
    "ku",
    "uk",
    "bg",
    "ro",
    "hu",
    "el",
    "sr",
    "hr",
    "bs",
    "sq",
    "vi",
    "th",
    "id",
    "sv",
    "da",
    "no",
    "fi",
    "cs",
    "sk",
    "he",
    "am",
]


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


@pytest.mark.parametrize(
    ("typed", "codes", "unknown"),
    [
        # What is said of one language, between brackets, parts it from no other.
        ("Engels (vloeiend, C1), Frans (goed; lezen)", ("en", "fr"), ()),
        ("Nederlands [moedertaal, ook Vlaams/Limburgs]", ("nl",), ()),
        ("Engels (goed (C1)), Duits", ("en", "de"), ()),
        ("Chinees (Mandarijn & Kantonees)", ("zh",), ()),
        ("Wartaal (goed, C2), Duits", ("de",), ("Wartaal",)),
        # A cell that was cut off.
        ("Duits, Engels (goed", ("de", "en"), ()),
        ("Engels - vloeiend, ook zakelijk", ("en",), ("ook zakelijk",)),
        ("Engels \u2013 C1\nDuits - basis", ("en", "de"), ()),
        ("Engels*, Duits.", ("en", "de"), ()),
        ("pt-BR, zh_Hans", ("pt", "zh"), ()),
        ("Engels, ENGELS, en-GB, GB", ("en",), ()),
        ("en Duits", ("en", "de"), ()),
        ("Engels en een beetje Duits", ("en",), ("een beetje Duits",)),
        ("Nederlands\u00a0+\u00a0Engels", ("nl", "en"), ()),
        ("DK; CZ; US", ("da", "cs", "en"), ()),
        # How well, and not what.
        ("Moedertaal", (), ("Moedertaal",)),
    ],
)
def test_what_is_said_of_a_language_is_no_other(typed, codes, unknown):
    assert languages.parse(typed) == (codes, unknown)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("code", SPOKEN)
def test_the_name_on_a_page_can_be_typed(language, code):
    with translation.override(language):
        (name,) = languages.names_of([code])

    assert name != code
    assert languages.parse(name) == ((code,), ())
    assert languages.parse(name.upper()) == ((code,), ())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_whatever_can_be_read_has_a_name_on_a_page(language):
    codes = {*languages.WORDS["also"].values(), *languages.WORDS["countries"].values()}

    with translation.override(language):
        assert [code for code in codes if languages.names_of([code]) == [code]] == []


def test_several_names_stand_in_the_order_of_the_codes():
    with translation.override("nl"):
        assert languages.names_of(["tr", "nl", "tr"]) == [
            "Turks",
            "Nederlands",
            "Turks",
        ]
        assert languages.names_of([]) == []

import re

import pytest

from handbook import texts
from sessions.methods.files import METHODS, methods

LANGUAGES = ["nl", "en"]

SOURCE = """+++
title = "A page"
summary = "In short."
part = "models"
order = 1
rules = ["R1", "R2"]
+++

Read [another](stance.md) <script>.

| Role | Does |
|---|---|
| Guide | leads |
"""


def outline(language):
    """What the languages must have in common."""
    return [
        (text.slug, text.part, text.order, text.audience, text.rules, bool(text.source))
        for text in texts.texts(language)
    ]


def test_parse_reads_what_the_page_is_about():
    text = texts.parse("page", SOURCE)

    assert (text.slug, text.title, text.part, text.order) == (
        "page",
        "A page",
        "models",
        1,
    )
    assert (text.audience, text.rules, text.source) == (
        texts.EVERYONE,
        ("R1", "R2"),
        "",
    )


def test_parse_links_pages_and_escapes_html():
    text = texts.parse("page", SOURCE)

    assert '<a href="../stance/">another</a> &lt;script&gt;' in text.html


def test_parse_labels_the_cells_of_a_table():
    text = texts.parse("page", SOURCE)

    assert '<table class="table">' in text.html
    assert '<td data-label="Does">leads</td>' in text.html


def test_the_languages_have_the_same_pages():
    assert texts.CONTENT.languages() == set(LANGUAGES)
    assert outline("nl") == outline("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_put_into_words(language):
    found = {rule for text in texts.texts(language) for rule in text.rules}

    assert found == {f"R{number}" for number in range(1, 15)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_has_pages_in_an_order_of_its_own(language):
    places = [(text.part, text.order) for text in texts.texts(language)]

    assert len(set(places)) == len(places)
    assert {part for part, _ in places} == set(texts.PARTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_models_name_their_originators(language):
    for text in texts.texts(language):
        if text.part == "models":
            assert re.search(r"(19|20)\d\d", text.source)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_refer_to_pages_that_exist(language):
    folder = texts.CONTENT.folder / language
    there = {f"{text.slug}.md" for text in texts.texts(language)} | {
        f"{texts.METHODS}/{method.slug}.md" for method in METHODS.pages(language)
    }
    for file in folder.glob("*.md"):
        named = re.findall(r"\]\(([^)]+)\)", file.read_text(encoding="utf-8"))
        assert set(named) <= there, file.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_on_methods_says_when_to_choose_each(language):
    chosen = texts.get_text(texts.METHODS, language).html

    assert re.findall(rf"../{texts.METHODS}/([a-z-]+)/", chosen) == [
        method.slug for method in methods(language)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_neither_notes_nor_essays(language):
    for file in (texts.CONTENT.folder / language).glob("*.md"):
        body = file.read_text(encoding="utf-8").split("+++\n", 2)[2]
        assert 250 <= len(body.split()) <= 600, file.name


def test_only_the_kinds_of_mentee_are_for_mentors_only():
    private = [
        text.slug for text in texts.texts("nl") if text.audience == texts.MENTORS
    ]

    assert private == ["kinds-of-mentee"]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("nl", "Je houding als mentor"),
        ("nl-be", "Je houding als mentor"),
        ("fr", "Your stance as a mentor"),
        (None, "Your stance as a mentor"),
    ],
)
def test_the_language_is_found_or_english(language, title):
    assert texts.get_text("stance", language).title == title


def test_an_unknown_slug_is_a_key_error():
    with pytest.raises(KeyError):
        texts.get_text("nothing", "en")

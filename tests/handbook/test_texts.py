import re

import pytest
from django.utils.html import strip_tags

from handbook import texts
from sessions.methods.files import methods

LANGUAGES = ["nl", "en"]

SOURCE = """+++
title = "A page"
summary = "In short."
part = "models"
order = 1
rules = ["R1", "R2"]
+++

Read [another](stance.md#idea) <script>.

## The idea

## Another heading

## An example

| Role | Does |
|---|---|
| Guide | leads |
"""


def outline(language):
    """What the languages must have in common."""
    return [
        (
            *(text.slug, text.part, text.order, text.audience, text.rules),
            *(bool(text.source), bool(text.words), text.html.count("<h2")),
            sorted(re.findall(r'href="([^"]+)"', text.html)),
        )
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

    assert '<a href="../stance/#idea">another</a> &lt;script&gt;' in text.html


def test_parse_finds_the_sections_by_their_headings():
    text = texts.parse("page", SOURCE)

    assert text.sections == ("idea", "example")
    assert re.findall(r"<h2.*?</h2>", text.html) == [
        '<h2 id="idea">The idea</h2>',
        "<h2>Another heading</h2>",
        '<h2 id="example">An example</h2>',
    ]


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
def test_every_page_names_its_sources_with_a_year(language):
    for text in texts.texts(language):
        assert re.search(r"\b(19|20)\d\d\b|jaren zeventig", text.source), text.slug


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_the_four_sections_in_their_order(language):
    for text in texts.texts(language):
        assert text.sections == tuple(texts.SECTIONS), text.slug
        at = [text.html.index(f'<h2 id="{key}">') for key in text.sections]
        assert at == sorted(at), text.slug


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_idea_fits_on_one_screen(language):
    for text in texts.texts(language):
        idea = text.html.split('<h2 id="idea">')[1].split("<h2")[0]
        assert len(strip_tags(idea).split()) <= 150, text.slug


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_one_on_one_theme_has_its_methods_written_out(language):
    themes = {
        text.slug.removesuffix("-methods")
        for text in texts.texts(language)
        if text.part == "one-on-one" and text.slug.endswith("-methods")
    }
    assert len(themes) == 4
    for theme in themes:
        written = texts.get_text(f"{theme}-methods", language).html
        assert len(re.findall(r"<h2>[^<]+\([^<]*\d+ min", written)) >= 3, theme
        assert f"../{theme}-methods/" in texts.get_text(theme, language).html


@pytest.mark.parametrize("slug", ["learning-styles", "generations"])
def test_what_research_doubts_is_told_with_its_critics(slug):
    """Page and source name who found fault with it, in both languages."""
    critics = {
        "learning-styles": ["Coffield", "Pashler", "Clinton-Lisell"],
        "generations": ["Rudolph", "Costanza"],
    }
    for language in LANGUAGES:
        text = texts.get_text(slug, language)
        assert all(name in text.source for name in critics[slug])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_on_methods_says_when_to_choose_each(language):
    chosen = texts.get_text(texts.METHODS, language).html

    assert re.findall(rf"../{texts.METHODS}/([a-z-]+)/", chosen) == [
        method.slug for method in methods(language)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_neither_notes_nor_essays(language):
    files = list((texts.CONTENT.folder / language).glob("*.md"))

    for file in files:
        body = file.read_text(encoding="utf-8").split("+++\n", 2)[2]
        assert 400 <= len(body.split()) <= 800, file.name
    assert {file.stem for file in files} == {one.slug for one in texts.texts(language)}


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

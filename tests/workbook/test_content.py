"""The files of the workbook: what may change from one edition to the next, and what the
languages have in common. A key that is new is added to `keys.txt`; none ever leaves it.
"""

import re
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.workbook.keys import keys_of, missing
from workbook import chapters

LANGUAGES = ["nl", "en"]
LISTED = (Path(chapters.__file__).parent / "content" / "keys.txt").read_text("utf-8")
WORDS = {"label", "help", "low", "high", "middle"}
LINK = re.compile(r'href="([^"]*)"')
SOURCE = re.compile(r"<p>(?:Bron|Source):.*?</p>")

GONE = """+++
number = 3
slug = "three"
title = "Three"
summary = "In short."
{front}
+++

Hello.

## First

```toml
slug = "first"
minutes = 5
{block}
```

Write.
"""
SCALE = (
    '[[{}]]\nname = "{}"\nlabel = "How?"\nkind = "scale"\nlow = "no"\nhigh = "yes"\n'
)


def edition(front="", block=""):
    return (chapters.parse("three", GONE.format(front=front, block=block)),)


def skeleton(value):
    """A prompt without its words: of what has keys, only those."""
    if isinstance(value, dict):
        return {
            name: sorted(one) if name in ("options", "rows") else skeleton(one)
            for name, one in value.items()
            if name not in WORDS
        }
    if isinstance(value, list | tuple):
        return [skeleton(one) for one in value]
    return value


def bones(prompt):
    found = skeleton(asdict(prompt))
    keyed = ("moments", "options", "rows", "sides", "rings", "dropped")
    return found | {name: list(getattr(prompt, name)) for name in keyed}


def outline(language):
    """What the languages must have in common."""
    return [
        (
            *(chapter.number, chapter.slug, chapter.audience, chapter.overview),
            *(links(chapter.intro_html), sources(chapter.intro_html)),
            [
                (
                    *(one.slug, one.minutes, one.goal_prompt, one.goal_more),
                    *(links(one.intro_html), sources(one.intro_html)),
                    [bones(prompt) for prompt in one.prompts],
                    [bones(prompt) for prompt in one.dropped],
                )
                for one in chapter.exercises
            ],
            [
                (one.slug, [bones(each) for each in one.prompts])
                for one in chapter.dropped
            ],
        )
        for chapter in chapters.chapters(language)
    ]


def links(html):
    return LINK.findall(html)


def sources(html):
    return len(SOURCE.findall(html))


def introductions(language):
    for chapter in chapters.chapters(language):
        yield chapter, chapter.intro_html
        yield from ((chapter, one.intro_html) for one in chapter.exercises)


def test_the_languages_differ_in_words_only():
    assert chapters.CONTENT.languages() == set(LANGUAGES)
    assert outline("nl") == outline("en")


def test_every_key_is_listed():
    assert LISTED.split() == sorted(set(LISTED.split()))
    assert sorted(keys_of(chapters.chapters("nl")) - set(LISTED.split())) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_ever_leaves(language):
    assert missing(LISTED.split(), chapters.chapters(language)) == set()


@pytest.mark.parametrize(
    ("front", "block"),
    [
        ("", SCALE.format("prompts", "one")),
        ("", SCALE.format("prompts", "two") + 'formerly = ["one"]'),
        ("", "prompts = []\n" + SCALE.format("dropped", "one")),
        (
            '[[dropped]]\nslug = "first"\ntitle = "First"\n'
            + SCALE.format("dropped.prompts", "one"),
            "prompts = []",
        ),
    ],
    ids=["kept", "renamed", "dropped", "with its exercise"],
)
def test_a_key_that_an_alias_tells_of_is_no_missing_one(front, block):
    listed = ["first.one", "first.one/moments/after", "first.one/moments/before"]

    assert missing(listed, edition(front, block)) == set()


def test_a_key_that_nothing_tells_of_is_missing():
    without = edition(block=SCALE.format("prompts", "two"))
    fewer = SCALE.format("prompts", "one") + '[prompts.moments]\nbefore = "Before"\n'
    listed = ["first.one", "first.one/moments/after"]

    assert missing(listed, without) == set(listed)
    assert missing(listed, edition(block=fewer)) == {"first.one/moments/after"}
    dropped = f'{fewer}[prompts.dropped]\nafter = "After"\n'
    assert missing(listed, edition(block=dropped)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_asked_twice_in_an_exercise(language):
    for chapter in chapters.chapters(language):
        for exercise in chapter.exercises:
            labels = [prompt.label for prompt in exercise.prompts]
            helps = [prompt.help for prompt in exercise.prompts if prompt.help]
            assert len(set(labels)) == len(labels), exercise.slug
            assert len(set(helps)) == len(helps), exercise.slug


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_source_is_named_with_its_year(language):
    found = [
        source
        for _chapter, html in introductions(language)
        for source in SOURCE.findall(html)
    ]

    assert found
    assert [source for source in found if not re.search(r"\b\d{4}\b", source)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_leads_to_a_page_that_its_readers_may_read(
    signed_in, mentor, mentee, language
):
    for chapter, html in introductions(language):
        client = signed_in(mentor if chapter.is_for_mentors else mentee)
        for link in LINK.findall(html):
            assert link.startswith("../../../handbook/")
            page = client.get(urljoin("/workbook/exercises/one/", link))
            assert page.status_code == 200, link

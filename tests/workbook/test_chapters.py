import pytest

from workbook import chapters

LANGUAGES = ["nl", "en"]

SOURCE = """+++
number = 3
slug = "three"
title = "Three"
summary = "In short."
+++

Hello *there*.

## First

```toml
slug = "first"
minutes = 5

[[prompts]]
name = "one"
label = "One"
```

Write <b>this</b>.

## Second

```toml
slug = "second"
minutes = 7
goal_prompt = "goal"

[[prompts]]
name = "goal"
label = "Goal"
help = "In a sentence."
```
"""


def test_parse_reads_a_chapter_with_its_exercises():
    chapter = chapters.parse("three", SOURCE)

    assert (chapter.number, chapter.slug, chapter.minutes) == (3, "three", 12)
    assert chapter.intro_html == "<p>Hello <em>there</em>.</p>"
    assert [exercise.title for exercise in chapter.exercises] == ["First", "Second"]
    assert chapter.exercises[1].prompts == (
        chapters.Prompt(name="goal", label="Goal", help="In a sentence."),
    )
    assert chapter.exercises[1].goal_prompt == "goal"


def test_parse_escapes_html():
    first = chapters.parse("three", SOURCE).exercises[0]

    assert first.intro_html == "<p>Write &lt;b&gt;this&lt;/b&gt;.</p>"


def test_parse_links_pages_of_the_handbook():
    page = SOURCE + "\nSee [the rose](handbook/learys-rose.md).\n"
    second = chapters.parse("three", page).exercises[1]

    assert 'See <a href="../../../handbook/learys-rose/">the rose' in second.intro_html


def test_parse_refuses_an_exercise_without_its_block():
    with pytest.raises(ValueError, match="'Third'"):
        chapters.parse("three", SOURCE + "\n## Third\n\nNo block here.\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chapter_is_there_and_complete(language):
    found = chapters.chapters(language)

    assert [chapter.number for chapter in found] == [7, 8, 9, 10]
    for chapter in found:
        assert chapter.summary
        assert chapter.intro_html


def test_no_two_exercises_share_a_slug():
    slugs = [
        exercise.slug
        for chapter in chapters.chapters("nl")
        for exercise in chapter.exercises
    ]

    assert len(set(slugs)) == len(slugs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_exercise_has_one_to_three_prompts_and_some_minutes(language):
    for chapter in chapters.chapters(language):
        for exercise in chapter.exercises:
            names = [prompt.name for prompt in exercise.prompts]
            assert 1 <= len(set(names)) == len(names) <= 3
            assert 5 <= exercise.minutes <= 30
            assert exercise.intro_html
            assert exercise.goal_prompt in ["", *names]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("nl", "Leerdoelen stellen"),
        ("nl-be", "Leerdoelen stellen"),
        ("en-gb", "Setting learning goals"),
        ("fr", "Setting learning goals"),
        (None, "Setting learning goals"),
    ],
)
def test_the_language_is_found_or_english(language, title):
    assert chapters.get_chapter("learning-goals", language).title == title


def test_an_exercise_comes_with_its_chapter():
    chapter, exercise = chapters.get_exercise("first-step", "en")

    assert (chapter.number, exercise.title) == (7, "The first step")


@pytest.mark.parametrize("get", [chapters.get_chapter, chapters.get_exercise])
def test_an_unknown_slug_is_a_key_error(get):
    with pytest.raises(KeyError):
        get("nothing", "en")

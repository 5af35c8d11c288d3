"""What a file may say of the prompts of an exercise."""

import tomllib

import pytest
from django.template.loader import render_to_string

from workbook import chapters
from workbook.kinds.drawing import draw
from workbook.prompts import Prompt, PromptColumn, read_prompt, read_prompts

FILE = """+++
number = 3
slug = "three"
title = "Three"
summary = "In short."
audience = "mentors"
overview = "often"

[options.often]
seldom = "seldom"
nearly-always = "nearly always"

[[dropped]]
slug = "gone"
title = "Gone"

[[dropped.prompts]]
name = "old"
label = "What was asked"
+++

Hello.

## First

```toml
slug = "first"
minutes = 5

[[prompts]]
name = "often"
kind = "table"
label = "How often?"
moments = true
options = "often"

[prompts.rows]
ask = "I ask."

[[dropped]]
name = "before"
kind = "short"
label = "What was before"
```

Write.
"""
OFTEN = {"seldom": "seldom", "nearly-always": "nearly always"}
TWO = '[prompts.options]\na = "A"\nb = "B"'
AROUND = '[sides]\nhelps = "helps"\n[rings]\nnear = "near"'
RINGS = '[prompts.sides]\nhelps = "helps"\n[prompts.rings]\nnear = "near"'


def read(settings, more=""):
    source = f'[[prompts]]\nname = "one"\nlabel = "One"\n{settings}\n{more}'
    return read_prompts(tomllib.loads(source)["prompts"], {"often": OFTEN})


def test_a_chapter_says_for_whom_it_is_and_what_went():
    chapter = chapters.parse("three", FILE)

    assert (chapter.audience, chapter.overview) == ("mentors", "often")
    (gone,) = chapter.dropped
    assert (gone.slug, gone.title) == ("gone", "Gone")
    assert gone.prompts == (Prompt(name="old", label="What was asked"),)
    assert chapter.exercises[0].dropped == (
        Prompt(name="before", kind="short", label="What was before"),
    )


def test_a_table_of_moments_has_the_options_of_its_chapter():
    (prompt,) = chapters.parse("three", FILE).exercises[0].prompts

    assert (prompt.by_day, prompt.rows) == (True, {"ask": "I ask."})
    assert prompt.cell == PromptColumn(kind="choice", options=OFTEN)


def test_a_scale_has_two_moments_when_it_names_none():
    (prompt,) = read('kind = "scale"\nlow = "never"\nhigh = "always"')

    assert list(prompt.moments) == ["before", "after"]


def test_a_table_has_columns_of_a_few_kinds():
    (prompt,) = read(
        'kind = "table"\nlines = 4\n'
        '[[prompts.columns]]\nname = "day"\nlabel = "When"\nkind = "date"\n'
        '[[prompts.columns]]\nname = "how"\nlabel = "How"\nkind = "choice"\n'
        'options = "often"'
    )

    assert prompt.lines == 4
    assert prompt.columns == (
        PromptColumn(name="day", label="When", kind="date"),
        PromptColumn(name="how", label="How", kind="choice", options=OFTEN),
    )


def test_a_letter_opens_on_a_date_of_its_exercise():
    letter, day = read(
        'kind = "letter"\nopens = "day"',
        '[[prompts]]\nname = "day"\nlabel = "Day"\nkind = "date"',
    )

    assert (letter.opens, day.kind) == ("day", "date")


@pytest.mark.parametrize(
    ("settings", "wrong"),
    [
        ('kind = "essay"', "no kind 'essay'"),
        ("most = 2", "what is most"),
        ("help = 3", "help is no str"),
        ('formerly = "old"', "formerly is no list"),
        ('kind = "list"\nlines = 0', "one or more"),
        ('kind = "list"\nlines = "3"', "lines is no int"),
        ('kind = "scale"\nlow = "never"', "0 and 10"),
        (
            'kind = "scale"\nlow = "a"\nhigh = "b"\nmoments = true',
            "moments are no keys",
        ),
        ('kind = "choice"', "two options"),
        ('kind = "choice"\noptions = "seldom"', "no options 'seldom'"),
        (f'kind = "choice"\nmost = 3\nseveral = true\n{TWO}', "at most 3"),
        (f'kind = "choice"\nmost = 2\n{TWO}', "of one"),
        ('kind = "choice"\n[prompts.options]\nown = "A"\nb = "B"', "own words"),
        ('kind = "choice"\n[prompts.options]\n"a b" = "A"\nb = "B"', "'a b'"),
        ('kind = "choice"\n[prompts.options]\na = ""\nb = "B"', "'a' has no label"),
        ('kind = "table"', "columns or moments"),
        ('kind = "table"\nmoments = true\noptions = "often"', "has rows"),
        ('kind = "table"\nmoments = true\n[prompts.rows]\na = "A"', "0 and 10"),
        ('kind = "table"\n[[prompts.columns]]\nname = "a"', "'a' has no label"),
        (
            'kind = "table"\n[[prompts.columns]]\nname = "a"\nlabel = "A"\n'
            'kind = "circle"',
            "no column",
        ),
        (f'kind = "circle"\n{RINGS.split("[prompts.rings]")[0]}', "sides and rings"),
        ('kind = "letter"', "no date"),
        ('kind = "letter"\nopens = "one"', "no date"),
        ('[[prompts]]\nname = "one"\nlabel = "Again"', "one name"),
        ('[[prompts]]\nname = "Two"\nlabel = "Two"', "'Two'"),
    ],
)
def test_what_cannot_be_is_refused_by_name(settings, wrong):
    with pytest.raises(ValueError, match=wrong):
        read(settings)


@pytest.mark.parametrize(
    ("was", "becomes", "wrong"),
    [
        ('"mentors"', '"managers"', "managers"),
        ('overview = "often"', 'overview = "nowhere"', "nowhere"),
        ("minutes = 5", 'minutes = 5\ngoal_prompt = "goal"', "goal"),
        ("minutes = 5", "minutes = 5\ncolour = 5", "colour"),
        ('slug = "first"', "slug = first", "First"),
        ("number = 3", "nr = 3", "three: "),
        ('title = "Gone"', "", "title"),
        ('name = "before"', 'name = "often"', "one name"),
    ],
)
def test_a_broken_file_is_a_value_error(was, becomes, wrong):
    assert was in FILE

    with pytest.raises(ValueError, match=wrong):
        chapters.parse("three", FILE.replace(was, becomes, 1))


def test_people_stand_around_what_the_file_says():
    told = tomllib.loads(f'name = "map"\nlabel = "Who?"\nkind = "circle"\n{AROUND}')
    drawn = [
        render_to_string("workbook/kinds/_rings.html", {"drawing": draw(prompt, ())})
        for prompt in (read_prompt(told, {}), read_prompt(told | {"middle": "me"}, {}))
    ]

    assert [">goal<" in one for one in drawn] == [True, False]
    assert ">me<" in drawn[1]

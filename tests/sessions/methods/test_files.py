import re

import pytest

from sessions.methods.files import (
    CARDS,
    METHODS,
    cards,
    get_method,
    methods,
    read_method,
)
from sessions.methods.method import EVERYONE, Job, Stage, StepKind

LANGUAGES = ["nl", "en"]
# What a run or a link may be stored under: for ever.
SLUGS = {
    Stage.METHOD: [
        "five-step",
        "incident",
        "ten-step",
        "consulting-gossip",
        "balint",
        "socratic",
        "appreciative",
        "kollegiale-beratung",
        "six-phase",
        "looking-back",
    ],
    Stage.OPENING: ["last-time", "an-image", "choosing-a-case"],
    Stage.CLOSING: ["take-along", "learnt-from-you", "one-word"],
}
SOURCE = """+++
title = "A method"
summary = "In short."
stage = "method"
order = 1
roomy_from = 60
choose = ["Now."]
avoid = ["Later."]
origin = "Somebody (1990)."
sources = [{name = "A book"}, {name = "A page", url = "https://example.org/"}]

[roles]
leader = "Lead."
case_owner = "Tell."
member = "Ask."

[[steps]]
key = "tell"
title = "Telling"
kind = "tell"
speaks = ["case_owner"]
minutes = 30
least = 5
[steps.prompts]
everyone = "Listen."
case_owner = "Tell."

[[steps]]
key = "write"
title = "Writing"
kind = "write"
speaks = ["member"]
silent = ["case_owner"]
minutes = 20
least = 4
[steps.prompts]
everyone = "Write."

[[steps]]
key = "hear"
title = "Listening"
kind = "hear"
speaks = ["member"]
silent = ["case_owner"]
turns = "write"
minutes = 40
least = 6
[steps.prompts]
everyone = "Talk."
+++

Hello *there*.
"""


def outline(language):
    """What the languages must have in common: all but the words."""
    return [
        (
            method.slug,
            method.stage,
            method.order,
            method.roomy_from,
            method.people,
            method.practice,
            sorted(method.roles),
            len(method.choose),
            len(method.avoid),
            [source.url for source in method.sources],
            [
                (
                    step.key,
                    step.kind,
                    step.speaks,
                    step.silent,
                    step.minutes,
                    step.least,
                    step.turns,
                    step.private,
                    sorted(step.prompts),
                )
                for step in method.steps
            ],
        )
        for method in METHODS.pages(language)
    ]


def words(method):
    """Every sentence that somebody reads."""
    yield from (method.title, method.summary, method.html, method.origin)
    yield from (*method.choose, *method.avoid, *method.roles.values())
    for step in method.steps:
        yield from (step.title, *step.prompts.values())


def test_the_languages_have_the_same_methods_steps_and_roles():
    assert METHODS.languages() == CARDS.languages() == set(LANGUAGES)
    assert outline("nl") == outline("en")


@pytest.mark.parametrize("stage", Stage)
def test_every_method_is_there_in_its_order(stage):
    assert [method.slug for method in methods("nl", stage)] == SLUGS[stage]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_has_its_card(language):
    assert [card.role for card in cards(language)] == list(Job)


def test_no_sentence_is_left_in_the_other_language():
    for method in METHODS.pages("nl"):
        english = {each for each in words(get_method(method.slug, "en")) if each}
        same = english & set(words(method))
        assert same <= {"Kollegiale Beratung"}, method.slug


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_method_names_two_sources_and_the_years_of_its_originators(language):
    for method in methods(language):
        assert len({source.name for source in method.sources}) >= 2
        assert all(re.match("https://|$", source.url) for source in method.sources)
        unknown = re.search("(?i)niet bekend|no originator is known", method.origin)
        assert unknown or re.search(r"(19|20)\d\d", method.origin), method.slug


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_methods_are_neither_notes_nor_essays(language):
    for method in METHODS.pages(language):
        for step in method.steps:
            for prompt in step.prompts.values():
                assert 2 <= len(prompt.split()) <= 32, f"{method.slug}.{step.key}"


def step_of(method, key):
    [step] = [step for step in method.steps if step.key == key]
    return step


def test_a_file_becomes_a_method():
    method = read_method("a-method", SOURCE)

    assert (method.slug, method.minutes, method.has_case) == ("a-method", 90, True)
    assert method.html == "<p>Hello <em>there</em>.</p>"
    assert step_of(method, "hear").turns == "write"
    assert not method.casts
    assert [source.url for source in method.sources] == ["", "https://example.org/"]


@pytest.mark.parametrize(
    ("key", "role", "floor", "silent", "prompt"),
    [
        ("tell", Job.CASE_OWNER, True, False, "Tell."),
        ("tell", Job.MEMBER, False, False, "Listen."),
        ("hear", Job.CASE_OWNER, False, True, "Talk."),
        ("hear", Job.MEMBER, True, False, "Talk."),
        ("hear", Job.LEADER, False, False, "Talk."),
        # Not named, and looks on.
        ("hear", Job.OBSERVER, False, True, "Talk."),
        *[
            ("write", job, False, False, "Write.")
            for job in (Job.TIMEKEEPER, Job.NOTE_TAKER)
        ],
    ],
)
def test_a_step_says_what_a_role_does(key, role, floor, silent, prompt):
    step = step_of(read_method("a-method", SOURCE), key)

    assert step.has_floor(role) == floor
    assert step.is_silent(role) == silent
    assert step.prompt_for(role) == prompt


def test_the_observer_speaks_where_everyone_does():
    review = step_of(get_method("five-step", "en"), "review")

    assert review.speaks == (EVERYONE,)
    assert not review.is_silent(Job.OBSERVER)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("minutes = 30", "minutes = 31", "takes 91 minutes, not 90"),
        ("least = 5", "least = 31", "tell has less than its least"),
        ("least = 5", "least = 0", "tell has less than its least"),
        ('key = "write"', 'key = "tell"', "two steps have the same key"),
        ('turns = "write"', "", "write is never turned over"),
        ('turns = "write"', 'turns = "tell"', "turns over what was not written"),
        ('silent = ["case_owner"]\nturns', "turns", "hear lets the case owner speak"),
        ('["case_owner"]\nminutes', '["member"]\nminutes', "is the case owner's alone"),
        (
            'silent = ["case_owner"]\nturns',
            'silent = ["case_owner", "member"]\nturns',
            "hear does not say who speaks",
        ),
        ('speaks = ["case_owner"]', "speaks = []", "tell does not say who speaks"),
        (
            'silent = ["case_owner"]\nturns',
            'silent = ["case_owner", "leader"]\nturns',
            "hear silences who leads",
        ),
        ('everyone = "Talk."', 'leader = "Talk."', "hear says nothing to everyone"),
        (
            'everyone = "Talk."',
            'everyone = "Talk."\nobserver = "Look."',
            "hear names a role that the method has not",
        ),
        ('{name = "A book"}, ', "", "has fewer than two sources"),
        ("roomy_from = 60", "", "does not say how long it takes"),
        ('choose = ["Now."]', "", "does not say when to choose it"),
        ('origin = "Somebody (1990)."', "", "whose it is"),
        ('stage = "method"', 'stage = "opening"', "begins with last time"),
        ('stage = "method"', 'stage = "closing"', "ends with next time"),
        ('kind = "hear"', 'kind = "sing"', "'sing' is not a valid StepKind"),
    ],
)
def test_an_unsound_method_is_refused(old, new, fault):
    assert SOURCE.count(old) >= 1

    with pytest.raises(ValueError, match=re.escape(fault)):
        read_method("a-method", SOURCE.replace(old, new, 1))


@pytest.mark.parametrize("kind", StepKind)
def test_every_kind_of_step_is_in_use(kind):
    assert any(
        step.kind == kind for method in METHODS.pages("nl") for step in method.steps
    )


def test_texts_of_writing_stay_face_down_or_are_turned_over_once():
    for method in METHODS.pages("nl"):
        written = [
            step.key
            for step in method.steps
            if step.kind == StepKind.WRITE and not step.private
        ]
        assert written == [step.turns for step in method.steps if step.turns]

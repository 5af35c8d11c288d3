"""A step in words: who has the floor, who is silent, and what each reads."""

import pytest
from django.utils import translation

from sessions.methods.course import parts_of
from sessions.methods.files import methods
from sessions.methods.method import EVERYONE, Job, StepKind
from sessions.methods.minutes import TimedStep
from sessions.methods.told import PEOPLE, by_role, told_step

EVERY = [method.slug for method in methods("en")]
LANGUAGES = ("nl", "en")
each = pytest.mark.parametrize("slug", EVERY)
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


def steps_of(slug):
    (method,) = parts_of(slug)
    return [
        told_step(TimedStep(method, step, step.minutes, 0)) for step in method.steps
    ]


def step_of(slug, key):
    return next(one for one in steps_of(slug) if one.step.key == key)


@each
@in_each_language
def test_each_step_says_who_has_the_floor(slug, language):
    writing = {"nl": "Aan het schrijven", "en": "Writing"}[language]
    with translation.override(language):
        for one in steps_of(slug):
            verb, _colon, people = one.who.partition(": ")

            assert (verb == writing) is (one.step.kind == StepKind.WRITE)
            assert all(str(PEOPLE[name]) in people for name in one.step.speaks)


@each
@in_each_language
def test_who_is_silent_is_said_where_somebody_is(slug, language):
    with translation.override(language):
        for one in steps_of(slug):
            assert bool(one.silent) is bool(one.step.silent)
            assert all(str(PEOPLE[name]) in one.silent for name in one.step.silent)


@each
@in_each_language
def test_all_of_its_words_are_told_once(slug, language):
    with translation.override(language):
        for one in steps_of(slug):
            words = [one.to_everyone, *(text for _role, text in one.to_roles)]

            assert sorted(words) == sorted(one.step.prompts.values())


@each
def test_nobody_speaks_and_is_silent(slug):
    for one in steps_of(slug):
        assert not {*one.step.speaks} & {*one.step.silent}
        for role in Job:
            assert not (one.step.has_floor(role) and one.step.is_silent(role))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "Aan het schrijven: iedereen"),
        ("en", "Writing: everyone"),
    ],
)
def test_a_step_of_writing_has_the_pen(language, words):
    with translation.override(language):
        assert step_of("looking-back", "goals").who == words


def test_roles_are_told_in_one_order():
    words = {Job.OBSERVER: "Look.", EVERYONE: "All.", Job.LEADER: "Lead."}

    assert by_role(words) == [("Leader", "Lead."), ("Observer", "Look.")]
    assert by_role({EVERYONE: "All."}) == []


@each
def test_a_role_without_words_of_its_own_reads_those_of_everyone(slug):
    for one in steps_of(slug):
        for role in Job:
            own = one.step.prompts.get(role)

            assert one.step.prompt_for(role) == (own or one.to_everyone)

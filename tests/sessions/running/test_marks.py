"""Warm, lukewarm, cold: marked by who brought the case alone, in one order for all (A9)."""

import re

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from sessions.methods.texts import ALONE
from sessions.models import Mark
from sessions.running.scene import scene_of
from sessions.running.services.marks import mark_question
from sessions.running.services.runs import start_run, step_back
from spaces.acting import acting_as
from spaces.errors import DomainError
from spaces.services import own_space
from tests.factories import write_text
from tests.sessions.conftest import PARTS, act, on
from tests.sessions.year.voting import superuser
from writing.models import Text

MARKING = "socratic.mark"
PRESSED = re.compile(r'name="heat" value="\w+" aria-pressed="(\w+)"')


def url(name, run):
    return reverse(f"sessions:{name}", args=[run.pk])


def to_step(run, key, mentor):
    while run.step != key:
        run = on(run, mentor)
    return run


@pytest.fixture
def asked(meeting, mentor, mentee, other_mentee):
    """Two questions of one member, turned over before who brought the case."""
    parts = PARTS | {"method": "socratic", "minutes": 90}
    start = {"session": meeting, "case_owner": mentee} | parts
    run = act(mentor, start_run, **start)
    run = to_step(run, "socratic.questions", mentor)
    key, body = f"{run.pk}.socratic.questions", "What do you want?\n\n And who else?\n"
    text = write_text(by=other_mentee, kind=ALONE, key=key, body=body).text
    return to_step(run, MARKING, mentor), text


def mark(run, person, text, line, heat):
    what = {"run": run, "text_id": text.pk, "line": line, "heat": heat}
    act(person, mark_question, **what)


def order(run, reader):
    with acting_as(reader), transaction.atomic():
        run.refresh_from_db()
        return [(one.words, one.heat) for one in scene_of(run, reader, "").questions()]


def test_the_order_changes_for_all(asked, mentor, mentee, other_mentee):
    run, text = asked
    first, second = "What do you want?", "And who else?"
    assert order(run, mentor) == [(first, ""), (second, "")]

    mark(run, mentee, text, 1, "cold")
    assert order(run, other_mentee) == [(second, ""), (first, "cold")]
    run = to_step(run, "socratic.answer", mentor)
    mark(run, mentee, text, 3, "lukewarm")
    mark(run, mentee, text, 1, "warm")

    found = [order(run, person) for person in (mentor, mentee, other_mentee)]
    assert found == [[(first, "warm"), (second, "lukewarm")]] * 3


def test_where_they_are_answered_warm_ones_come_before_what_is_not_marked(
    asked, mentor, mentee
):
    run, text = asked
    mark(run, mentee, text, 3, "warm")

    run = to_step(run, "socratic.answer", mentor)

    assert [heat for _words, heat in order(run, mentor)] == ["warm", ""]


@pytest.mark.parametrize("who", ["mentor", "other_mentee"])
def test_nobody_else_marks(asked, who, request):
    run, text = asked
    other = request.getfixturevalue(who)
    with pytest.raises(DomainError, match="who brought the case"):
        mark(run, other, text, 1, "warm")

    what = {"text": text, "line": 1, "heat": "warm", "author": other}
    with acting_as(other), pytest.raises(DatabaseError), transaction.atomic():
        Mark.objects.create(run=run, space_id=run.space_id, **what)


def test_a_mark_lies_in_the_circle_of_its_run(asked, mentee):
    run, text = asked
    what = {"text": text, "line": 1, "heat": "warm", "author": mentee}
    with acting_as(mentee), pytest.raises(DatabaseError), transaction.atomic():
        Mark.objects.create(run=run, space_id=own_space(mentee).pk, **what)


@pytest.mark.parametrize("who", ["mentor", "other_mentee"])
def test_nobody_else_changes_a_mark(asked, mentee, who, request):
    run, text = asked
    mark(run, mentee, text, 1, "warm")

    with acting_as(request.getfixturevalue(who)), transaction.atomic():
        assert Mark.objects.update(heat="cold") == 0
    with acting_as(mentee), transaction.atomic():
        assert Mark.objects.get().heat == "warm"


@pytest.mark.parametrize("who", ["outsider", "coordinator"])
def test_nobody_outside_finds_a_mark(asked, mentee, who, request):
    run, text = asked
    mark(run, mentee, text, 1, "warm")

    with acting_as(request.getfixturevalue(who)), transaction.atomic():
        assert list(Mark.objects.all()) == []


def test_what_is_not_on_the_table_is_not_marked(asked, mentor, mentee):
    run, text = asked
    with pytest.raises(DomainError, match="not on the table"):
        mark(run, mentee, text, 2, "warm")
    back = act(mentor, step_back, run=run, version=run.version)

    with pytest.raises(DomainError, match="not on the table"):
        mark(back, mentee, text, 1, "warm")


def test_it_is_pressed_on_the_page(signed_in, asked, mentor, mentee):
    run, text = asked
    sent = {"text_id": text.pk, "line": 1, "heat": "warm"}
    assert url("run_mark", run) not in signed_in(mentor).get(url("run", run)).text
    client = signed_in(mentee)
    assert PRESSED.findall(client.get(url("run", run)).text) == ["false"] * 6

    answer = client.post(url("run_mark", run), sent)

    assert answer.url == url("run", run) + "#questions"
    pressed = PRESSED.findall(client.get(url("run", run)).text)
    assert pressed == ["false"] * 3 + ["true", "false", "false"]
    page = signed_in(mentor).get(url("run", run))
    assert [one.heat for one in page.context["questions"]] == ["", "warm"]


def test_the_leader_is_not_held_up_by_a_mark(asked, mentor, mentee):
    run, text = asked

    mark(run, mentee, text, 1, "warm")

    assert on(run, mentor).step == "socratic.answer"


@pytest.mark.parametrize(
    "changed", [{"heat": "hot"}, {"line": "0"}, {"line": "99999"}, {"text_id": "x"}]
)
def test_what_the_page_does_not_offer_is_refused(signed_in, asked, mentee, changed):
    run, text = asked
    sent = {"text_id": text.pk, "line": 1, "heat": "warm"} | changed

    assert signed_in(mentee).post(url("run_mark", run), sent).status_code == 400


def test_only_questions_are_marked(run, mentor, mentee, other_mentee):
    run = to_step(run, "five-step.core", mentor)
    key = f"{run.pk}.five-step.core"
    text = write_text(by=other_mentee, kind=ALONE, key=key, body="About her fear").text
    run = to_step(run, "five-step.advice", mentor)

    with pytest.raises(DomainError, match="not on the table"):
        mark(run, mentee, text, 1, "warm")


def test_what_was_marked_is_not_taken_away(asked, mentee, other_mentee):
    """It lies before the circle: its author empties it, and deletes it no more."""
    run, text = asked
    mark(run, mentee, text, 1, "warm")

    for person in (other_mentee, mentee):
        with acting_as(person), transaction.atomic():
            assert Text.objects.filter(pk=text.pk).delete() == (0, {})
            with pytest.raises(DatabaseError), transaction.atomic():
                Mark.objects.all().delete()

    assert order(run, mentee) == [("And who else?", ""), ("What do you want?", "warm")]


def test_of_an_emptied_text_no_mark_is_shown(asked, mentee, other_mentee):
    run, text = asked
    mark(run, mentee, text, 1, "warm")

    write_text(by=other_mentee, kind=ALONE, key=text.key, body="", based_on=text.head)

    assert order(run, mentee) == []
    with pytest.raises(DomainError, match="not on the table"):
        mark(run, mentee, text, 1, "cold")


def test_with_a_text_go_its_marks_and_no_others(asked, mentor, mentee, other_mentee):
    """The database's own doing: whoever deletes the one says nothing of the other."""
    run, text = asked
    mine = write_text(by=mentor, kind=ALONE, key=text.key, body="And then?").text
    for one in (text, mine):
        mark(run, mentee, one, 1, "warm")

    with superuser(), transaction.atomic():
        Text.objects.filter(pk=text.pk).delete()

    with acting_as(mentee), transaction.atomic():
        assert [one.text_id for one in Mark.objects.all()] == [mine.pk]

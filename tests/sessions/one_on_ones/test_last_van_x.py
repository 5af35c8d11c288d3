"""“Last van X”: four steps that the two fill in while they talk."""

import re
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.urls import reverse

from groups.services import leave_seat, replace_mentor
from programmes.models import Role
from sessions.one_on_ones.last_van_x import KINDS, STEPS
from sessions.one_on_ones.services.one_on_ones import withdraw_one_on_one
from spaces.acting import acting_as
from tests.factories import write_text
from writing.models import Revision, Text

NAMES = [step.name for step in STEPS]


def url_of(one_on_one):
    return reverse("sessions:last_van_x", args=[one_on_one.pk])


def save_url(one_on_one, step="x_what"):
    return reverse("writing:save", args=[step, one_on_one.pk])


def sent(person, body="A blanket over me"):
    return {"client_id": uuid4(), "author": person.pk, "title": "", "body": body}


def said(person) -> dict:
    with acting_as(person), transaction.atomic():
        return {text.kind: text.body for text in Text.objects.of_kinds(NAMES)}


def test_either_fills_in_any_step_and_both_read_all(
    signed_in, mentor, mentee, one_on_one
):
    for number, step in enumerate(NAMES):
        person = (mentor, mentee)[number % 2]
        url = save_url(one_on_one, step)
        answer = signed_in(person).post(url, sent(person, f"Said at {step}"))
        assert answer.status_code == 200

    for person in (mentor, mentee):
        assert said(person) == {step: f"Said at {step}" for step in NAMES}
        page = signed_in(person).get(url_of(one_on_one)).text
        assert re.findall(r"Said at (\w+)", page) == NAMES


def test_without_a_script_one_press_saves_all_steps(signed_in, mentor, one_on_one):
    form = {"texts": [f"{name} {name} {one_on_one.pk}" for name in NAMES]}
    for name in NAMES:
        fields = sent(mentor, f"Said at {name}").items()
        form |= {f"{name}-{field}": value for field, value in fields}

    answer = signed_in(mentor).post(reverse("writing:write"), form)

    assert answer.url == url_of(one_on_one)
    assert said(mentor) == {step: f"Said at {step}" for step in NAMES}


@pytest.mark.django_db(transaction=True)
def test_two_write_into_different_steps_at_once(mentor, mentee, one_on_one):
    def fill(by, step):
        try:
            saved = write_text(by=by, kind=step, key=one_on_one.pk, body=f"By {by.pk}")
            return saved.beside
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        works = [
            pool.submit(fill, by, step)
            for by, steps in ((mentor, NAMES[:3]), (mentee, NAMES[3:]))
            for step in steps
        ]
        assert [one.result() for one in works] == [0] * 6
    assert said(mentor) == {
        step: f"By {(mentor if step in NAMES[:3] else mentee).pk}" for step in NAMES
    }


def test_two_in_one_step_make_a_second_version(signed_in, mentor, mentee, one_on_one):
    signed_in(mentor).post(save_url(one_on_one), sent(mentor, "A blanket"))
    answer = signed_in(mentee).post(save_url(one_on_one), sent(mentee, "A stone"))

    assert answer.json()["beside"] == 1
    page = signed_in(mentor).get(url_of(one_on_one)).text
    assert "There are two versions of this text" in page


def test_nobody_else_reads_or_writes_a_step(
    signed_in, mentor, one_on_one, other_mentee, outsider, coordinator
):
    write_text(by=mentor, kind="x_what", key=one_on_one.pk, body="A blanket")
    for person in (other_mentee, outsider, coordinator):
        client = signed_in(person)
        assert client.get(url_of(one_on_one)).status_code == 404
        for step in NAMES:
            url = save_url(one_on_one, step)
            assert client.post(url, sent(person)).status_code == 404
        with acting_as(person), transaction.atomic():
            assert not Text.objects.exists()
            assert not Revision.objects.exists()


def test_the_page_only_shows(signed_in, mentor, one_on_one):
    assert signed_in(mentor).post(url_of(one_on_one)).status_code == 405


def test_what_was_withdrawn_is_written_no_more(signed_in, mentor, one_on_one):
    write_text(by=mentor, kind="x_what", key=one_on_one.pk, body="A blanket")
    with acting_as(mentor):
        withdraw_one_on_one(one_on_one=one_on_one)

    page = signed_in(mentor).get(url_of(one_on_one)).text
    assert ("A blanket" in page, "<textarea" in page) == (True, False)
    assert signed_in(mentor).post(save_url(one_on_one), sent(mentor)).status_code == 404


@pytest.mark.parametrize("way", ["leaves", "another mentor"])
def test_afterwards_the_mentee_reads_and_the_mentor_finds_nothing(
    signed_in, mentor, mentee, one_on_one, seat, group, coordinator, enrol, way
):
    write_text(by=mentor, kind="x_what", key=one_on_one.pk, body="A blanket")
    new = enrol(Role.MENTOR)
    with acting_as(coordinator):
        if way == "leaves":
            leave_seat(seat=seat, by=coordinator)
        else:
            replace_mentor(group=group, participation=new, by=coordinator)

    page = signed_in(mentee).get(url_of(one_on_one)).text
    assert ("A blanket" in page, "<textarea" in page) == (True, False)
    for person in (mentor, new.person):
        assert signed_in(person).get(url_of(one_on_one)).status_code == 404
        assert said(person) == {}
    for person in (mentor, mentee):
        answer = signed_in(person).post(save_url(one_on_one), sent(person))
        assert answer.status_code == 404


def test_it_asks_as_often_when_all_is_filled_in(mentor, one_on_one, questions):
    write_text(by=mentor, kind=NAMES[0], key=one_on_one.pk, body="Stress")
    little = questions(mentor, url_of(one_on_one))
    for step in NAMES[1:]:
        write_text(by=mentor, kind=step, key=one_on_one.pk, body="A blanket")

    assert questions(mentor, url_of(one_on_one)) == little <= 12


def test_each_step_is_a_kind_of_its_own():
    assert [kind.name for kind in KINDS] == NAMES
    assert len({*NAMES}) == 6

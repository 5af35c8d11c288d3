"""The log is a text of the circle: by the mentor, or who takes notes of the meeting."""

import datetime as dt
from uuid import uuid4

import psycopg
import pytest
from django.db import transaction
from django.urls import reverse

from sessions.log.services.log import log_session
from sessions.log.services.note_takers import name_note_taker
from sessions.models import Attendance, NoteTaker
from sessions.running.services.runs import set_roles, start_run
from sessions.session.keys import log_key
from spaces.acting import acting_as
from spaces.errors import DomainError
from spaces.services import own_space
from tests.sessions.conftest import FIRST, PARTS, act
from tests.sessions.log.test_log import log_of, logs_of
from tests.sessions.year.test_group import renew
from writing.kinds import TextPlace
from writing.models import Text
from writing.services.saving import save
from writing.services.texts import start_text


@pytest.fixture
def notes(signed_in, mentor, other_mentee, held):
    """The mentor named the other mentee on the page of the meeting."""
    url = reverse("sessions:note_taker", args=[held.pk])
    answer = signed_in(mentor).post(url, {"person": other_mentee.pk})
    assert answer.url == held.get_absolute_url()
    return reverse("sessions:log", args=[held.pk])


def test_who_takes_notes_writes_the_log_and_says_who_was_there(
    signed_in, mentor, mentee, other_mentee, held, notes
):
    page = signed_in(mentee).get(held.get_absolute_url()).text
    assert f"Takes notes: {other_mentee.full_name}" in page
    assert f"There is no log yet; {other_mentee.full_name} writes it." in page
    client = signed_in(other_mentee)
    assert "Write the log" in client.get(held.get_absolute_url()).text
    data = log_of(client, held) | {f"presence-{mentee.pk}": "absent"}

    answer = client.post(notes, data)

    assert answer.url == held.get_absolute_url()
    held.refresh_from_db()
    assert (held.state, bool(held.logged_at)) == ("held", True)
    assert logs_of(mentee) == [("circle", "Ask before you advise")]
    with acting_as(mentee):
        there = dict(Attendance.objects.values_list("person", "presence"))
        assert there[mentee.pk] == "absent"
        assert len(there) == 5


def test_the_mentor_and_the_note_taker_write_one_log(
    signed_in, mentor, other_mentee, held, notes
):
    client = signed_in(other_mentee)
    client.post(notes, log_of(client, held))
    client = signed_in(mentor)
    client.post(notes, log_of(client, held, learnt="Listen longer"))

    assert logs_of(other_mentee) == [("circle", "Listen longer")]
    with acting_as(mentor):
        assert Text.objects.get(kind="learnt").author == other_mentee


def test_nobody_else_writes_it(signed_in, mentee, other_mentee, mentor, held, notes):
    box = signed_in(mentor).get(notes).context["boxes"][1]
    sent = {"client_id": uuid4(), "author": mentee.pk, "body": "Of mine"}
    client = signed_in(mentee)

    assert client.get(notes).status_code == 403
    assert client.post(notes, {}).status_code == 403
    assert client.post(box.save_url, sent).status_code == 404
    assert "Write the log" not in client.get(held.get_absolute_url()).text
    assert logs_of(mentor) == []
    with acting_as(mentee), pytest.raises(DomainError, match="or who takes notes"):
        log_session(session=held, by=mentee, kind="first", presences={})


def test_another_one_is_named_instead(
    signed_in, mentor, mentee, other_mentee, notes, now
):
    url = notes.replace("/log/", "/note-taker/")
    assert signed_in(other_mentee).post(url, {"person": mentee.pk}).status_code == 403

    now.shift(60)
    signed_in(mentor).post(url, {"person": mentee.pk})

    assert signed_in(mentee).get(notes).status_code == 200
    assert signed_in(other_mentee).get(notes).status_code == 403


def test_a_stranger_takes_no_notes(signed_in, mentor, outsider, held):
    url = reverse("sessions:note_taker", args=[held.pk])
    page = signed_in(mentor).post(url, {"person": outsider.pk}, follow=True)

    assert "Choose somebody of the group." in page.text
    with acting_as(mentor):
        assert not NoteTaker.objects.exists()
        with pytest.raises(DomainError, match="somebody of the group"):
            name_note_taker(
                session=held,
                by=mentor,
                person=outsider.pk,
                circle_id=held.group.circle_id,
            )


def test_a_run_names_who_writes_the_log_and_its_leader_names_another(
    signed_in, meeting, mentor, mentee, other_mentee, now
):
    run = act(mentee, start_run, session=meeting, minutes=90, **PARTS)
    roles = {"note_taker": other_mentee}
    act(mentee, set_roles, run=run, version=run.version, **roles)
    now.move_to(dt.datetime.combine(FIRST, dt.time(20), dt.UTC))
    log = reverse("sessions:log", args=[meeting.pk])

    assert signed_in(other_mentee).get(log).status_code == 200
    assert signed_in(mentee).get(log).status_code == 403
    client = signed_in(other_mentee)
    data = log_of(client, meeting) | {"kind": "intervision"}
    assert client.post(log, data).status_code == 302
    with acting_as(mentor):
        assert Attendance.objects.count() == 5
    url = reverse("sessions:note_taker", args=[meeting.pk])
    assert signed_in(mentee).post(url, {"person": mentee.pk}).status_code == 302
    assert signed_in(mentee).get(log).status_code == 200


def test_a_newcomer_neither_reads_nor_writes_the_log_of_before(
    signed_in, mentor, other_mentee, group, held, notes
):
    client = signed_in(other_mentee)
    client.post(notes, log_of(client, held))
    former = group.circle_id
    group, newcomer = renew(group)
    # Named for the circle of now: that says nothing about the one of before.
    with acting_as(mentor):
        name_note_taker(
            session=held, by=mentor, person=newcomer.pk, circle_id=group.circle_id
        )

    assert logs_of(newcomer) == []
    with acting_as(newcomer):
        assert not Attendance.objects.exists()
    client = signed_in(newcomer)
    sent = {"client_id": uuid4(), "author": newcomer.pk, "body": "Of mine"}
    key = log_key(held, former)
    url = reverse("writing:save", args=["learnt", key])
    assert client.post(url, sent).status_code == 404
    page = client.get(notes)
    assert page.context["boxes"][1].key == log_key(held, group.circle_id)
    assert "Ask before you advise" not in page.text


@pytest.mark.parametrize("names", ["self", "circle of others", "own space"])
def test_the_database_names_nobody_for_who_may_not(
    mentor, mentee, outsider, held, names
):
    by, circle = mentee, held.group.circle_id
    if names == "circle of others":
        by = outsider.seats.get().group.mentor
        circle = outsider.seats.get().group.circle_id
    if names == "own space":
        by = mentor
        with acting_as(by), transaction.atomic():
            circle = own_space(by).pk
    row = NoteTaker(session=held, author=by, person=by, space_id=circle)

    with acting_as(by), pytest.raises(psycopg.errors.InsufficientPrivilege):
        _save(row)


def test_the_database_takes_no_presence_of_who_takes_no_notes(
    mentee, other_mentee, held, notes
):
    circle = held.group.circle_id
    for person, may in ((mentee, False), (other_mentee, True)):
        row = Attendance(
            session=held, person=mentee, presence="absent", space_id=circle
        )
        with acting_as(person):
            if may:
                row.save(force_insert=True)
                continue
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                _save(row)


def _save(row):
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except Exception as error:
        raise error.__cause__ from None


def test_what_a_mentor_put_before_the_group_is_gone_on_with(
    signed_in, mentor, mentee, other_mentee, held, notes, now
):
    """A log of before: one text of the mentor, in the circle."""
    key, circle = log_key(held, held.group.circle_id), held.group.circle_id
    with acting_as(mentor), transaction.atomic():
        text = start_text(
            kind="learnt", key=key, author=mentor, place=TextPlace(circle)
        )
        save(text=text, by=mentor, client_id=uuid4(), based_on=None, body="Of then")
    assert "Of then" in signed_in(mentee).get(held.get_absolute_url()).text
    client = signed_in(other_mentee)
    assert "Of then" in client.get(notes).text

    # Of one moment, either could be the first.
    now.shift(60)
    client.post(notes, log_of(client, held, learnt="Of then, and now"))

    page = signed_in(mentee).get(held.get_absolute_url())
    assert page.context["note"].learnt.body == "Of then, and now"


def test_who_reads_the_versions_is_led_to_the_page_that_they_may_see(
    signed_in, mentee, mentor, held, notes
):
    client = signed_in(mentor)
    client.post(notes, log_of(client, held))
    with acting_as(mentee):
        text = Text.objects.get(kind="learnt")
    history = reverse("writing:history", args=[text.pk])

    assert signed_in(mentee).get(history).context["back"] == held.get_absolute_url()
    assert signed_in(mentor).get(history).context["back"] == notes

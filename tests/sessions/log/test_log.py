"""The log: who writes it, what is kept, and who reads it."""

import pytest
from django.db import transaction
from django.urls import reverse

from sessions.log import notes
from sessions.log.services.log import log_session
from sessions.models import Action, Attendance
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests import roles
from tests.writing.pages import typed
from writing import services as writing
from writing.models import Text


def log_of(client, session, **bodies):
    """What the form of the log sends."""
    page = client.get(reverse("sessions:log", args=[session.pk]))
    bodies = {
        "brought_in": "A quarrel about planning",
        "learnt": "Ask before you advise",
    } | bodies
    data = typed(*page.context["boxes"], **bodies) | {
        "kind": "guest",
        "actions-TOTAL_FORMS": "2",
        "actions-INITIAL_FORMS": "0",
    }
    for seat in session.group.seats.all():
        data[f"presence-{seat.person_id}"] = "present"
    return data


def logs_of(person) -> list:
    """The words of the logs that a person reads, of their drafts too."""
    with acting_as(person):
        texts = Text.objects.of_kinds(["learnt"]).order_by("created_at")
        return [(text.space.kind, text.body) for text in texts]


def test_a_mentor_logs_a_meeting(signed_in, mentor, mentee, group, held):
    client = signed_in(mentor)
    data = log_of(client, held) | {
        f"presence-{mentee.pk}": "excused",
        "actions-0-text": "Call the harbour",
        "actions-0-owner": str(mentee.pk),
        "actions-0-due_on": "2026-11-25",
    }
    response = client.post(reverse("sessions:log", args=[held.pk]), data)

    held.refresh_from_db()
    assert response.url == held.get_absolute_url()
    assert (held.state, held.kind) == ("held", "first")
    assert held.logged_at
    with acting_as(mentee):
        note = notes.log_of(held, mentee).note
        assert note.learnt.body == "Ask before you advise"
        assert note.brought_in.body == "A quarrel about planning"
        assert note.space_id == group.circle_id
        presences = dict(Attendance.objects.values_list("person", "presence"))
        assert presences[mentee.pk] == "excused"
        assert len(presences) == 5
        action = Action.objects.get()
        assert (action.text, action.owner) == ("Call the harbour", mentee)
    page = signed_in(mentee).get(held.get_absolute_url()).text
    assert "Ask before you advise" in page
    assert "Your group, 5 people" in page


def test_nobody_outside_the_circle_reads_a_log(
    signed_in, mentor, mentee, outsider, coordinator, group, held
):
    client = signed_in(mentor)
    client.post(reverse("sessions:log", args=[held.pk]), log_of(client, held))

    with acting_as(mentee):
        assert Text.objects.exists()
        assert Attendance.objects.exists()
    for person in (outsider, coordinator):
        with acting_as(person):
            assert not Text.objects.exists()
            assert not Attendance.objects.exists()


def test_a_log_with_half_an_action_is_kept_and_explained(
    signed_in, mentor, group, held
):
    client = signed_in(mentor)
    data = log_of(client, held) | {"actions-1-text": "Call the harbour"}
    response = client.post(reverse("sessions:log", args=[held.pk]), data)

    assert response.status_code == 200
    assert "An action has a text, a name and a date." in response.text
    assert "A quarrel about planning" in response.text
    # What was typed is saved all the same; the log waits for the rest.
    assert logs_of(mentor) == [("circle", "Ask before you advise")]
    held.refresh_from_db()
    assert held.logged_at is None


def test_a_log_changes_afterwards(signed_in, mentor, mentee, group, held):
    url = reverse("sessions:log", args=[held.pk])
    client = signed_in(mentor)
    client.post(url, log_of(client, held))
    held.refresh_from_db()
    logged_at = held.logged_at

    assert "Ask before you advise" in client.get(url).text
    client.post(url, log_of(client, held, learnt="Listen longer"))

    held.refresh_from_db()
    assert held.logged_at == logged_at
    assert logs_of(mentee) == [("circle", "Listen longer")]
    with acting_as(mentee):
        learnt = notes.log_of(held, mentee).note.learnt
        versions = [one.body for one in learnt.revisions.order_by("saved_at")]
        assert versions == ["Ask before you advise", "Listen longer"]


def test_a_log_that_was_erased_says_so(
    signed_in, mentor, mentee, held, settings, tmp_path, at_work
):
    settings.ERASURES_FILE = tmp_path / "erasures"
    client = signed_in(mentor)
    client.post(
        reverse("sessions:log", args=[held.pk]), log_of(client, held, learnt="")
    )
    with acting_as(mentor), transaction.atomic():
        writing.erase_all(by=mentor)
    with roles.worker():
        writing.carry_out()

    page = signed_in(mentee).get(held.get_absolute_url()).text
    assert "A quarrel about planning" not in page
    assert page.count("Erased by the one who wrote it.") == 1
    assert ("What was brought in" in page, "What we learnt" in page) == (True, False)


def test_two_windows_lose_neither_text(signed_in, mentor, mentee, held):
    url = reverse("sessions:log", args=[held.pk])
    client = signed_in(mentor)
    one, other = (log_of(client, held, learnt=words) for words in ("Ask", "Listen"))
    client.post(url, one)

    answer = client.post(url, other)

    with acting_as(mentor):
        learnt = Text.objects.of_kind("learnt").get()
    assert answer.url == reverse("writing:versions", args=[learnt.pk])
    page = client.get(answer.url).text
    assert "Ask" in page
    assert "Listen" in page
    assert logs_of(mentee) == [("circle", "Ask")]


def test_a_meeting_to_come_is_not_logged(group, mentor, first):
    with acting_as(mentor), pytest.raises(DomainError, match="from the day"):
        log_session(
            session=first,
            by=mentor,
            kind="first",
            presences={},
        )

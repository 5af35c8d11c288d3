import datetime as dt

import pytest
from django.urls import reverse

from people.errors import DomainError
from sessions.log.notes import note_of
from sessions.log.services.log import log_session
from sessions.models import Action, Attendance, Session
from sessions.one_on_ones.services.one_on_ones import plan_one_on_one
from sessions.session.services.sessions import (
    cancel_session,
    move_session,
    plan_session,
)
from spaces.acting import acting_as
from tests.calendars.mails import all_known, posted, told
from tests.roles import in_line
from tests.sessions.conftest import FIRST
from tests.writing.pages import typed
from writing.models import Text


@pytest.fixture
def first(first):
    """And every calendar knows of it."""
    all_known(first.group)
    return first


def move_to(on="2026-11-26", at="10:00", **more):
    return {"on": on, "at": at, "minutes": "120", "place": "Utrecht"} | more


def test_a_mentor_moves_a_meeting(signed_in, mentor, first):
    response = signed_in(mentor).post(
        reverse("sessions:session_move", args=[first.pk]), move_to()
    )

    first.refresh_from_db()
    assert response.url == first.get_absolute_url()
    assert (first.on, first.at) == (dt.date(2026, 11, 26), dt.time(10))
    mails = posted("changed")
    assert [told(mail) for mail in mails] == [{str(first.uid): ("REQUEST", 1)}] * 5
    (shift,) = mails[0].context["shifted"]
    assert (shift["was_on"], shift["on"]) == ("2026-11-19", "2026-11-26")


def test_moving_to_where_it_is_tells_nobody(signed_in, mentor, first):
    signed_in(mentor).post(
        reverse("sessions:session_move", args=[first.pk]),
        move_to("2026-11-19", "16:00"),
    )

    assert in_line() == 0


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (move_to("2026-11-05"), "still to come"),
        (move_to("2026-12-31"), "meets on that day already"),
    ],
)
def test_a_meeting_does_not_move_just_anywhere(
    signed_in, mentor, first, series, data, words
):
    response = signed_in(mentor).post(
        reverse("sessions:session_move", args=[first.pk]), data
    )

    first.refresh_from_db()
    assert response.status_code == 200
    assert words in response.text
    assert f'value="{data["on"]}"' in response.text
    assert first.on == FIRST


def test_cancelling_says_who_is_told(signed_in, mentor, mentee, first):
    url = reverse("sessions:session_cancel", args=[first.pk])
    assert mentee.given_name in signed_in(mentor).get(url).text

    signed_in(mentor).post(url)

    first.refresh_from_db()
    assert first.is_cancelled
    mails = posted("off")
    assert [told(mail) for mail in mails] == [{str(first.uid): ("CANCEL", 1)}] * 5
    with pytest.raises(DomainError, match="cancelled already"):
        cancel_session(session=first)


def test_one_more_meeting_is_planned(signed_in, mentor, group):
    response = signed_in(mentor).post(
        reverse("sessions:session_new", args=[group.pk]),
        move_to(kind="work_visit"),
    )

    session = Session.objects.get()
    assert response.url == session.get_absolute_url()
    assert (session.kind, session.from_series) == ("work_visit", False)
    assert posted("planned").count() == 5


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
        note = note_of(held, mentee)
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
        learnt = note_of(held, mentee).learnt
        versions = [one.body for one in learnt.revisions.order_by("saved_at")]
        assert versions == ["Ask before you advise", "Listen longer"]


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


def test_no_meeting_in_the_hour_that_the_clocks_skip(group, mentor, first, one_on_one):
    night, hour = dt.date(2027, 3, 28), dt.time(2, 30)
    when = {"on": night, "at": hour, "minutes": 60}

    with pytest.raises(DomainError, match="skip this hour"):
        plan_session(group=group, kind="intervision", **when)
    with pytest.raises(DomainError, match="skip this hour"):
        move_session(session=first, **when)
    with acting_as(mentor), pytest.raises(DomainError, match="skip this hour"):
        plan_one_on_one(one_on_one=one_on_one, **when)


@pytest.mark.parametrize(
    ("meets_on", "moves_to", "asked"),
    [
        # It is eleven o'clock on Monday the 9th; two days of notice are kept.
        ("2026-11-19", "2026-11-26", False),
        ("2026-11-19", "2026-11-11", True),
        ("2026-11-10", "2026-11-26", True),
        ("2026-11-12", "2026-11-26", False),
    ],
)
def test_who_moves_at_short_notice_is_asked_whether_it_is_sure(
    signed_in, mentor, first, meets_on, moves_to, asked
):
    Session.objects.update(on=meets_on)
    all_known(first.group)
    client, url = signed_in(mentor), reverse("sessions:session_move", args=[first.pk])

    response = client.post(url, move_to(moves_to))

    assert response.status_code == (200 if asked else 302)
    assert posted("changed").exists() is not asked
    if asked:
        assert "within 2 days: not everybody may read" in response.text
        assert '<input type="checkbox" name="sure"' in response.text
        assert client.post(url, move_to(moves_to, sure="on")).status_code == 302
        assert posted("changed").count() == 5


def test_a_place_changes_without_a_question(signed_in, mentor, first):
    Session.objects.update(on="2026-11-10")
    all_known(first.group)
    url = reverse("sessions:session_move", args=[first.pk])

    signed_in(mentor).post(url, move_to("2026-11-10", "16:00", place="Lemmer"))

    assert posted("changed").count() == 5


@pytest.mark.parametrize(
    ("on", "is_soon"), [("2026-11-10", True), ("2026-11-19", False)]
)
def test_cancelling_at_short_notice_says_so(signed_in, mentor, first, on, is_soon):
    Session.objects.update(on=on)

    page = signed_in(mentor).get(reverse("sessions:session_cancel", args=[first.pk]))

    assert ("not everybody may read the mail in time" in page.text) is is_soon

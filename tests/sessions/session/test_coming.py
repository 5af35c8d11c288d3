"""I can, I cannot: who says it, how, and who sees it."""

import datetime as dt

import psycopg
import pytest
from django.conf import settings
from django.core import signing
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from groups.services import join_group, leave_seat
from people.services.departures import mark_left
from reminders import delivery, stopping, sweeping
from reminders.links import sign_answer
from sessions.models import Attendance, Coming, Session
from sessions.session.answering import SALT
from sessions.session.services import coming as coming_services
from sessions.session.services.coming import by_link
from sessions.session.services.sessions import cancel_session, move_session
from spaces.acting import acting_as
from spaces.models import DataKey
from tests.conftest import connect_as
from tests.factories import write_text
from tests.sessions.conftest import FIRST

TOLD = {"told": "2026-11-19T16:00"}
YES, NO = TOLD | {"can": "yes"}, TOLD | {"can": "no"}


def answers(session):
    """What everybody said, as the owner of the tables sees it."""
    with acting_as(session.group.mentor), transaction.atomic():
        return dict(session.coming.values_list("person", "can"))


def link(person, session, salt=SALT):
    token = sign_answer([person.pk, session.pk], salt=salt)
    return reverse("sessions:answer", args=[token])


def say(person, session, can):
    with acting_as(person):
        told = (session.on, session.at)
        return coming_services.answer(
            session=session, person=person, can=can, told=told
        )


@pytest.mark.parametrize(
    ("back", "to"), [("", "session"), ("group", "group"), ("today", "today")]
)
def test_one_press_answers_and_leads_back(first, mentee, signed_in, back, to):
    client = signed_in(mentee)
    there = {
        "session": first.get_absolute_url(),
        "group": reverse("sessions:group", args=[first.group_id]),
        "today": reverse("today"),
    }

    response = client.post(
        reverse("sessions:coming", args=[first.pk]), NO | {"back": back}
    )

    assert response.url == there[to]
    assert answers(first) == {mentee.pk: False}
    client.post(reverse("sessions:coming", args=[first.pk]), YES)
    assert answers(first) == {mentee.pk: True}


@pytest.mark.parametrize("page", ["session", "group", "today"])
def test_the_pages_have_both_answers_and_tell_which_was_given(
    first, mentee, signed_in, page
):
    client = signed_in(mentee)
    url = {
        "session": first.get_absolute_url(),
        "group": reverse("sessions:group", args=[first.group_id]),
        "today": reverse("today"),
    }[page]

    text = client.get(url).text
    for answer in ("yes", "no"):
        assert text.count(f'value="{answer}" aria-pressed="false"') == 1
    say(mentee, first, can=True)

    text = client.get(url).text
    assert text.count('value="yes" aria-pressed="true"') == 1
    assert text.count('value="no" aria-pressed="false"') == 1


@pytest.mark.parametrize("sent", [TOLD, NO | {"can": "maybe"}, {"can": "yes"}, {}])
def test_what_is_no_answer_is_none(first, mentee, signed_in, sent):
    signed_in(mentee).post(reverse("sessions:coming", args=[first.pk]), sent)

    assert answers(first) == {}


def test_members_see_who_can_and_who_cannot(
    first, mentor, mentee, other_mentee, client
):
    say(mentee, first, can=False)
    say(mentor, first, can=True)

    for reader in (mentor, other_mentee):
        client.force_login(reader, settings.AUTHENTICATION_BACKENDS[0])
        coming = client.get(first.get_absolute_url()).context["coming"]
        assert (coming.can, coming.cannot) == ([mentor], [mentee])
        assert len(coming.silent) == 3
        group = client.get(reverse("sessions:group", args=[first.group_id]))
        assert group.context["coming"] == coming
        shown = group.text.partition('id="coming"')[2].partition("</section>")[0]
        assert "Your group, 5 people" in shown


def test_nobody_else_sees_it_not_even_past_the_filters(
    first, mentee, other_mentee, outsider, coordinator
):
    say(mentee, first, can=False)

    found = {}
    people = [mentee, other_mentee, first.group.mentor, outsider, coordinator, None]
    for person in people:
        with acting_as(person), transaction.atomic():
            found[person] = Coming._base_manager.count()

    assert found == dict.fromkeys(people[:3], 1) | dict.fromkeys(people[3:], 0)


@pytest.mark.parametrize("role", ["coordinator", "outsider"])
def test_others_find_no_page_to_answer_on(first, role, request, signed_in):
    client = signed_in(request.getfixturevalue(role))

    assert (
        client.post(reverse("sessions:coming", args=[first.pk]), YES).status_code == 404
    )
    assert answers(first) == {}


def test_to_look_is_not_to_answer(first, mentee, signed_in):
    client = signed_in(mentee)

    assert client.get(reverse("sessions:coming", args=[first.pk])).status_code == 405
    assert answers(first) == {}


def test_the_worker_may_not_look(first):
    with connect_as("worker") as worker:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            worker.execute("SELECT FROM mentoring_sessions_coming")


def test_nobody_answers_in_the_name_of_another(first, mentor, mentee):
    said = {"session": first, "on": first.on, "at": first.at}
    with acting_as(mentor), pytest.raises(DatabaseError), transaction.atomic():
        Coming.objects.create(person=mentee, can=True, **said)

    say(mentee, first, can=True)
    with acting_as(mentor), transaction.atomic():
        assert Coming.objects.update(can=False) == 0
    assert answers(first) == {mentee.pk: True}


def test_who_has_no_seat_answers_nothing(first, outsider):
    said = {"session": first, "on": first.on, "at": first.at}

    with acting_as(outsider), pytest.raises(DatabaseError), transaction.atomic():
        Coming.objects.create(person=outsider, can=True, **said)


def test_after_a_move_everybody_is_asked_anew(first, mentee, mentor, signed_in):
    say(mentee, first, can=True)
    move_session(session=first, on=FIRST + dt.timedelta(1), at=first.at, minutes=120)

    client = signed_in(mentee)
    of_group = reverse("sessions:group", args=[first.group_id])
    for url in (first.get_absolute_url(), of_group):
        page = client.get(url)
        assert page.context["coming"].can == []
        assert len(page.context["coming"].silent) == 5
    today = client.get(reverse("today")).text
    assert 'value="yes" aria-pressed="true"' not in today
    # A page that was opened before the move answers for a date that is gone.
    client.post(reverse("sessions:coming", args=[first.pk]), NO)
    assert client.get(first.get_absolute_url()).context["coming"].cannot == []


@pytest.mark.parametrize("over", ["begun", "cancelled"])
def test_what_has_begun_or_is_off_is_not_answered(first, mentee, signed_in, now, over):
    if over == "begun":
        now.move_to(first.starts_at)
    else:
        cancel_session(session=first)
    client = signed_in(mentee)

    assert client.get(first.get_absolute_url()).context.get("coming") is None
    client.post(reverse("sessions:coming", args=[first.pk]), YES)
    assert Coming.objects.count() == 0
    page = client.get(link(mentee, first))
    assert page.status_code == 410
    assert "16:00" not in page.text
    assert client.post(link(mentee, first), YES).status_code == 410
    with acting_as(mentee), transaction.atomic():
        assert Coming.objects.count() == 0


def test_a_link_opens_both_answers_and_none_is_chosen(first, mentee, client):
    url = link(mentee, first)

    page = client.get(url)

    assert page.status_code == 200
    assert page.text.count('type="radio"') == 2
    assert "checked" not in page.text
    # It says what the person answered: the next one at that screen does not find it.
    assert page.headers["Cache-Control"] == "no-store, private"
    # As who opens links to look what is behind them does: its sole button.
    pressed = client.post(url, TOLD)
    assert pressed.status_code == 200
    client.head(url)
    assert answers(first) == {}


def test_a_link_answers_as_often_as_wanted(first, mentee, client):
    url = link(mentee, first)

    assert client.post(url, YES).url == url
    assert answers(first) == {mentee.pk: True}
    client.post(url, NO)
    assert answers(first) == {mentee.pk: False}
    page = client.get(url)
    assert page.context["own"].can is False
    assert "checked" not in page.text


def test_a_link_lets_nobody_in(first, mentee, client):
    client.post(link(mentee, first), YES)

    assert client.get("/").url.startswith(reverse("account_login"))
    assert client.get(first.get_absolute_url()).status_code == 302
    assert not client.session.get("_auth_user_id")


def test_a_link_answers_for_its_person_whoever_is_signed_in(
    first, mentee, other_mentee, signed_in
):
    page = signed_in(other_mentee).get(link(mentee, first))
    assert mentee.full_name in page.text

    signed_in(other_mentee).post(link(mentee, first), NO)

    assert answers(first) == {mentee.pk: False}


def test_a_link_is_dead_for_who_left(first, group, mentee, client, coordinator):
    leave_seat(seat=group.seats.get(person=mentee), by=coordinator)

    assert client.get(link(mentee, first)).status_code == 404
    assert client.post(link(mentee, first), YES).status_code == 404


def test_a_link_is_dead_for_who_left_the_organisation(
    first, mentee, client, coordinator
):
    mark_left(person=mentee, by=coordinator)

    assert client.get(link(mentee, first)).status_code == 404


def test_a_link_of_another_purpose_or_hand_is_none(first, mentee, outsider, client):
    key = settings.SECRET_KEY
    forged = signing.dumps([mentee.pk, first.pk], key=key, salt=SALT)
    stop = stopping.address(mentee.pk, "sessions.tomorrow").rsplit("/", 2)[1]
    for url in (
        link(mentee, first, salt="reminders.stop"),
        link(outsider, first),
        *(reverse("sessions:answer", args=[one]) for one in (forged, stop, "x")),
    ):
        assert client.get(url).status_code == 404
        assert client.post(url, YES).status_code == 404
    assert answers(first) == {}


def test_a_link_opens_nothing_else_in_the_database(
    first, group, mentee, other_mentee, mentor
):
    other = Session.objects.create(group=group, on=FIRST + dt.timedelta(9), at=first.at)
    write_text(by=mentee, kind="goal", key="g", body="My goal")
    for session, person in [(first, other_mentee), (other, mentee), (first, mentee)]:
        say(person, session, can=True)
    with acting_as(mentor), transaction.atomic():
        values = {"session": first, "person": mentee, "presence": "present"}
        Attendance.objects.create(space_id=group.circle_id, **values)

    with by_link(session=first, person=mentee):
        assert list(Coming.objects.values_list("session", "person")) == [
            (first.pk, mentee.pk)
        ]
        assert Attendance.objects.count() == DataKey.objects.count() == 0
        assert Coming.objects.update(can=False) == 1
        for session, person in [(other, mentee), (first, other_mentee)]:
            values = {"session": session, "person": person, "can": False}
            with pytest.raises(DatabaseError), transaction.atomic():
                Coming.objects.create(on=first.on, at=first.at, **values)
    with transaction.atomic():
        assert Coming.objects.count() == 0


def test_the_reminder_leads_to_the_link_of_its_reader(
    first, mentor, mentee, now, mailoutbox, client
):
    # At seven in the morning of the day before, as every day.
    for day in (17, 18):
        now.move_to(dt.datetime(2026, 11, day, 6, tzinfo=dt.UTC))
        sweeping.write_due(timezone.now())
    delivery.deliver_ready()

    sent = {message.to[0]: message.body for message in mailoutbox}
    for person in (mentor, mentee):
        assert settings.BASE_URL + link(person, first) in sent[person.email]
    assert client.get(link(mentee, first)).status_code == 200


def test_a_newcomer_answers_by_link_before_looking_who_is_in_the_group(
    first, group, enrol, client
):
    joined = enrol()
    join_group(group=group, participation=joined)

    client.post(link(joined.person, first), YES)

    with by_link(session=first, person=joined.person):
        assert Coming.objects.get().can
    with acting_as(joined.person), transaction.atomic():
        say(joined.person, first, can=True)

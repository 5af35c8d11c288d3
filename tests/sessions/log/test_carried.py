"""What was agreed on is carried into the next meeting until it has come to an end (A10)."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg
import pytest
from django.db import connection, connections, transaction
from django.urls import reverse

from reminders.models import Standing
from sessions.log.services.actions import (
    add_action,
    drop_action,
    finish_action,
    put_before_group,
    reopen_action,
)
from sessions.methods.files import methods
from sessions.models import Action, ActionWord, Session
from sessions.running.services.runs import start_run
from spaces.acting import acting_as
from spaces.errors import DomainError
from spaces.services import own_space
from tests.factories import formed_group
from tests.sessions.conftest import act, on
from tests.sessions.year.test_group import renew

WHY = "The harbour has closed."


@pytest.fixture
def next_one(group, action, now):
    """The group sits together for the second time; the action is due since."""
    session = Session.objects.create(
        group=group, kind="intervision", on=dt.date(2026, 12, 31), at=dt.time(16)
    )
    now.move_to(dt.datetime(2026, 12, 31, 15, 30, tzinfo=dt.UTC))
    return session


def press(name, action, client, **said):
    return client.post(reverse(f"sessions:{name}", args=[action.pk]), said)


def state_of(action, person):
    with acting_as(person), transaction.atomic():
        row = Action.objects.get(pk=action.pk)
        return bool(row.done_at), bool(row.dropped_at), bool(row.put_on_id)


def stands(action) -> bool:
    return Standing.objects.filter(object_id=str(action.pk)).exists()


def test_the_next_meeting_begins_with_what_is_open(
    signed_in, mentor, mentee, other_mentee, next_one, action, group
):
    with acting_as(mentor):
        add_action(
            group=group,
            session=next_one,
            by=mentor,
            text="Of today",
            owner=mentee,
            due_on=dt.date(2027, 1, 5),
        )
    for person in (mentor, mentee, other_mentee):
        page = signed_in(person).get(next_one.get_absolute_url())

        assert page.context["carried"] == [action]
        assert "Call the harbour" in page.text
        assert "Of today" not in page.text
    back = next_one.get_absolute_url()
    answer = press("action_done", action, signed_in(mentee), back=back)

    assert answer.url == back
    assert signed_in(mentor).get(back).context["carried"] == []


@pytest.mark.parametrize("opening", ["", "last-time"])
@pytest.mark.parametrize("method", [one.slug for one in methods("en")])
def test_a_run_begins_with_what_is_open_whatever_the_method(
    signed_in, mentor, mentee, next_one, action, method, opening
):
    parts = {"method": method, "opening": opening, "closing": "", "minutes": 120}
    run = act(mentor, start_run, session=next_one, **parts)
    page = signed_in(mentee).get(run.get_absolute_url())

    assert page.context["carried"] == [action]
    assert "Call the harbour" in page.text
    back = run.get_absolute_url()
    assert press("action_done", action, signed_in(mentee), back=back).url == back
    assert "Call the harbour" not in signed_in(mentee).get(back).text


def test_the_next_step_of_a_run_is_free_of_it(signed_in, mentor, next_one, action):
    parts = {"method": "five-step", "opening": "last-time", "closing": ""}
    run = act(mentor, start_run, session=next_one, minutes=90, **parts)
    on(run, mentor)

    page = signed_in(mentor).get(run.get_absolute_url())

    assert "Call the harbour" not in page.text


def test_an_action_is_dropped_with_a_word(signed_in, mentee, other_mentee, action):
    client = signed_in(mentee)
    refused = press("action_drop", action, client, why=" ")
    assert refused.status_code == 200
    assert stands(action)

    press("action_drop", action, client, why=WHY)

    assert state_of(action, mentee) == (False, True, False)
    assert not stands(action)
    page = signed_in(other_mentee).get(
        reverse("sessions:action_list", args=[action.group_id])
    )
    assert page.context["open"] == []
    assert WHY in page.text
    press("action_open", action, signed_in(mentee))
    assert state_of(action, mentee) == (False, False, False)
    assert stands(action)


def test_an_action_goes_on_until_a_day_to_come(signed_in, mentee, next_one, action):
    client, back = signed_in(mentee), next_one.get_absolute_url()
    said = {"session": next_one.pk, "back": back}
    past = press("action_go_on", action, client, due_on="2026-12-30", **said)
    assert "That day has passed" in past.text
    assert f'name="session" value="{next_one.pk}"' in past.text

    answer = press("action_go_on", action, client, due_on="2027-01-20", **said)

    assert answer.url == back
    with acting_as(mentee):
        action.refresh_from_db()
    assert (action.due_on, action.gone_on_in) == (dt.date(2027, 1, 20), next_one)
    facts = Standing.objects.get(object_id=str(action.pk)).facts
    assert facts["due_on"] == "2027-01-20"
    assert "goes on, by" in client.get(back).text


def test_another_groups_meeting_is_not_named(signed_in, mentee, outsider, action):
    other = Session.objects.create(
        group=outsider.seats.get().group, on=dt.date(2026, 12, 31), at=dt.time(9)
    )
    said = {"due_on": "2027-01-20", "session": other.pk}

    assert press("action_go_on", action, signed_in(mentee), **said).status_code == 404


def test_what_is_pressed_leads_to_no_other_site(signed_in, mentee, action):
    answer = press(
        "action_done", action, signed_in(mentee), back="https://elsewhere.example/"
    )

    assert answer.url == reverse("sessions:action_list", args=[action.group_id])


@pytest.fixture
def renewed(group, mentee, action, next_one, signed_in):
    """An action of before, one of before with a word, and somebody who came since."""
    with acting_as(mentee):
        other = add_action(
            group=group,
            by=mentee,
            text="Write it down",
            owner=mentee,
            due_on=dt.date(2026, 12, 1),
        )
        drop_action(action=other, by=mentee, why=WHY)
    return renew(group)


def test_a_newcomer_reads_nothing_of_before(signed_in, renewed, next_one):
    group, newcomer = renewed
    with acting_as(newcomer), transaction.atomic(), connection.cursor() as cursor:
        for model in (Action, ActionWord):
            cursor.execute(f"SELECT count(*) FROM {model._meta.db_table}")
            assert cursor.fetchone() == (0,)
    lists = reverse("sessions:action_list", args=[group.pk])
    for url in (next_one.get_absolute_url(), lists):
        page = signed_in(newcomer).get(url)
        assert page.status_code == 200
        assert "Call the harbour" not in page.text
        assert WHY not in page.text


def test_who_was_there_reads_it_marked_as_from_before(
    signed_in, mentor, mentee, renewed, next_one
):
    for person, may_put in ((mentor, False), (mentee, True)):
        page = signed_in(person).get(next_one.get_absolute_url())

        assert [one.text for one in page.context["carried"]] == ["Call the harbour"]
        assert "From before: who came since does not read this." in page.text
        assert ("Put it before your group as it is now" in page.text) is may_put


def test_its_owner_puts_it_before_the_group_of_now(
    signed_in, mentee, renewed, next_one, action
):
    group, newcomer = renewed
    back = next_one.get_absolute_url()

    answers = [
        press("action_put", action, signed_in(mentee), back=back) for _twice in range(2)
    ]

    assert [answer.url for answer in answers] == [back, back]
    with acting_as(newcomer):
        put = Action.objects.get()
        assert (put.text, put.owner, put.space_id) == (
            "Call the harbour",
            mentee,
            group.circle_id,
        )
        assert put.pk != action.pk
    page = signed_in(mentee).get(back)
    assert page.context["carried"] == [put]
    assert "From before" not in page.text
    assert (stands(put), stands(action)) == (True, False)
    with acting_as(mentee), pytest.raises(DomainError, match="just before you"):
        reopen_action(action=action)


def test_nobody_puts_it_there_for_its_owner(
    signed_in, mentor, other_mentee, renewed, action
):
    _group, newcomer = renewed
    answers = {
        person: press("action_put", action, signed_in(person)).status_code
        for person in (mentor, other_mentee, newcomer)
    }

    assert answers == {mentor: 403, other_mentee: 403, newcomer: 404}
    # Nor where it was handed on just before.
    with acting_as(mentor), pytest.raises(DomainError, match="Whose action it is"):
        put_before_group(action=action, by=mentor)
    with acting_as(newcomer):
        assert not Action.objects.exists()


def test_the_database_takes_no_action_for_a_circle_of_before(mentee, group):
    former = group.circle_id
    group, _newcomer = renew(group)
    action = Action(
        group=group,
        author=mentee,
        owner=mentee,
        text="For them",
        due_on=dt.date(2026, 12, 1),
        space_id=former,
    )

    with acting_as(mentee), pytest.raises(psycopg.errors.InsufficientPrivilege):
        _save(action)


def test_the_database_takes_no_word_on_an_action_of_another(
    mentee, other_mentee, action
):
    word = ActionWord(
        action=action, author=other_mentee, words="No", space_id=action.space_id
    )

    with acting_as(other_mentee), pytest.raises(psycopg.errors.InsufficientPrivilege):
        _save(word)


def test_the_database_takes_a_word_where_the_action_lies_alone(mentee, action):
    with acting_as(mentee), transaction.atomic():
        own = own_space(mentee).pk
    word = ActionWord(action=action, author=mentee, words="No", space_id=own)

    with acting_as(mentee), pytest.raises(psycopg.errors.InsufficientPrivilege):
        _save(word)


def test_the_database_takes_no_action_of_a_meeting_of_others(mentee, group, programme):
    others = formed_group(programme)
    met = Session.objects.create(group=others, on=dt.date(2026, 11, 12), at=dt.time(16))
    action = Action(
        group=group,
        session=met,
        author=mentee,
        owner=mentee,
        text="For them",
        due_on=dt.date(2026, 12, 1),
        space_id=group.circle_id,
    )

    with acting_as(mentee), pytest.raises(psycopg.errors.InsufficientPrivilege):
        _save(action)


def _save(row):
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except Exception as error:
        raise error.__cause__ from None


def at_once(*deeds):
    """What each of them answers, or the words of its refusal, pressed together."""
    together = Barrier(len(deeds))

    def do(deed):
        person, service, said = deed
        try:
            with acting_as(person):
                together.wait(10)
                return service(**said).pk
        except DomainError as error:
            return str(error)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(do, deeds))


@pytest.mark.django_db(transaction=True)
def test_two_who_end_it_at_once_end_it_in_one_way(mentor, mentee, action):
    found = at_once(
        (mentor, finish_action, {"action": action}),
        (mentee, drop_action, {"action": action, "by": mentee, "why": WHY}),
    )

    refused = [one for one in found if one != action.pk]
    assert len(refused) == 1
    assert "just before you" in refused[0]
    done, dropped, _put = state_of(action, mentee)
    assert done is not dropped
    with acting_as(mentee), transaction.atomic():
        assert ActionWord.objects.count() == int(dropped)


@pytest.mark.django_db(transaction=True)
def test_two_who_drop_it_at_once_say_it_once(mentor, mentee, action):
    found = at_once(
        *(
            (one, drop_action, {"action": action, "by": one, "why": WHY})
            for one in (mentor, mentee)
        )
    )

    assert found == [action.pk, action.pk]
    with acting_as(mentee), transaction.atomic():
        assert ActionWord.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_windows_put_it_once(mentee, renewed, action):
    _group, newcomer = renewed
    press_it = (mentee, put_before_group, {"action": action, "by": mentee})

    found = at_once(press_it, press_it)

    assert found[0] == found[1]
    with acting_as(newcomer), transaction.atomic():
        assert [one.pk for one in Action.objects.all()] == [found[0]]


def test_the_next_meeting_is_the_day_that_is_proposed(
    signed_in, mentee, next_one, action, now
):
    now.move_to(dt.datetime.combine(next_one.on, dt.time(9), dt.UTC))
    pages = [
        reverse("sessions:action_go_on", args=[action.pk]),
        reverse("sessions:action_new", args=[action.group_id]),
    ]

    def proposed():
        found = [signed_in(mentee).get(page).context["form"] for page in pages]
        return [form["due_on"].value() for form in found]

    assert proposed() == [action.due_on, None]
    later = next_one.on + dt.timedelta(weeks=6)
    for days in (0, 42):
        Session.objects.create(
            group=action.group, on=later + dt.timedelta(days), at=dt.time(9)
        )
    assert proposed() == [later, later]

"""Rounds of the click question: each hidden until both of it are in."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.services import leave_seat
from intake import services
from intake.due import waiting
from intake.models import ClickAnswer, MenteeSeat, Round
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.intake.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def fresh(seat):
    return MenteeSeat.objects.with_intake().get(pk=seat.pk)


def answer(seat, person, words="", act=services.answer_click):
    with acting_as(person):
        return act(seat=fresh(seat), by=person, answer="yes", words=words)


def read_by(person):
    with transaction.atomic(), acting_as(person):
        return {(one.round, one.words) for one in ClickAnswer.objects.all()}


def asked(person):
    found = waiting(now=NOW, person=person)
    return [one.object_id for one in found if one.kind == "intake.click"]


@pytest.fixture
def answered(held, mentor, mentee):
    answer(held, mentor, "Eerst wel")
    answer(held, mentee, "Ja hoor")
    return fresh(held)


def url(seat, name="click_anew"):
    return reverse(f"intake:{name}", args=[seat.pk])


def test_a_change_of_mind_asks_the_other_who_reads_nothing_of_it(
    signed_in, answered, mentor, mentee
):
    before = {(1, "Eerst wel"), (1, "Ja hoor")}
    signed_in(mentee).post(url(answered), {"answer": "no", "words": "Toch niet"})

    assert read_by(mentor) == before
    assert read_by(mentee) == before | {(2, "Toch niet")}
    assert asked(mentor) == [f"{answered.intake.pk}.2"]
    assert asked(mentee) == []
    page = signed_in(mentor).get(answered.get_absolute_url()).text
    assert "Toch niet" not in page
    assert "You are both asked once more." in page
    assert "Eerst wel" in page

    signed_in(mentor).post(url(answered, "click"), {"answer": "yes", "words": "Och"})
    for person in (mentor, mentee):
        assert read_by(person) == before | {(2, "Toch niet"), (2, "Och")}
        assert person.mails.filter(kind="intake.both_answered").count() == 2


def test_two_who_change_their_minds_meet_in_one_round(answered, mentor, mentee):
    answer(answered, mentee, "Toch niet", services.change_mind)
    answer(answered, mentor, "Ik ook niet", services.change_mind)

    new = {(2, "Toch niet"), (2, "Ik ook niet")}
    assert new < read_by(mentor)
    assert new < read_by(mentee)
    assert Round.objects.count() == 2


def test_a_change_of_mind_waits_for_the_answer_of_the_other(held, mentor, mentee):
    answer(held, mentor)

    with pytest.raises(DomainError, match="once both answers are in"):
        answer(held, mentor, act=services.change_mind)

    assert read_by(mentee) == set()


def test_another_round_opens_no_answer_of_the_one_before(held, mentor, mentee):
    """Also for who speaks SQL, and has a round opened to see what was hidden."""
    answer(held, mentor, "Geheim")
    with acting_as(mentee), connection.cursor() as cursor:
        cursor.execute("SELECT intake_open_round(%s, now())", [held.intake.pk])
    assert read_by(mentee) == set()

    with acting_as(mentee), pytest.raises(DatabaseError, match="asked now"):
        with transaction.atomic():
            ClickAnswer.objects.create(
                intake=held.intake, space_id=held.pair_id, author=mentee, answer="yes"
            )
    answer(held, mentee)
    answer(held, mentor, "Tweede")
    assert read_by(mentee) == {(2, ""), (2, "Tweede")}


@pytest.mark.parametrize("who", ["other_mentee", "outsider", "coordinator"])
def test_nobody_else_has_them_asked(request, signed_in, answered, who):
    person = request.getfixturevalue(who)
    form = {"answer": "no", "words": ""}

    assert signed_in(person).post(url(answered), form).status_code == 404
    with acting_as(person), pytest.raises(DatabaseError, match="only the two"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT intake_open_round(%s, now())", [answered.intake.pk])
    assert Round.objects.count() == 1


def test_after_they_parted_nobody_is_asked_once_more(
    answered, mentor, mentee, coordinator
):
    leave_seat(seat=answered, by=coordinator)
    for person in (mentor, mentee):
        with acting_as(person), pytest.raises(DatabaseError, match="only the two"):
            with transaction.atomic(), connection.cursor() as cursor:
                number = [answered.intake.pk]
                cursor.execute("SELECT intake_open_round(%s, now())", number)
    assert Round.objects.count() == 1


def test_answering_anew_is_posted(signed_in, answered, mentor):
    assert signed_in(mentor).get(url(answered)).status_code == 405


@pytest.mark.parametrize(
    "change",
    ["UPDATE intake_round SET both_at = now()", "DELETE FROM intake_round"],
)
def test_the_web_role_writes_no_round(answered, mentee, change):
    with acting_as(mentee), pytest.raises(DatabaseError, match="permission denied"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


PRESSES = st.lists(
    st.tuples(st.sampled_from(["mentor", "mentee"]), st.booleans()), max_size=12
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(presses=PRESSES)
def test_whatever_is_pressed_each_reads_the_own_and_what_is_complete(
    held, mentor, mentee, presses
):
    people = {"mentor": mentor, "mentee": mentee}
    rounds = [{}]
    with transaction.atomic():
        for number, (who, anew) in enumerate(presses):
            now, complete = rounds[-1], len(rounds[-1]) == 2
            opens = anew and complete
            if opens:
                rounds.append(now := {})
            allowed = who not in now
            act = services.change_mind if anew else services.answer_click
            try:
                answer(held, people[who], str(number), act)
            except DomainError:
                assert not allowed
            else:
                assert allowed
                now[who] = str(number)
            for reader, person in people.items():
                assert read_by(person) == {
                    (place, words)
                    for place, given_ in enumerate(rounds, 1)
                    for writer, words in given_.items()
                    if writer == reader or len(given_) == 2
                }
            assert Round.objects.count() == len(rounds)
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_open_one_round(answered, mentor, mentee):
    def press(person):
        try:
            answer(answered, person, person.given_name, services.change_mind)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(press, [mentor, mentee]))

    assert Round.objects.count() == 2
    assert len(read_by(mentor)) == 4

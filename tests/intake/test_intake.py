import datetime as dt

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from groups.models import SeatEnding
from intake import services
from intake.due import waiting
from intake.models import ClickAnswer, Intake, Judgement, MenteeSeat
from reminders import delivery, sweeping
from reminders.letters import letter_for
from reminders.message import make_message
from spaces.acting import acting_as
from spaces.errors import DomainError
from spaces.services import own_space
from tests.asked import holds
from tests.calendars.mails import all_sent, calendar_of, posted
from tests.factories import formed_group
from tests.roles import in_line, worker

pytestmark = pytest.mark.usefixtures("at_work", "db")
# A Monday.
NOW = dt.datetime(2026, 11, 9, 10, tzinfo=dt.UTC)
TODAY = NOW.date()
LATER = {"on": "2026-11-20", "at": "16:00", "minutes": "45", "place": ""}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def seat(group, mentee):
    return MenteeSeat.objects.with_intake().get(person=mentee)


def fresh(seat):
    return MenteeSeat.objects.with_intake().get(pk=seat.pk)


def url(name, seat, *args):
    return reverse(f"intake:{name}", args=[seat.pk, *args])


@pytest.fixture
def held(seat, mentor):
    with acting_as(mentor):
        services.hold_intake(seat=seat, on=TODAY)
    return fresh(seat)


def test_the_mentor_plans_and_the_mentee_is_told(signed_in, seat, mentor, mentee):
    form = {"on": TODAY + dt.timedelta(3), "at": "16:00", "minutes": 45, "place": "A1"}

    response = signed_in(mentor).post(url("plan", seat), form)

    assert response.url == seat.get_absolute_url()
    intake = fresh(seat).intake
    assert (intake.state, str(intake.at)) == ("planned", "16:00:00")
    in_line()
    assert list(mentee.mails.values_list("kind", flat=True)) == ["calendars.planned"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"minutes": 90}, "60"),
        ({"minutes": 20}, "30"),
        ({"on": "2020-01-01"}, "still to come"),
        # It is eleven o'clock there.
        ({"at": "11:00"}, "still to come"),
        ({"on": "2027-03-28", "at": "02:30"}, "skip this hour"),
        ({"at": ""}, "required"),
    ],
)
def test_a_bad_plan_is_refused_and_kept(signed_in, seat, mentor, change, words):
    form = {"on": TODAY, "at": "16:00", "minutes": 45, "place": "Bij de koffie"}

    content = signed_in(mentor).post(url("plan", seat), form | change).content.decode()

    assert words in content
    assert "Bij de koffie" in content
    assert fresh(seat).held_intake is None


@pytest.mark.parametrize("minutes", [29, 61])
def test_the_database_holds_30_to_60_minutes(seat, mentor, minutes):
    with pytest.raises(DatabaseError, match="30_to_60"):
        with transaction.atomic():
            Intake.objects.create(seat_id=seat.pk, mentor=mentor, minutes=minutes)


def test_the_page_is_for_the_two_only(
    signed_in, seat, mentor, mentee, other_mentee, outsider, coordinator
):
    codes = [
        signed_in(person).get(seat.get_absolute_url()).status_code
        for person in (mentor, mentee, other_mentee, outsider, coordinator)
    ]
    assert codes == [200, 200, 404, 404, 404]


@pytest.mark.parametrize("name", ["plan", "held", "judgement", "outcome"])
def test_what_is_the_mentors_is_forbidden_to_the_mentee(signed_in, seat, mentee, name):
    assert signed_in(mentee).post(url(name, seat)).status_code == 403
    assert signed_in(mentee).get(url(name, seat)).status_code == 405


def test_the_judgement_is_the_mentors_own(signed_in, held, mentor, mentee, coordinator):
    form = {"teachable": "yes", "reflects": "doubt", "kind": "wont"}
    signed_in(mentor).post(url("judgement", held), form)

    with acting_as(mentor):
        judgement = Judgement.objects.get()
        assert (judgement.teachable, judgement.kind) == ("yes", "wont")
    for person in (mentee, coordinator):
        with acting_as(person):
            assert not Judgement.objects.exists()


def test_click_answers_are_hidden_until_both_are_in(signed_in, held, mentor, mentee):
    signed_in(mentor).post(url("click", held), {"answer": "no", "words": "Geen klik"})
    with acting_as(mentee):
        assert list(ClickAnswer.objects.all()) == []
    content = signed_in(mentee).get(held.get_absolute_url()).content
    assert b"Geen klik" not in content

    signed_in(mentee).post(url("click", held), {"answer": "yes", "words": "Fijn"})
    for person in (mentor, mentee):
        with acting_as(person):
            words = sorted(click.words for click in ClickAnswer.objects.all())
            assert words == ["Fijn", "Geen klik"]
        content = signed_in(person).get(held.get_absolute_url()).content
        assert b"Geen klik" in content
    for person, other in ((mentor, mentee), (mentee, mentor)):
        told = person.mails.get(kind="intake.both_answered")
        for part in ("line", "body"):
            context = told.context | {"person": person}
            said = letter_for(told.kind).say(part, context)
            assert f"You and {other} have both answered" in said
            assert person.full_name not in said


def test_forging_the_other_answer_does_not_open_it(held, mentor, mentee):
    with acting_as(mentor):
        services.answer_click(seat=held, by=mentor, answer="no", words="Geheim")
    with acting_as(mentee), connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match="permission denied"):
            with transaction.atomic():
                cursor.execute("UPDATE intake_intake SET mentee_answered_at = now()")
        assert list(ClickAnswer.objects.all()) == []


def test_nobody_answers_for_the_other(held, mentor, mentee):
    with acting_as(mentee):
        with pytest.raises(DatabaseError, match="for themselves"):
            with transaction.atomic():
                services.answer_click(seat=held, by=mentor, answer="yes", words="")


@pytest.mark.parametrize("kind", ["circle", "own"])
def test_an_answer_lies_in_the_pair_and_nowhere_else(held, mentee, kind):
    """What the service does not do, somebody could who has the web role to themselves."""
    with acting_as(mentee), pytest.raises(DatabaseError, match="to the pair"):
        with transaction.atomic():
            ClickAnswer.objects.create(
                intake=held.intake,
                space_id=held.group.circle_id
                if kind == "circle"
                else own_space(mentee).pk,
                author=mentee,
                answer="no",
            )


def test_a_click_answer_stays_as_it_was_given(signed_in, held, mentor):
    client = signed_in(mentor)
    client.post(url("click", held), {"answer": "yes", "words": ""})
    content = client.post(url("click", held), {"answer": "no", "words": ""}).content
    assert b"answered this already" in content or b"You have answered" in content
    with acting_as(mentor):
        assert ClickAnswer.objects.get().answer == "yes"
        with pytest.raises(DatabaseError, match="permission denied"):
            with transaction.atomic():
                ClickAnswer.objects.update(answered_at=timezone.now())


def test_an_intake_begins_unanswered_whatever_is_written(seat, mentor):
    """Else who speaks SQL would read the other's answer before giving one."""
    now = timezone.now()
    answered = {"mentor_answered_at": now, "mentee_answered_at": now}

    intake = Intake.objects.create(seat=seat, mentor=mentor, **answered)

    intake.refresh_from_db()
    assert (intake.mentor_answered_at, intake.mentee_answered_at) == (None, None)


def test_no_click_before_the_intake(seat, mentor):
    with acting_as(mentor), pytest.raises(DomainError):
        services.answer_click(seat=seat, by=mentor, answer="yes", words="")


def test_going_on_is_told_to_the_mentee(signed_in, held, mentor, mentee):
    signed_in(mentor).post(url("outcome", held), {"outcome": "continues"})

    assert fresh(held).intake.outcome == "continues"
    assert mentee.mails.filter(kind="intake.decided").count() == 1


def test_ending_asks_once(signed_in, held, mentor):
    response = signed_in(mentor).post(url("outcome", held), {"outcome": "ended"})

    assert b"It ends tomorrow morning." in response.content
    assert not SeatEnding.objects.exists()


def test_going_on_before_the_intake_is_refused_in_words(signed_in, seat, mentor):
    response = signed_in(mentor).post(
        url("outcome", seat), {"outcome": "continues"}, follow=True
    )

    assert "First note that the intake was held." in response.text
    assert not Intake.objects.exclude(outcome="").exists()


@pytest.mark.parametrize("count", [4, 6])
def test_the_list_costs_the_same_for_more_mentees(
    signed_in, programme, count, django_assert_num_queries
):
    group = formed_group(programme, mentees=count)
    mentor = group.seats.get(role="mentor").person
    client = signed_in(mentor)
    client.get(reverse("intake:intake_list"))
    with django_assert_num_queries(7):
        content = client.get(reverse("intake:intake_list")).content.decode()
    assert content.count("to be planned") == count


def kinds(person, now=None):
    found = waiting(now=now or timezone.now(), person=person)
    return sorted(due.kind for due in found)


def test_what_waits_goes_from_plan_to_outcome(seat, mentor, mentee):
    assert kinds(mentor) == ["intake.to_plan"] * 4
    with acting_as(mentor):
        services.plan_intake(
            seat=seat, on=TODAY + dt.timedelta(1), at=dt.time(9), minutes=30, place=""
        )
    assert kinds(mentee) == ["intake.tomorrow"]
    later = timezone.now() + dt.timedelta(days=2)
    assert kinds(mentor, later) == ["intake.to_plan"] * 3 + ["intake.was_it_held"]
    with acting_as(mentor):
        services.hold_intake(seat=fresh(seat), on=TODAY)
        services.answer_click(seat=fresh(seat), by=mentor, answer="yes", words="")
    assert kinds(mentee) == ["intake.click"]
    with acting_as(mentee):
        services.answer_click(seat=fresh(seat), by=mentee, answer="yes", words="")
    assert "intake.outcome" in kinds(mentor)
    assert kinds(mentee) == []


def test_whether_it_was_held_is_not_asked_of_one_that_moved(
    seat, mentor, mailoutbox, clock
):
    """Found due at seven, moved before the mail of the day leaves."""
    plan = {"at": dt.time(16), "minutes": 30, "place": ""}

    def states():
        mails = mentor.mails.filter(kind="intake.was_it_held").order_by("pk")
        return list(mails.values_list("state", flat=True))

    with acting_as(mentor):
        services.plan_intake(seat=seat, on=TODAY, **plan)
    all_sent()
    clock.move_to(NOW.replace(hour=6) + dt.timedelta(days=1))
    sweeping.write_due(timezone.now())
    assert states() == ["waiting"]
    with acting_as(mentor):
        services.plan_intake(seat=fresh(seat), on=TODAY + dt.timedelta(8), **plan)
    in_line()
    with worker():
        delivery.deliver_ready()
    assert states() == ["dropped"]
    told = [mail.subject for mail in mailoutbox if mentor.email in mail.to]
    assert told == [f"Changed: your intake with {seat.person.full_name} on 17 November"]

    clock.shift(dt.timedelta(days=8))
    sweeping.write_due(timezone.now())
    delivery.deliver_ready()
    assert states() == ["dropped", "sent"]


def test_a_second_answer_is_refused_in_words_and_what_was_typed_stays(
    signed_in, held, mentee
):
    with acting_as(mentee):
        services.answer_click(seat=held, by=mentee, answer="yes", words="Eerst")
    sent = {"answer": "no", "words": "Toch niet, denk ik nu"}

    page = signed_in(mentee).post(url("click", held), sent)

    assert page.status_code == 200
    assert "You answered this already." in page.text
    assert 'value="Toch niet, denk ik nu"' in page.text
    with acting_as(mentee):
        assert ClickAnswer.objects.get().words == "Eerst"
    assert "Toch niet" not in signed_in(mentee).get(held.get_absolute_url()).text


def test_a_plan_not_made_is_mailed_after_a_week(mentor, seat):
    fresh_due = list(waiting(now=timezone.now(), person=mentor))
    later = timezone.now() + dt.timedelta(days=8)
    assert {due.mail for due in fresh_due} == {False}
    assert {due.mail for due in waiting(now=later, person=mentor)} == {True}


def test_held_on_another_day_it_stands_there_in_both_calendars(
    seat, mentor, mentee, clock
):
    with acting_as(mentor):
        services.plan_intake(
            seat=seat, on=TODAY, at=dt.time(16), minutes=45, place="Kamer 2.14"
        )
    all_sent()
    clock.move_to(NOW + dt.timedelta(2))
    with acting_as(mentor):
        services.hold_intake(seat=fresh(seat), on=TODAY + dt.timedelta(1))

    mails = posted("changed")
    assert {mail.person for mail in mails} == {mentor, mentee}
    for mail in mails:
        (event,) = calendar_of(mail).walk("VEVENT")
        assert event["DTSTART"].dt.replace(tzinfo=None) == dt.datetime(2026, 11, 10, 16)
        assert event["SEQUENCE"] == 1
        body = make_message(mail).body
        assert "was on Tuesday 10 November at 16:00." in body
        assert "It was planned for Monday 9 November at 16:00." in body
        assert holds(mail)


def test_the_same_plan_again_tells_nobody(seat, mentor, mentee):
    plan = {"on": TODAY + dt.timedelta(3), "at": dt.time(9), "minutes": 45, "place": ""}
    with acting_as(mentor):
        services.plan_intake(seat=seat, **plan)
        again = services.plan_intake(seat=fresh(seat), **plan)

    assert again.on == plan["on"]
    in_line()
    assert mentee.mails.filter(kind="calendars.planned").count() == 1


def test_each_decision_is_told_and_what_it_is_stands_on_the_page(held, mentor, mentee):
    with acting_as(mentor):
        for minute, outcome in enumerate(
            ["paused", "continues", "continues", "paused"]
        ):
            with time_machine.travel(timezone.now() + dt.timedelta(minutes=minute)):
                services.decide_outcome(
                    seat=held, by=mentor, outcome=outcome, until=dt.date(2026, 12, 1)
                )

    mails = mentee.mails.filter(kind="intake.decided")
    assert mails.count() == 3
    said = {
        letter_for(mail.kind).say(part, mail.context | {"person": mentee})
        for mail in mails
        for part in ("subject", "line", "body")
    }
    assert len(said) == 3


@pytest.mark.parametrize("reader", ["mentor", "mentee"])
def test_both_get_the_intake_for_the_calendar(seat, mentor, mentee, reader):
    from icalendar import Calendar

    reader, other = (mentor, mentee) if reader == "mentor" else (mentee, mentor)
    with acting_as(mentor):
        for day in (3, 4):
            services.plan_intake(
                seat=fresh(seat),
                on=TODAY + dt.timedelta(day),
                at=dt.time(9, 30),
                minutes=45,
                place="Kamer 2.14",
            )
            all_sent()
    mails = reader.mails.order_by("pk")
    assert [mail.kind for mail in mails] == ["calendars.planned", "calendars.changed"]
    files = [letter_for(mail.kind).attach(mail)[0] for mail in mails]
    entries = [Calendar.from_ical(content).walk("VEVENT")[0] for _, content, _ in files]
    assert len({str(entry["uid"]) for entry in entries}) == 1
    assert entries[-1]["sequence"] == 1
    assert entries[0]["dtstamp"].dt <= entries[-1]["dtstamp"].dt
    assert entries[-1].decoded("dtstart").strftime("%H:%M") == "09:30"
    assert str(entries[-1]["summary"]) == f"Intake with {other.full_name}"
    assert entries[-1]["attendee"] == f"mailto:{reader.email}"
    assert entries[-1]["organizer"] == "mailto:noreply@localhost"


def test_each_of_the_two_reads_with_whom_it_is(seat, mentor, mentee):
    with acting_as(mentor):
        services.plan_intake(
            seat=seat, on=TODAY, at=dt.time(16), minutes=45, place="Kamer 2.14"
        )

    in_line()
    for reader, other, words in (
        (mentor, mentee, "stands on the page of the intake"),
        (mentee, mentor, "Only you read it"),
    ):
        mail = reader.mails.get(kind="calendars.planned")
        letter = letter_for(mail.kind)
        with worker():
            context = letter.facts(mail) | {"person": reader}
        assert letter.say("subject", context) == f"Your intake with {other.full_name}"
        assert words in letter.say("body", context)


@pytest.mark.parametrize(
    ("who", "name", "form", "words"),
    [
        ("mentor", "plan", LATER, "This intake was held already."),
        ("mentor", "plan", {}, "This was settled meanwhile."),
        ("mentee", "pick", {"time": "1"}, "This was settled meanwhile."),
    ],
)
def test_what_was_settled_in_another_window_is_told(
    request, signed_in, held, who, name, form, words
):
    """The form is not on the page any more, in which its errors would stand."""
    client = signed_in(request.getfixturevalue(who))
    page = client.post(reverse(f"intake:{name}", args=[held.pk]), form, follow=True)
    assert words in page.text
    assert page.redirect_chain == [(held.get_absolute_url(), 302)]


def test_an_outcome_is_told_to_wait_for_what_was_asked(signed_in, held, mentor):
    client = signed_in(mentor)
    url = reverse("intake:outcome", args=[held.pk])
    client.post(url, {"outcome": "ended", "sure": "1"})
    # It stands above all else, as long as it can be taken back.
    page = client.get(held.get_absolute_url()).text
    assert page.index("Until then only you know") < page.index("Is there a click?")
    page = client.post(url, {"outcome": "continues"}, follow=True)
    assert "It ends tomorrow morning: first take that back." in page.text

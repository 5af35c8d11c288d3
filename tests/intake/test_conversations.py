"""Several conversations, a pause until a day, and how they are decided on."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from groups.models import Pause
from intake import services
from intake.due import waiting
from intake.models import ClickAnswer, Conversation, MenteeSeat
from reminders.models import Mail
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.calendars.mails import all_sent, calendar_of, posted
from tests.intake.conftest import NOW, TODAY

pytestmark = pytest.mark.usefixtures("at_work", "db", "clock")
LATER = TODAY + dt.timedelta(14)


def fresh(seat):
    return MenteeSeat.objects.with_intake().get(pk=seat.pk)


def decide(seat, mentor, outcome, until=None):
    with acting_as(mentor):
        return services.decide_outcome(
            seat=fresh(seat), by=mentor, outcome=outcome, until=until
        )


def kinds(person, now=NOW):
    return sorted(one.kind for one in waiting(now=now, person=person))


def test_they_talk_once_more_and_are_asked_once_more(
    signed_in, held, mentor, mentee, clock
):
    for person in (mentor, mentee):
        with acting_as(person):
            services.answer_click(seat=held, by=person, answer="growing", words="Nu")
    form = {"outcome": "again", "until": LATER}
    signed_in(mentor).post(reverse("intake:outcome", args=[held.pk]), form)

    intake = fresh(held).intake
    assert (intake.state, intake.number, intake.until) == ("to_plan", 2, LATER)
    assert list(Conversation.objects.values_list("number", "on")) == [(1, TODAY)]
    again = [one for one in waiting(now=NOW, person=mentor) if "." in one.object_id]
    assert [one.object_id for one in again] == [f"{held.pk}.2"]
    assert (
        "You talk once more, by" in signed_in(mentee).get(held.get_absolute_url()).text
    )

    clock.shift(dt.timedelta(days=7))
    with acting_as(mentor):
        services.hold_intake(seat=fresh(held), on=TODAY + dt.timedelta(7))
    intake = fresh(held).intake
    assert (intake.round, intake.outcome, intake.both_answered) == (2, "", False)
    for person in (mentor, mentee):
        assert "intake.click" in kinds(person, NOW + dt.timedelta(7))
        with acting_as(person):
            assert ClickAnswer.objects.filter(round=1).count() == 2


def test_each_conversation_stands_in_the_calendars_by_itself(seat, mentor, mentee):
    plan = {"at": dt.time(16), "minutes": 45, "place": ""}
    with acting_as(mentor):
        services.plan_intake(seat=seat, on=TODAY, **plan)
    all_sent()
    with acting_as(mentor):
        services.hold_intake(seat=fresh(seat), on=TODAY)
    decide(seat, mentor, "again", LATER)
    with acting_as(mentor):
        services.plan_intake(seat=fresh(seat), on=LATER, **plan)

    (mail,) = [mail for mail in posted("planned") if mail.person == mentee]
    (event,) = calendar_of(mail).walk("VEVENT")
    assert str(event["uid"]) == f"intake-{fresh(seat).intake.pk}-2@crossmentor"
    assert [*posted("changed"), *posted("off")] == []


@pytest.mark.parametrize("outcome", ["again", "paused"])
@pytest.mark.parametrize("until", [None, TODAY])
def test_without_a_day_to_come_it_is_refused(held, mentor, outcome, until):
    with pytest.raises(DomainError, match="day"):
        decide(held, mentor, outcome, until)
    assert fresh(held).intake.outcome == ""


def test_both_are_reminded_before_a_pause_ends_and_go_on_in_one_press(
    signed_in, held, mentor, mentee
):
    decide(held, mentor, "paused", LATER)
    assert "intake.pause_ends" not in kinds(mentee)

    for person in (mentor, mentee):
        assert "intake.pause_ends" in kinds(person, NOW + dt.timedelta(7))
    everybody = [one.kind for one in waiting(now=NOW + dt.timedelta(7))]
    assert everybody.count("intake.pause_ends") == 2

    page = signed_in(mentor).get(held.get_absolute_url()).text
    assert "Go on again" in page
    url = reverse("intake:outcome", args=[held.pk])
    signed_in(mentor).post(url, {"outcome": "continues"})
    intake = fresh(held).intake
    assert (intake.outcome, intake.until) == ("continues", None)
    assert "intake.pause_ends" not in kinds(mentee, NOW + dt.timedelta(7))


def test_going_on_without_the_other_conversation_asks_for_no_date(held, mentor):
    decide(held, mentor, "again", LATER)
    before = kinds(mentor).count("intake.to_plan")
    decide(held, mentor, "continues")
    assert kinds(mentor).count("intake.to_plan") == before - 1
    swept = [one for one in waiting(now=NOW) if one.kind == "intake.to_plan"]
    assert str(held.pk) not in {one.object_id.split(".")[0] for one in swept}


def test_the_seat_pauses_until_they_go_on(held, mentor):
    decide(held, mentor, "paused", LATER)
    (pause,) = Pause.objects.running()
    assert pause.seat_id == held.pk
    assert pause.ends_at.astimezone(ZoneInfo("Europe/Amsterdam")).date() == LATER

    decide(held, mentor, "continues")
    assert not Pause.objects.running().exists()


def test_the_mentee_comes_back_in_one_press_and_the_mentor_is_told(
    signed_in, held, mentor, mentee
):
    decide(held, mentor, "paused", LATER)
    url = reverse("intake:back", args=[held.pk])

    page = signed_in(mentee).post(url, follow=True).text

    assert "Welcome back." in page
    assert not Pause.objects.running().exists()
    intake = fresh(held).intake
    assert (intake.outcome, intake.until) == ("continues", None)
    assert [mail.person for mail in Mail.objects.filter(kind="intake.back")] == [mentor]
    # In another window the button was still there.
    page = signed_in(mentee).post(url, follow=True).text
    assert "You take no pause any more" in page
    assert Mail.objects.filter(kind="intake.back").count() == 1


def test_the_page_says_whether_the_pause_is_over(
    signed_in, held, mentor, mentee, clock
):
    decide(held, mentor, "paused", LATER)
    url = held.get_absolute_url()
    assert "It pauses until Monday 23 November." in signed_in(mentor).get(url).text
    page = signed_in(mentee).get(url).text
    assert "It pauses until Monday 23 November." in page
    assert "I am back" in page

    # The day on which they are back.
    clock.move_to(NOW + dt.timedelta(14))
    page = signed_in(mentor).get(url).text
    assert f"It paused until Monday 23 November; {mentee.called} takes part" in page
    assert "Go on again" in page
    page = signed_in(mentee).get(url).text
    assert "It paused until Monday 23 November; you take part again." in page
    assert "I am back" not in page

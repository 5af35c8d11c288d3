"""Agreeing on a time for a one-on-one: the one who was asked offers, the other picks."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from groups.services import leave_seat
from reminders.models import Mail
from sessions.models import OneOnOne, Slot
from sessions.one_on_ones.services.one_on_ones import plan_one_on_one
from sessions.one_on_ones.services.slots import ask_other_slots, offer_slots, pick_slot
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.calendars.mails import posted
from tests.sessions.conftest import ask

FIRST = (dt.date(2026, 11, 12), dt.time(16))
TIMES = [FIRST, (dt.date(2026, 11, 13), dt.time(9, 30))]
TICKED = ["2026-11-12T16:00", "2026-11-13T09:30"]


def url_of(name, one_on_one):
    return reverse(f"sessions:{name}", args=[one_on_one.pk])


@pytest.fixture
def by_mentor(seat, mentor):
    return ask(seat, mentor)


def offer(client, one_on_one, **more):
    sent = {"offered": TICKED, "minutes": "30", "place": "Canteen"} | more
    return client.post(url_of("slots", one_on_one), sent)


def found(person) -> list[tuple]:
    """All that the plain manager finds for `person`, with no filter at all."""
    with acting_as(person), transaction.atomic():
        rows = Slot._base_manager.order_by("on", "at")
        return [(one.on, one.at, one.minutes, one.place) for one in rows]


def state(person):
    with acting_as(person), transaction.atomic():
        one = OneOnOne.objects.get()
        return one.state, one.on, one.at, one.minutes, one.place


def slot_of(person):
    with acting_as(person), transaction.atomic():
        return str(Slot.objects.first().pk)


def mails(person):
    kinds = Mail.objects.filter(person=person, kind__startswith="sessions.one_on_one")
    return sorted(kinds.values_list("kind", flat=True))


SLOTS = [(on, at, 30, "Canteen") for on, at in TIMES]


@pytest.mark.parametrize("who", ["mentee", "mentor"])
def test_either_asks_the_other_offers_and_who_asked_picks(
    request, signed_in, seat, mentor, mentee, who
):
    asker = request.getfixturevalue(who)
    asked = mentor if who == "mentee" else mentee
    one_on_one = ask(seat, asker)
    assert mails(asked) == ["sessions.one_on_one_asked"]
    page = signed_in(asked).get(one_on_one.get_absolute_url()).text
    assert url_of("slots", one_on_one) in page

    offer(signed_in(asked), one_on_one)
    assert found(mentor) == found(mentee) == SLOTS
    assert mails(asker) == ["sessions.one_on_one_offered"]
    page = signed_in(asker).get(one_on_one.get_absolute_url()).text
    assert ("Thursday 12 November, 16:00" in page, "Pick this time" in page) == (
        True,
        True,
    )
    page = signed_in(asked).get(one_on_one.get_absolute_url()).text
    assert ("Times you offered" in page, "Pick this time" in page) == (True, False)

    sent = {"time": slot_of(asker)}
    signed_in(asker).post(url_of("slot_pick", one_on_one), sent)
    assert state(mentee) == ("planned", *FIRST, 30, "Canteen")
    assert found(mentor) == []
    assert {mail.person for mail in posted("planned")} == {mentor, mentee}


def test_none_of_them_suits(signed_in, mentor, mentee, one_on_one):
    offer(signed_in(mentor), one_on_one)

    for _twice in range(2):
        signed_in(mentee).post(url_of("slot_others", one_on_one))
    assert (found(mentor), state(mentor)[0]) == ([], "asked")
    assert mails(mentor).count("sessions.one_on_one_others") == 1
    page = signed_in(mentor).get(one_on_one.get_absolute_url()).text
    assert f"None of the times suited {mentee.called}" in page
    offer(signed_in(mentor), one_on_one, offered=TICKED[1:])
    assert found(mentee) == SLOTS[1:]


def test_one_of_ones_own_is_offered_too(signed_in, mentor, one_on_one):
    own = {"on": "2026-11-14", "at": "10:00", "offered": []}
    offer(signed_in(mentor), one_on_one, **own)

    assert found(mentor) == [(dt.date(2026, 11, 14), dt.time(10), 30, "Canteen")]


@pytest.mark.parametrize(
    "sent",
    [
        {"offered": []},
        {"offered": ["2026-11-01T10:00"]},
        {"offered": ["x", "2026-99-99T10:00"]},
        {"on": "2026-11-14", "at": ""},
        {"minutes": "0"},
        {"offered": [f"2026-11-{day}T10:00" for day in range(12, 19)]},
    ],
)
def test_what_cannot_be_offered_is_refused(signed_in, mentor, one_on_one, sent):
    answer = offer(signed_in(mentor), one_on_one, **sent)

    assert (answer.status_code, found(mentor)) == (200, [])


def test_times_that_suit_both_are_proposed(signed_in, mentor, one_on_one):
    page = signed_in(mentor).get(url_of("slots", one_on_one))

    assert len(page.context["form"].fields["offered"].choices) == 6


def test_the_same_again_tells_nobody_twice(signed_in, mentor, mentee, one_on_one):
    for _twice in range(2):
        offer(signed_in(mentor), one_on_one)

    assert mails(mentee) == ["sessions.one_on_one_offered"]


def test_what_was_offered_and_passed_is_no_choice(
    signed_in, mentor, mentee, one_on_one, now
):
    offer(signed_in(mentor), one_on_one)
    sent = {"time": slot_of(mentee)}
    now.move_to(dt.datetime(2026, 11, 12, 16, 30, tzinfo=dt.UTC))

    page = signed_in(mentee).get(one_on_one.get_absolute_url()).text
    assert ("12 November, 16:00" in page, "13 November, 09:30" in page) == (False, True)
    signed_in(mentee).post(url_of("slot_pick", one_on_one), sent)
    assert state(mentee)[0] == "asked"


@pytest.mark.parametrize("slot", ["", "x", "4e4a30d0-d127-4e3a-9c3a-1c6d0ef34241"])
def test_what_was_not_offered_is_not_picked(
    signed_in, mentor, mentee, one_on_one, slot
):
    offer(signed_in(mentor), one_on_one)
    url = url_of("slot_pick", one_on_one)

    page = signed_in(mentee).post(url, {"time": slot}, follow=True)
    assert "not offered any more" in page.text
    assert (state(mentee)[0], found(mentee)) == ("asked", SLOTS)


def test_the_time_of_another_talk_is_not_picked(
    signed_in, mentor, mentee, other_mentee, group, by_mentor
):
    """The mentor reads the times of both, so the database would show it."""
    other = ask(group.seats.get(person=other_mentee), mentor)
    offer(signed_in(mentee), by_mentor)
    offer(signed_in(other_mentee), other)

    with (
        acting_as(mentor),
        pytest.raises(DomainError, match="not offered any more"),
        transaction.atomic(),
    ):
        pick_slot(one_on_one=by_mentor, slot=slot_of(other_mentee))
    assert state(mentee)[0] == state(other_mentee)[0] == "asked"


def test_setting_a_time_or_withdrawing_ends_the_offer(
    signed_in, mentor, mentee, one_on_one
):
    offer(signed_in(mentor), one_on_one)
    with acting_as(mentor), transaction.atomic():
        plan_one_on_one(one_on_one=one_on_one, on=FIRST[0], at=dt.time(11), minutes=45)
    assert (found(mentee), state(mentee)[2]) == ([], dt.time(11))
    assert signed_in(mentor).get(url_of("slots", one_on_one)).status_code == 403


def test_it_waits_on_today_for_who_has_to_act(mentor, mentee, one_on_one, signed_in):
    def waits(person):
        page = signed_in(person).get(reverse("today")).text
        return one_on_one.get_absolute_url() in page

    assert (waits(mentor), waits(mentee)) == (True, False)
    offer(signed_in(mentor), one_on_one)
    assert (waits(mentor), waits(mentee)) == (False, True)


def test_who_was_asked_offers_and_who_asked_picks_and_nobody_else(
    signed_in,
    mentor,
    mentee,
    other_mentee,
    outsider,
    coordinator,
    one_on_one,
    by_mentor,
):
    assert by_mentor == one_on_one
    offer(signed_in(mentor), one_on_one)
    assert offer(signed_in(mentee), one_on_one).status_code == 403
    assert signed_in(mentee).get(url_of("slots", one_on_one)).status_code == 403
    for name in ("slot_pick", "slot_others"):
        url = url_of(name, one_on_one)
        assert signed_in(mentor).post(url).status_code == 403
        assert signed_in(mentee).get(url).status_code == 405
        for person in (other_mentee, outsider, coordinator):
            assert signed_in(person).post(url).status_code == 404
    for person in (other_mentee, outsider, coordinator):
        assert offer(signed_in(person), one_on_one).status_code == 404
        assert found(person) == []
    assert signed_in(mentor).delete(url_of("slots", one_on_one)).status_code == 405
    assert found(mentor) == SLOTS


def test_after_they_parted_nothing_is_offered(
    signed_in, mentor, mentee, seat, coordinator, one_on_one
):
    offer(signed_in(mentor), one_on_one)
    sent = {"time": slot_of(mentee)}
    with acting_as(coordinator):
        leave_seat(seat=seat, by=coordinator)

    signed_in(mentee).post(url_of("slot_pick", one_on_one), sent)
    assert offer(signed_in(mentor), one_on_one).status_code == 404
    assert (state(mentee)[0], found(mentor)) == ("asked", [])


def test_a_slot_lies_in_the_space_of_its_one_on_one(
    mentor, group, one_on_one, other_mentee
):
    elsewhere = group.seats.get(person=other_mentee).pair_id

    with acting_as(mentor), transaction.atomic():
        with pytest.raises(DatabaseError), transaction.atomic():
            Slot.objects.create(
                one_on_one=one_on_one,
                space_id=elsewhere,
                author=mentor,
                on=FIRST[0],
                at=FIRST[1],
                minutes=30,
            )
    assert found(other_mentee) == []


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_plan_it_once(mentor, mentee, one_on_one):
    with acting_as(mentor), transaction.atomic():
        offer_slots(one_on_one=one_on_one, by=mentor, times=TIMES, minutes=30)
    slot = slot_of(mentee)

    def press(act):
        try:
            with acting_as(mentee), transaction.atomic():
                act()
                return "done"
        except DomainError:
            return "refused"
        finally:
            connection.close()

    acts = [
        lambda: pick_slot(one_on_one=one_on_one, slot=slot),
        lambda: ask_other_slots(one_on_one=one_on_one),
    ]
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, acts)) == ["done", "refused"]


def test_the_pages_ask_no_more_than_twelve_times(
    mentor, mentee, one_on_one, questions, signed_in
):
    assert questions(mentor, url_of("slots", one_on_one)) <= 12
    offer(signed_in(mentor), one_on_one)
    for person in (mentor, mentee):
        # Within the transaction of a test it is said twice who acts.
        assert questions(person, one_on_one.get_absolute_url()) - 1 <= 12


def test_a_mentor_chooses_a_time_at_once_and_nobody_is_mailed_before(
    signed_in, mentor, mentee, seat
):
    url = reverse("sessions:one_on_one_ask", args=[seat.pk])

    answer = signed_in(mentor).post(url, {"plan": "1"})
    assert (answer.url.endswith("/plan/"), mails(mentee)) == (True, [])
    answer = signed_in(mentor).post(url, {})
    assert answer.url.endswith("/plan/") is False

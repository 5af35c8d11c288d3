"""The mentor offers times for the intake; the mentee picks one, or asks for others."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse

from calendars import services as calendars
from intake import services
from intake.due import waiting
from intake.models import Intake, MenteeSeat, OfferedTime
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.calendars.mails import all_known, calendar_of, posted
from tests.intake.conftest import NOW, TODAY

pytestmark = pytest.mark.usefixtures("at_work", "db", "clock")
DAY = dt.timedelta(days=1)
FIRST, SECOND = (TODAY + 2 * DAY, dt.time(16)), (TODAY + 3 * DAY, dt.time(9, 30))
FORM = {
    "offered": ["2026-11-11T16:00", "2026-11-12T09:30"],
    "minutes": "30",
    "place": "Kantine",
}


def url(name, seat):
    return reverse(f"intake:{name}", args=[seat.pk])


def fresh(seat):
    return MenteeSeat.objects.with_intake().get(pk=seat.pk)


def offered_to(person):
    with acting_as(person):
        return list(OfferedTime.objects.all())


def offer(seat, mentor, *times):
    with acting_as(mentor):
        return services.offer_times(
            seat=fresh(seat), times=times, minutes=30, place="Kantine"
        )


def kinds(person, days=0):
    found = waiting(now=NOW + days * DAY, person=person)
    return [one.kind for one in found if one.link.split("/")[2] == str(person.seen)]


@pytest.fixture(autouse=True)
def seen(seat, mentor, mentee):
    """Of the mentor's mentees those tests look at one."""
    mentor.seen = mentee.seen = seat.pk


def test_the_mentee_picks_one_and_both_calendars_have_it(
    signed_in, seat, mentor, mentee
):
    signed_in(mentor).post(url("times", seat), FORM)
    page = signed_in(mentee).get(seat.get_absolute_url())
    offered = page.context["offered"]
    assert [(one.on, one.at) for one in offered] == [FIRST, SECOND]
    assert Intake.objects.get().state == "to_plan"

    signed_in(mentee).post(url("pick", seat), {"time": offered[1].pk})

    intake = Intake.objects.get()
    assert (intake.state, intake.on, intake.at) == ("planned", *SECOND)
    assert (intake.minutes, intake.place) == (30, "Kantine")
    assert offered_to(mentee) == []
    mails = list(posted("planned"))
    assert {mail.person_id for mail in mails} == {mentor.pk, mentee.pk}
    (event,) = calendar_of(mails[0]).walk("VEVENT")
    assert str(event["uid"]) == f"intake-{intake.pk}@crossmentor"


def test_the_mentee_asks_for_others_and_the_mentor_offers_them(
    signed_in, seat, mentor, mentee
):
    offer(seat, mentor, FIRST)
    assert (kinds(mentor), kinds(mentee)) == ([], ["intake.to_pick"])

    signed_in(mentee).post(url("others", seat))

    assert (kinds(mentor), kinds(mentee)) == (["intake.other_times"], [])
    page = signed_in(mentor).get(seat.get_absolute_url()).text
    assert f"{mentee.called} asks for other times." in page
    offer(seat, mentor, SECOND)
    assert (kinds(mentor), kinds(mentee)) == ([], ["intake.to_pick"])


def test_a_planned_time_stands_until_another_is_picked(signed_in, seat, mentor, mentee):
    with acting_as(mentor):
        services.plan_intake(
            seat=fresh(seat), on=FIRST[0], at=FIRST[1], minutes=45, place=""
        )
    signed_in(mentee).post(url("others", seat))
    intake = Intake.objects.get()
    assert (intake.state, intake.on) == ("planned", FIRST[0])
    assert kinds(mentor) == ["intake.other_times"]

    offer(seat, mentor, SECOND)
    (other,) = offered_to(mentee)
    signed_in(mentee).post(url("pick", seat), {"time": other.pk})
    assert Intake.objects.get().on == SECOND[0]


def mailed(person, kind, days):
    """On which of these days a mail would leave, the clock standing at each."""
    found = set()
    for number in range(days):
        for one in waiting(now=NOW + number * DAY, person=person):
            if one.kind == kind:
                found.add((one.day - TODAY).days)
    return sorted(found)


def test_who_does_not_pick_is_told_three_times_then_the_mentor_decides(
    seat, mentor, mentee
):
    offer(seat, mentor, FIRST, (TODAY + 40 * DAY, dt.time(9)))

    assert mailed(mentee, "intake.to_pick", 60) == [0, 3, 6]
    assert mailed(mentor, "intake.to_decide", 60) == [9, 16, 23]
    assert kinds(mentee, 9) == []
    everybody = [one for one in waiting(now=NOW + 9 * DAY) if "to_plan" not in one.kind]
    assert [(one.person, one.kind) for one in everybody] == [
        (mentor, "intake.to_decide")
    ]


def test_once_the_last_time_has_passed_the_mentor_decides(seat, mentor, mentee):
    offer(seat, mentor, FIRST, SECOND)

    assert (kinds(mentee, 3), kinds(mentor, 3)) == (["intake.to_pick"], [])
    assert (kinds(mentee, 4), kinds(mentor, 4)) == ([], ["intake.to_decide"])


def test_who_is_asked_for_others_is_told_three_times(seat, mentor, mentee):
    offer(seat, mentor, FIRST)
    with acting_as(mentee):
        services.ask_other_times(seat=fresh(seat))

    assert mailed(mentor, "intake.other_times", 60) == [0, 7, 14]


def test_times_offered_anew_the_same_day_are_told_anew(seat, mentor, mentee, clock):
    offer(seat, mentor, FIRST)
    (before,) = [one.key for one in waiting(now=NOW, person=mentee)]
    clock.shift(dt.timedelta(minutes=5))
    offer(seat, mentor, FIRST)
    assert [one.key for one in waiting(now=NOW, person=mentee)] == [before]
    offer(seat, mentor, SECOND)
    (after,) = [one.key for one in waiting(now=NOW, person=mentee)]
    assert after != before
    assert [(one.on, one.at) for one in offered_to(mentee)] == [SECOND]


def test_what_the_mentor_sets_takes_the_place_of_what_was_offered(
    signed_in, seat, mentor, mentee
):
    offer(seat, mentor, FIRST)
    gone = offered_to(mentee)[0].pk
    with acting_as(mentor):
        services.plan_intake(
            seat=fresh(seat), on=SECOND[0], at=SECOND[1], minutes=45, place=""
        )

    page = signed_in(mentee).post(url("pick", seat), {"time": gone}, follow=True)

    assert "settled meanwhile" in page.text
    assert Intake.objects.get().on == SECOND[0]
    with acting_as(mentee), pytest.raises(DomainError, match="not offered any more"):
        services.pick_time(seat=fresh(seat), time=gone)


def test_a_time_of_another_pair_is_not_picked(seat, group, mentor, mentee):
    other = MenteeSeat.objects.with_intake().exclude(pk=seat.pk).filter(group=group)
    offer(other.first(), mentor, FIRST)
    offer(seat, mentor, SECOND)
    (foreign,) = (one for one in offered_to(mentor) if one.intake.seat_id != seat.pk)
    assert [one.pk for one in offered_to(mentee)] != [foreign.pk]
    # The mentor sees both, so that no policy helps.
    for person in (mentee, mentor):
        with (
            acting_as(person),
            pytest.raises(DomainError, match="not offered any more"),
        ):
            services.pick_time(seat=fresh(seat), time=foreign.pk)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"offered": []}, "Choose at least one time."),
        ({"offered": ["2026-11-08T16:00"]}, "still to come"),
        ({"offered": ["<b>"]}, 'class="field__error"'),
        ({"on": "2026-11-20", "at": ""}, "Give a day and a time"),
        ({"offered": [f"2026-11-{n}T09:00" for n in range(11, 18)]}, "at most 6"),
    ],
)
def test_what_cannot_be_offered_is_said_and_kept(
    signed_in, seat, mentor, change, words
):
    page = signed_in(mentor).post(url("times", seat), FORM | change)

    assert words in page.text
    assert 'value="Kantine"' in page.text
    assert offered_to(mentor) == []


def test_a_time_of_ones_own_is_offered_beside(signed_in, seat, mentor):
    form = FORM | {"on": "2026-11-20", "at": "11:15"}
    signed_in(mentor).post(url("times", seat), form)
    own = (dt.date(2026, 11, 20), dt.time(11, 15))
    found = [(one.on, one.at) for one in offered_to(mentor)]
    assert found == [FIRST, SECOND, own]


def test_times_at_which_either_cannot_do_not_stand_there(
    signed_in, seat, mentor, mentee, other_mentee
):
    def days():
        form = signed_in(mentor).get(url("times", seat)).context["form"]
        return [on.day for on, _at in form.offers]

    assert days() == [10, 11, 13, 17, 18, 20]
    for person, first, last in (
        (mentee, 10, 12),
        (mentor, 16, 20),
        # Who is not of the pair does not matter.
        (other_mentee, 13, 13),
    ):
        with acting_as(person), transaction.atomic():
            away = [dt.date(2026, 11, number) for number in (first, last)]
            calendars.add_absence(person=person, first=away[0], last=away[1])
    assert days() == [13, 23]


def test_when_one_meets_somebody_already_does_not_stand_there(
    signed_in, group, seat, mentor, mentee, other_mentee
):
    def days():
        form = signed_in(mentor).get(url("times", seat)).context["form"]
        return list(form.offers)

    first, second, third, *_more = days()
    other = MenteeSeat.objects.with_intake().get(person=other_mentee)
    when = {"on": first[0], "at": first[1], "minutes": 45}
    with acting_as(mentor):
        services.plan_intake(seat=other, place="", **when)
    group.sessions.create(on=second[0], at=dt.time(9), minutes=120)
    group.sessions.create(on=second[0] + 7 * DAY, at=dt.time(9), minutes=30)
    # Until the time that is offered, and no longer.
    early = (dt.datetime.combine(*third) - dt.timedelta(minutes=30)).time()
    group.sessions.create(on=third[0], at=early, minutes=30)
    assert {first, second, third} <= set(days())

    all_known(group)

    found = set(days())
    assert (first in found, second in found, third in found) == (False, False, True)


def test_after_it_was_held_nothing_is_offered(held, mentor, mentee):
    with pytest.raises(DomainError, match="held already"):
        offer(held, mentor, FIRST)
    with acting_as(mentee), pytest.raises(DomainError, match="held already"):
        services.ask_other_times(seat=fresh(held))


def test_nobody_else_learns_of_it(
    signed_in, seat, mentor, mentee, other_mentee, outsider, coordinator
):
    offer(seat, mentor, FIRST)
    client = signed_in(coordinator)
    assert client.get(seat.get_absolute_url()).status_code == 404
    about = list(waiting(now=NOW + 30 * DAY, person=coordinator))
    assert about == []
    for person in (coordinator, other_mentee, outsider):
        assert offered_to(person) == []
    assert len(offered_to(mentee)) == 1


def test_the_page_of_times_asks_no_more_than_twelve_times(
    signed_in, seat, mentor, django_assert_max_num_queries
):
    client = signed_in(mentor)
    client.get(url("times", seat))
    with django_assert_max_num_queries(12):
        client.get(url("times", seat))


def test_the_page_of_an_intake_asks_no_more_than_twelve_times(
    signed_in, held, mentor, mentee, django_assert_max_num_queries
):
    """Of one that is talked about once more, with times to choose from."""
    with acting_as(mentor):
        services.decide_outcome(
            seat=fresh(held), by=mentor, outcome="again", until=TODAY + 9 * DAY
        )
    offer(held, mentor, FIRST, SECOND)
    for person in (mentor, mentee):
        client = signed_in(person)
        client.get(held.get_absolute_url())
        # Within the transaction of a test it is said twice who acts.
        with django_assert_max_num_queries(13):
            client.get(held.get_absolute_url())


def test_the_page_to_prepare_on_asks_no_more_than_twelve_times(
    signed_in, seat, mentor, mentee, django_assert_max_num_queries
):
    offer(seat, mentor, FIRST)
    for person in (mentor, mentee):
        client = signed_in(person)
        client.get(seat.get_absolute_url())
        with django_assert_max_num_queries(13):
            client.get(seat.get_absolute_url())

"""What a mail about a group says as it leaves: what holds then, or nothing at all."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.utils.translation import override

from groups import facts
from groups.retention import object_of
from groups.services import (
    dissolve_group,
    end_on,
    join_group,
    leave_seat,
    move_seat,
    replace_mentor,
)
from programmes.models import Programme, Role
from tests.factories import form_group, formed_group, see_all
from tests.groups.ends import go_on

pytestmark = pytest.mark.django_db
NOBODY_SUCH = 0


@pytest.fixture
def formed(crew):
    lead, mentees = crew(5)
    group = see_all(form_group(mentor=lead, mentees=mentees))
    Programme.objects.update(state=Programme.State.RUNNING)
    return group


@pytest.fixture
def first(formed):
    """The seat of a mentee."""
    return formed.seats.mentees().earliest("pk")


@pytest.fixture
def second(formed):
    return formed.seats.mentees().order_by("pk")[1]


def mail_to(person, about, *, by=None, programme=None, **context):
    return SimpleNamespace(
        person=person,
        person_id=person.pk,
        object_id=str(about),
        programme_id=programme and programme.pk,
        by=by,
        context=context,
    )


def names(told) -> set:
    return {one["name"] for one in told["people"]}


def full_names(seats, but=()) -> set:
    return {seat.person.full_name for seat in seats if seat.person not in but}


def test_of_new_groups_a_mail_tells_who_is_in_it_by_now(
    formed, first, second, coordinator
):
    """Somebody left between the mail being laid and it leaving."""
    leave_seat(seat=second, by=coordinator)

    told = facts.published(mail_to(first.person, formed.pk))

    stay = list(formed.seats.held().with_person())
    assert told["mentor"] == formed.mentor.full_name
    assert told["programme"] == str(formed.programme)
    assert set(told["others"]) == full_names(stay, but=[first.person, formed.mentor])
    assert second.person.full_name not in told["others"]
    assert names(told) == full_names(stay, but=[first.person])
    assert told["leads"] is False
    assert facts.published(mail_to(formed.mentor, formed.pk))["leads"] is True


def test_who_sits_in_a_new_group_no_longer_reads_nothing_of_it(
    formed, first, coordinator, outsider
):
    leave_seat(seat=first, by=coordinator)

    assert facts.published(mail_to(first.person, formed.pk)) is None
    # Of another group of the programme, and of none that is.
    assert facts.published(mail_to(outsider, formed.pk)) is None
    assert facts.published(mail_to(formed.mentor, NOBODY_SUCH)) is None


def test_that_groups_are_taken_back_holds_for_who_has_no_seat_again(
    formed, first, coordinator, enrol, programme
):
    free = enrol().person
    told = facts.unpublished(
        mail_to(free, formed.pk, programme=programme, by=coordinator, mentor="Mia")
    )
    assert told == {
        "mentor": "Mia",
        "programme": str(programme),
        "by": coordinator.full_name,
    }
    # A command on the server is nobody.
    assert "by" not in facts.unpublished(mail_to(free, 1, programme=programme))
    assert facts.unpublished(mail_to(first.person, 1, programme=programme)) is None
    leave_seat(seat=first, by=coordinator)
    assert facts.unpublished(mail_to(first.person, 1, programme=programme))


def test_a_seat_elsewhere_is_none_of_that_programme(formed, first):
    other = formed_group(
        type(formed.programme).objects.create(
            organisation=formed.programme.organisation,
            name="Another year",
            starts_on=date(2027, 9, 1),
        )
    )
    there = other.seats.mentees().first().person

    assert facts.unpublished(mail_to(there, 1, programme=formed.programme))
    gone = SimpleNamespace(pk=NOBODY_SUCH)
    assert facts.unpublished(mail_to(there, 1, programme=gone)) is None


def test_of_a_newcomer_each_reads_what_is_theirs(formed, first, enrol):
    seat = join_group(group=formed, participation=enrol())

    to_them = facts.joined(mail_to(seat.person, seat.pk))
    to_another = facts.joined(mail_to(first.person, seat.pk))

    assert (to_them["you"], to_another["you"]) == (True, False)
    assert names(to_another) == {seat.person.full_name}
    everybody = formed.seats.held().with_person()
    assert names(to_them) == full_names(everybody, but=[seat.person])
    assert str(to_them["group"]) == str(formed)


def test_a_newcomer_who_left_again_is_not_announced(
    formed, first, second, enrol, coordinator, outsider
):
    seat = join_group(group=formed, participation=enrol())
    assert facts.joined(mail_to(outsider, seat.pk)) is None
    leave_seat(seat=second, by=coordinator)
    assert facts.joined(mail_to(second.person, seat.pk)) is None
    assert facts.joined(mail_to(first.person, NOBODY_SUCH)) is None

    leave_seat(seat=seat, by=coordinator)

    assert facts.joined(mail_to(first.person, seat.pk)) is None


def test_of_another_mentor_each_reads_what_is_theirs(formed, first, enrol, coordinator):
    old = formed.mentor
    led = replace_mentor(group=formed, participation=enrol(Role.MENTOR), by=coordinator)
    said = {"before": old.full_name}

    to_lead = facts.mentor_replaced(mail_to(led.person, led.pk, gone=False, **said))
    to_mentee = facts.mentor_replaced(mail_to(first.person, led.pk, gone=False, **said))
    to_old = facts.mentor_replaced(mail_to(old, led.pk, gone=True, **said))

    mentees = formed.seats.held().mentees().with_person()
    assert names(to_lead) == full_names(mentees)
    assert names(to_mentee) == {led.person.full_name}
    # Who led it before is told of nobody's work.
    assert to_old["people"] == []
    assert [one["leads"] for one in (to_lead, to_mentee, to_old)] == [
        True,
        False,
        False,
    ]
    assert {one["before"] for one in (to_lead, to_mentee, to_old)} == {old.full_name}


def test_another_mentor_who_is_replaced_too_is_not_announced(
    formed, first, second, enrol, coordinator
):
    lead = formed.seats.mentors().get().participation
    led = replace_mentor(group=formed, participation=enrol(Role.MENTOR), by=coordinator)
    leave_seat(seat=formed.seats.held().get(person=second.person), by=coordinator)
    # A mentee who left meanwhile, and the mentor of before who is still away.
    assert facts.mentor_replaced(mail_to(second.person, led.pk, gone=False)) is None
    assert facts.mentor_replaced(mail_to(lead.person, led.pk, gone=True))

    replace_mentor(group=formed, participation=lead, by=coordinator)

    assert facts.mentor_replaced(mail_to(first.person, led.pk, gone=False)) is None
    assert facts.mentor_replaced(mail_to(lead.person, led.pk, gone=True)) is None
    assert facts.mentor_replaced(mail_to(first.person, NOBODY_SUCH)) is None


def test_that_somebody_left_holds_until_they_are_back(
    formed, first, second, coordinator
):
    to_mate = mail_to(formed.mentor, first.pk, you=False)
    to_them = mail_to(first.person, first.pk, you=True)
    # Not before it is so.
    assert facts.left(to_mate) is facts.left(to_them) is None

    leave_seat(seat=first, by=coordinator)

    assert facts.left(to_mate)["name"] == first.person.full_name
    assert [facts.left(one)["you"] for one in (to_mate, to_them)] == [False, True]
    leave_seat(seat=second, by=coordinator)
    # Who left as well is not told of those who did.
    assert facts.left(mail_to(second.person, first.pk, you=False)) is None

    join_group(group=formed, participation=first.participation)

    assert facts.left(to_mate) is facts.left(to_them) is None


def test_of_a_move_the_group_of_now_is_told_and_the_one_before(
    formed, first, crew, coordinator
):
    lead, mentees = crew(4)
    target = see_all(form_group(mentor=lead, mentees=mentees))
    moved = move_seat(seat=first, group=target, by=coordinator)
    mail = mail_to(moved.person, moved.pk, before_id=formed.pk, before="as it was")

    told = facts.moved(mail)

    assert told["mentor"] == target.mentor.full_name
    assert (str(told["before"]), str(told["group"])) == (str(formed), str(target))
    members = target.seats.held().with_person()
    assert names(told) == full_names(members, but=[moved.person])
    # The words of then, where that group is gone.
    assert facts.moved(mail_to(moved.person, moved.pk, before="as it was"))[
        "before"
    ] == ("as it was")

    leave_seat(seat=moved, by=coordinator)
    assert facts.moved(mail) is None


def test_a_group_is_called_in_the_language_of_who_reads(formed, first, coordinator):
    leave_seat(seat=first, by=coordinator)
    told = facts.left(mail_to(formed.mentor, first.pk))

    with override("nl"):
        assert str(told["group"]) == f"Mentorgroep {formed.mentor.full_name}"
    with override("en"):
        assert str(told["group"]) == f"Mentor group {formed.mentor.full_name}"


def test_that_a_group_ends_is_told_once_it_has(formed, first, coordinator):
    mail = mail_to(first.person, first.pk, led=False)
    assert facts.dissolved(mail) is None
    moves = dict.fromkeys(formed.seats.mentees().values_list("pk", flat=True))

    dissolve_group(group=formed, moves=moves, by=coordinator)

    told = facts.dissolved(mail)
    assert (told["led"], str(told["group"])) == (False, str(formed))
    assert facts.dissolved(mail_to(first.person, NOBODY_SUCH)) is None


LAST = date(2027, 3, 1)


def test_until_when_one_can_read_is_told_of_that_very_day(
    formed, first, coordinator, settings
):
    group = end_on(group=formed, last_day=LAST)
    until = group.readable_until
    mail = mail_to(first.person, object_of(group, until))

    told = facts.readable(mail)

    assert (told["until"], told["sits"]) == (until, True)
    assert told["take_along"].startswith(settings.BASE_URL)
    leave_seat(seat=first, by=coordinator)
    assert facts.readable(mail)["sits"] is False
    # Another day is another reminder, and one that goes on has none.
    end_on(group=formed, last_day=LAST + timedelta(days=1))
    assert facts.readable(mail) is None
    go_on(formed)
    assert facts.readable(mail) is None
    assert facts.readable(mail_to(first.person, f"{NOBODY_SUCH}.{until}")) is None


@pytest.mark.parametrize(
    ("zone", "is_over"), [("Pacific/Auckland", True), ("America/New_York", False)]
)
def test_its_time_is_over_by_the_clock_of_the_programme(formed, zone, is_over):
    formed.programme.time_zone = zone
    formed.ended_on = LAST
    until = formed.readable_until

    # In Auckland it is the day after already.
    noon = datetime(until.year, until.month, until.day, 12, tzinfo=UTC)
    with time_machine.travel(noon + timedelta(hours=1), tick=False):
        assert formed.is_over is is_over
        # Of a circle that is there still no day is told.
        assert formed.erased_on is None

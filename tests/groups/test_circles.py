"""Who is in a circle: as it is shown before it opens, and the mark of what was shown."""

import datetime as dt
from uuid import UUID

import pytest
from django.utils import timezone, translation

from groups.models import MentorGroup, Seat
from groups.presenters.circles import (
    CircleStory,
    MemberStory,
    circles_of,
    mark_of,
)
from groups.presenters.circles import _came as came
from groups.presenters.introductions import introduce, introduce_all, namesakes
from groups.services import end_pause, join_group, leave_seat, pause_seat, see_circle
from people.models import Person
from programmes.models import Role
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.factories import form_group, see_all

NOW = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)
DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)


def member(pk, *, seen_at=NOW, name="Anna", team="Havens", role=Role.MENTEE):
    about = {"name": name, "email": f"{pk}@firm.example", "team": team}
    return MemberStory(Person(pk=pk), role, seen_at, about, None)


def circle(number, *members, is_open=False, until=None):
    return CircleStory(UUID(int=number), until, list(members), is_open)


def test_whoever_comes_goes_or_is_called_otherwise_changes_the_mark():
    anna, ben = member(1), member(2, name="Ben")
    shown = mark_of([circle(1, anna, ben)])

    others = [
        [circle(1, anna)],
        [circle(1, anna, ben, member(3))],
        [circle(1, anna, member(2, name="Bea"))],
        [circle(1, anna, member(2, name="Ben", team="Sluizen"))],
        [circle(2, anna, ben)],
        [circle(1, anna, ben), circle(2, anna)],
    ]
    marks = [mark_of(one) for one in others]
    assert shown not in marks
    assert len(set(marks)) == len(marks)


def test_what_changes_nothing_for_who_looks_keeps_the_mark():
    anna, ben = member(1), member(2, name="Ben")
    shown = mark_of([circle(1, anna, ben)])

    # In another order; and when somebody else has seen it meanwhile.
    assert mark_of([circle(1, ben, anna)]) == shown
    assert mark_of([circle(1, member(1, seen_at=None), ben)]) == shown
    # Of one that is open nothing is to be seen any more.
    assert mark_of([circle(1, anna, ben), circle(2, anna, is_open=True)]) == shown
    assert mark_of([circle(2, anna, is_open=True)]) == mark_of([])


def test_those_are_waited_for_who_have_not_seen_it():
    unseen = member(2, seen_at=None)

    assert circle(1, member(1), unseen).waiting == [unseen]
    assert circle(1, member(1)).waiting == []


@pytest.mark.parametrize(
    ("language", "labels"), [("nl", ["Mentor", "Mentee"]), ("en", ["Mentor", "Mentee"])]
)
def test_a_role_has_a_name_and_who_never_sat_has_none(language, labels):
    roles = [Role.MENTOR, Role.MENTEE]
    with translation.override(language):
        told = [str(member(1, role=role).role_label).capitalize() for role in roles]
        assert told == labels
        assert member(1, role="").role_label == ""


def seat(pk, joined_at):
    return Seat(person_id=pk, joined_at=joined_at)


@pytest.mark.parametrize(
    ("published", "strange"),
    [(DAY, {2}), (6 * DAY, {2}), (8 * DAY, {1, 2})],
    ids=["yesterday", "in the week", "longer ago"],
)
def test_of_who_began_with_the_group_it_is_no_wonder_in_its_first_week(
    published, strange, time_machine
):
    """That they never signed in before; of who came later it always is."""
    time_machine.move_to(NOW, tick=False)
    began = NOW - published
    group = MentorGroup(published_at=began)
    seats = [seat(1, began + MINUTE), seat(2, began + 2 * dt.timedelta(hours=1))]

    assert came(group, seats) == strange


def person(pk, name, email):
    return Person(pk=pk, given_name=name, family_name="Çelik", email=email)


def test_namesakes_are_told_by_their_addresses_whatever_the_accents():
    anna = person(1, "Anna", "anna@firm.example")
    again = person(2, "ANNÁ", "b@firm.example")
    again.family_name = "celik"
    others = [anna, again, person(3, "Anna", "a@firm.example"), person(4, "Ben", "x@y")]

    assert namesakes(anna, others) == ["a@firm.example", "b@firm.example"]
    assert namesakes(others[-1], others) == []
    # Once for somebody who sits there twice.
    assert namesakes(anna, [*others, again]) == ["a@firm.example", "b@firm.example"]


@pytest.fixture
def formed(crew):
    lead, mentees = crew(5)
    return see_all(form_group(mentor=lead, mentees=mentees))


@pytest.mark.django_db
def test_who_somebody_is_in_words_and_dates(formed, organisation):
    anna, ben, *_rest = [one.person for one in formed.seats.mentees().with_person()]
    type(anna).objects.filter(pk=ben.pk).update(team=None)
    ben.refresh_from_db()

    told = introduce([anna, ben], under_way={anna.pk})

    assert told[anna.pk]["name"] == anna.full_name
    assert (told[anna.pk]["team"], told[ben.pk]["team"]) == (anna.team.name, "")
    assert told[anna.pk]["email"] == anna.email
    # Neither ever signed in; it is said where it is strange.
    assert [told[one.pk]["is_new"] for one in (anna, ben)] == [True, False]
    assert told[anna.pk]["since"] == timezone.localdate(anna.joined_at)
    assert not told[anna.pk]["is_unlike"]
    domains = {organisation.pk: {"elsewhere.example"}}
    assert introduce([anna], domains=domains)[anna.pk]["is_unlike"]
    # Many groups at once: each in its own, and namesakes in it alone.
    assert [set(one) for one in introduce_all([[anna], [], [ben]])] == [
        {anna.pk},
        set(),
        {ben.pk},
    ]


@pytest.mark.django_db
def test_a_circle_opens_for_who_saw_who_is_in_it_and_not_for_who_saw_others(
    formed, enrol, coordinator
):
    reader = formed.seats.mentees().earliest("pk").person
    join_group(group=formed, participation=enrol())
    formed.refresh_from_db()
    with acting_as(reader):
        (shown,) = circles_of(formed, reader)
        assert not shown.is_open
        # The mentor first, then by name.
        assert shown.members[0].person == formed.mentor
        names = [one.person.sort_key for one in shown.members[1:]]
        assert names == sorted(names)
        assert len(shown.waiting) == 7
        mark = mark_of([shown])
    leave_seat(seat=formed.seats.held().latest("pk"), by=coordinator)

    with acting_as(reader):
        for wrong in ("", "x", mark):
            with pytest.raises(DomainError, match="look once more"):
                see_circle(group=formed, person=reader, mark=wrong)
        see_circle(
            group=formed, person=reader, mark=mark_of(circles_of(formed, reader))
        )
        (now,) = circles_of(formed, reader)
        assert now.is_open
        assert [one.person for one in now.members if one.seen_at] == [reader]
        # Open already: whatever was sent, nothing changes.
        see_circle(group=formed, person=reader, mark="x")


@pytest.mark.django_db
def test_another_name_is_looked_at_once_more(formed, enrol):
    seat = join_group(group=formed, participation=enrol())
    formed.refresh_from_db()
    reader = formed.mentor
    with acting_as(reader):
        mark = mark_of(circles_of(formed, reader))
    type(reader).objects.filter(pk=seat.person_id).update(family_name="Otherwise")

    with acting_as(reader), pytest.raises(DomainError, match="look once more"):
        see_circle(group=formed, person=reader, mark=mark)


@pytest.mark.django_db
def test_who_is_no_member_is_shown_nobody(formed, coordinator, outsider):
    for stranger in (coordinator, outsider):
        with acting_as(stranger):
            assert circles_of(formed, stranger) == []


@pytest.mark.django_db
def test_until_when_somebody_pauses_stands_beside_the_name(formed):
    paused = formed.seats.mentees().earliest("pk")
    until = timezone.localdate() + 9 * DAY

    def told():
        with acting_as(formed.mentor):
            (shown,) = circles_of(formed, formed.mentor)
        return {one.person.pk: one.paused_until for one in shown.members}

    with acting_as(formed.mentor):
        pause = pause_seat(seat=paused, until=until)
    assert {pk: at for pk, at in told().items() if at} == {
        paused.person_id: pause.ends_at
    }
    with acting_as(formed.mentor):
        end_pause(seat=paused)
    assert set(told().values()) == {None}

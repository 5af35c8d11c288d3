import pytest
from django.db import IntegrityError, transaction

from groups.models import MentorGroup, Seat
from groups.services import (
    candidates,
    join_group,
    leave_seat,
    replace_mentor,
)
from people.models import Stint
from programmes.models import Role
from reminders.models import Mail
from spaces.acting import acting_as
from spaces.errors import DomainError
from spaces.models import AuditEvent, Member, Space
from spaces.services import open_space
from tests.factories import DisciplineFactory, ProjectFactory, form_group, see_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def formed(crew):
    mentor, mentees = crew()
    return form_group(mentor=mentor, mentees=mentees)


def mails(kind):
    return sorted(Mail.objects.filter(kind=kind).values_list("person", flat=True))


def test_forming_seats_everybody_and_tells_them(crew):
    mentor, mentees = crew()

    group = form_group(mentor=mentor, mentees=mentees)

    people = sorted(part.person_id for part in [mentor, *mentees])
    assert sorted(group.seats.values_list("person", flat=True)) == people
    assert mails("groups.published") == people


def test_forming_opens_a_circle_and_pairs_without_the_coordinator(formed, coordinator):
    see_all(formed)
    mentor = formed.seats.get(role=Role.MENTOR).person
    with acting_as(mentor):
        kinds = sorted(Space.objects.values_list("kind", flat=True))
        assert kinds == ["circle", "pair", "pair", "pair", "pair"]
        assert Member.objects.filter(space_id=formed.circle_id).count() == 5
    with acting_as(coordinator):
        assert not Space.objects.exists()
        assert not Member.objects.exists()


@pytest.mark.parametrize("count", [3, 7])
def test_a_group_has_four_to_six_mentees(crew, count):
    mentor, mentees = crew(count)

    with pytest.raises(DomainError, match="four to six mentees"):
        form_group(mentor=mentor, mentees=mentees)

    assert not MentorGroup.objects.exists()


def test_two_of_one_team_are_refused(crew):
    mentor, mentees = crew()
    mentees[0].person.team = mentees[1].person.team
    mentees[0].person.save(update_fields=["team"])

    with pytest.raises(DomainError, match="the same team"):
        form_group(mentor=mentor, mentees=mentees)


def test_two_disciplines_need_a_reason(crew, enrol, organisation):
    mentor, mentees = crew(3)
    other = DisciplineFactory(organisation=organisation)
    mentees.append(enrol(person__discipline=other))

    with pytest.raises(DomainError, match="give the reason"):
        form_group(mentor=mentor, mentees=mentees)

    reason = "To learn from each other"
    group = form_group(mentor=mentor, mentees=mentees, reason=reason)
    assert group.cross_discipline_reason == reason


def test_long_on_one_project_is_refused(crew, organisation):
    mentor, mentees = crew()
    project = ProjectFactory(organisation=organisation)
    for part in mentees[:2]:
        Stint.objects.create(
            person=part.person,
            project=project,
            starts_on="2025-01-01",
            ends_on="2025-06-30",
            hours=16,
        )

    with pytest.raises(DomainError, match="same project"):
        form_group(mentor=mentor, mentees=mentees)


def test_a_line_manager_is_refused(crew):
    mentor, mentees = crew()
    mentees[0].person.manager = mentor.person
    mentees[0].person.save()

    with pytest.raises(DomainError, match="line manager"):
        form_group(mentor=mentor, mentees=mentees)


def test_a_newcomer_gets_a_new_circle(formed, enrol):
    newcomer = enrol()
    before = see_all(formed).circle_id

    seat = join_group(group=formed, participation=newcomer)

    see_all(formed)
    assert formed.circle_id != before
    with acting_as(newcomer.person):
        circles = Space.objects.filter(kind="circle").values_list("pk", flat=True)
        assert list(circles) == [formed.circle_id]
        assert Space.objects.filter(pk=seat.pair_id).exists()
    mentor = formed.seats.get(role=Role.MENTOR).person
    with acting_as(mentor):
        assert Space.objects.filter(pk__in=[before, formed.circle_id]).count() == 2
    held = formed.seats.held().values_list("person", flat=True)
    assert mails("groups.joined") == sorted(held)


def test_a_newcomer_who_breaks_a_rule_is_refused_in_words(formed, enrol):
    there = formed.seats.filter(role=Role.MENTEE).first().person
    newcomer = enrol(person__team=there.team)

    with pytest.raises(DomainError) as refusal:
        join_group(group=formed, participation=newcomer)

    assert str(refusal.value) == (
        f"{newcomer.person} and {there} are in the same team, {there.team} (R3)."
    )


def test_the_seventh_mentee_is_refused(crew, enrol):
    mentor, mentees = crew(6)
    group = form_group(mentor=mentor, mentees=mentees)

    with pytest.raises(DomainError, match="is full"):
        join_group(group=group, participation=enrol())


def test_who_leaves_reads_the_circle_no_more(formed, coordinator):
    see_all(formed)
    seat = formed.seats.filter(role=Role.MENTEE).first()
    mentor = formed.seats.get(role=Role.MENTOR).person

    left = leave_seat(seat=seat, by=mentor)

    assert left.left_by == mentor
    with acting_as(seat.person):
        assert list(Space.objects.values_list("pk", flat=True)) == [seat.pair_id]
    with acting_as(mentor):
        assert not Space.objects.filter(pk=seat.pair_id).exists()
        assert Space.objects.filter(pk=formed.circle_id).exists()
    assert mails("groups.left") == sorted(formed.seats.values_list("person", flat=True))


@pytest.mark.parametrize("who", ["mentee", "mentor"])
def test_who_leaves_reads_no_circle_of_before_a_newcomer_either(
    formed, enrol, coordinator, who
):
    before = see_all(formed).circle_id
    newcomer = join_group(group=formed, participation=enrol())
    see_all(formed)
    mate = formed.seats.mentees().order_by("pk")[1].person
    leaver = formed.mentor
    if who == "mentee":
        seat = formed.seats.mentees().order_by("pk").first()
        leaver = leave_seat(seat=seat, by=coordinator).person
    else:
        replace_mentor(group=formed, participation=enrol(Role.MENTOR), by=coordinator)
        see_all(formed)

    def circles(person):
        with acting_as(person):
            found = Space.objects.filter(kind="circle")
            return set(found.values_list("pk", flat=True))

    assert circles(leaver) == set()
    assert circles(mate) >= {before, formed.circle_id}
    assert before not in circles(newcomer.person)


def test_the_trail_tells_of_no_circle_that_one_was_never_in(formed, enrol, coordinator):
    before = formed.circle_id
    seat = join_group(group=formed, participation=enrol())

    leave_seat(seat=seat, by=coordinator)

    formed.refresh_from_db()
    left = AuditEvent.objects.filter(verb=AuditEvent.Verb.LEFT, person=seat.person)
    assert set(left.values_list("space_id", flat=True)) == {formed.circle_id}
    assert before != formed.circle_id


def test_leaving_twice_is_leaving_once(formed, coordinator):
    seat = formed.seats.filter(role=Role.MENTEE).first()
    first = leave_seat(seat=seat, by=coordinator).left_at

    assert leave_seat(seat=seat, by=coordinator).left_at == first
    assert len(mails("groups.left")) == 5


def test_a_mentor_does_not_just_leave(formed, coordinator):
    seat = formed.seats.get(role=Role.MENTOR)

    with pytest.raises(DomainError, match="another mentor"):
        leave_seat(seat=seat, by=coordinator)


def test_candidates_are_enrolled_mentees_without_a_seat(formed, enrol):
    free = enrol()
    enrol(state="invited")
    enrol(Role.MENTOR)

    assert list(candidates(formed)) == [free]


def raw_seat(group, part, **fields):
    """A seat as plain SQL would make it, past every service."""
    mentor = group.seats.get(role=Role.MENTOR).person
    fields = {
        "role": part.role,
        "pair": open_space(kind=Space.Kind.PAIR, members=[mentor, part.person])
        if part.role == Role.MENTEE
        else None,
    } | fields
    with transaction.atomic():
        seat = Seat.objects.create(
            group=group, person=part.person, participation=part, **fields
        )
        check_now()
    return seat


@transaction.atomic
def raw_group(mentor, mentees):
    people = [part.person for part in [mentor, *mentees]]
    group = MentorGroup.objects.create(
        programme=mentor.programme,
        mentor=mentor.person,
        circle=open_space(kind=Space.Kind.CIRCLE, members=people),
    )
    fields = {"group": group}
    Seat.objects.create(
        person=mentor.person,
        participation=mentor,
        role=Role.MENTOR,
        **fields,
    )
    for part in mentees:
        Seat.objects.create(
            person=part.person,
            participation=part,
            role=part.role,
            pair=open_space(kind=Space.Kind.PAIR, members=[mentor.person, part.person]),
            **fields,
        )
    check_now()


@transaction.atomic
def change(rows, **fields):
    rows.update(**fields)
    check_now()


def check_now():
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_the_database_takes_a_fifth_mentee(formed, enrol):
    assert raw_seat(formed, enrol()).pk


def test_the_database_refuses_a_second_mentor(formed, enrol):
    with pytest.raises(IntegrityError, match="groups_seat_one_mentor"):
        raw_seat(formed, enrol(Role.MENTOR))


def test_the_database_refuses_a_seventh_mentee(formed, enrol):
    raw_seat(formed, enrol())
    raw_seat(formed, enrol())
    with pytest.raises(IntegrityError, match="at most 6 mentees"):
        raw_seat(formed, enrol())


def test_the_database_refuses_the_same_team(formed, enrol):
    team = formed.seats.filter(role=Role.MENTEE).first().person.team
    with pytest.raises(IntegrityError, match="same_team"):
        raw_seat(formed, enrol(person__team=team))


def test_the_database_refuses_another_discipline(formed, enrol, organisation):
    other = DisciplineFactory(organisation=organisation)
    with pytest.raises(IntegrityError, match="rule: discipline"):
        raw_seat(formed, enrol(person__discipline=other))


def test_the_database_refuses_taking_the_reason_away(crew, enrol, organisation):
    mentor, mentees = crew(4)
    mentees.append(
        enrol(person__discipline=DisciplineFactory(organisation=organisation))
    )
    group = form_group(mentor=mentor, mentees=mentees, reason="why")

    with pytest.raises(IntegrityError, match="one discipline"):
        change(MentorGroup.objects.filter(pk=group.pk), cross_discipline_reason="")


def test_the_database_refuses_a_shared_project(formed, enrol, organisation):
    there = formed.seats.filter(role=Role.MENTEE).first().person
    newcomer = enrol()
    project = ProjectFactory(organisation=organisation)
    for person in (there, newcomer.person):
        Stint.objects.create(
            person=person, project=project, starts_on="2025-01-01", hours=12
        )

    with pytest.raises(IntegrityError, match="rule: project"):
        raw_seat(formed, newcomer)


def test_the_database_refuses_a_line_manager(formed, enrol):
    mentor = formed.seats.get(role=Role.MENTOR).person

    with pytest.raises(IntegrityError, match="rule: line_manager"):
        raw_seat(formed, enrol(person__manager=mentor))


def test_the_database_refuses_to_bring_back_who_left(formed, enrol, coordinator):
    """The rules hold for a seat that is changed, as for a new one."""
    seat = formed.seats.filter(role=Role.MENTEE).first()
    leave_seat(seat=seat, by=coordinator)
    for _number in range(3):
        raw_seat(formed, enrol())

    with pytest.raises(IntegrityError, match="at most 6 mentees"):
        change(Seat.objects.filter(pk=seat.pk), left_at=None)


def test_the_database_refuses_a_group_of_three(crew):
    mentor, mentees = crew(3)
    with pytest.raises(IntegrityError, match="4 to 6"):
        raw_group(mentor, mentees)


def test_the_database_seats_no_coordinator(formed, enrol, programme):
    part = enrol()
    programme.coordinators.create(person=part.person)

    with pytest.raises(IntegrityError, match="sits in no group"):
        raw_seat(formed, part)


def test_the_database_makes_no_member_a_coordinator(formed, programme):
    mentee = formed.seats.mentees().first().person

    with pytest.raises(IntegrityError, match="sits in no group"), transaction.atomic():
        programme.coordinators.create(person=mentee)

"""A change of the roster makes a group break a rule: told, decided, never changed."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from groups import due
from groups.models import Breach, Tolerance
from groups.services import (
    join_group,
    keep_together,
    leave_seat,
    replace_mentor,
)
from people.models import Stint
from programmes.models import Programme, Role
from reminders.models import Mail
from reminders.sweeping import write_due
from spaces.errors import DomainError
from tests.factories import (
    DisciplineFactory,
    ProjectFactory,
    coordinator_of,
    form_group,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def formed(crew):
    mentor, mentees = crew(5)
    group = form_group(mentor=mentor, mentees=mentees)
    Programme.objects.update(state=Programme.State.RUNNING)
    return group


@pytest.fixture
def mentor(formed):
    return formed.mentor


@pytest.fixture
def mentee(formed):
    return formed.seats.mentees().order_by("pk").first().person


def same_team(mentee, mentor):
    mentee.team = mentor.team
    mentee.save(update_fields=["team"])


def line_manager(mentee, mentor):
    mentee.manager = mentor
    mentee.save(update_fields=["manager"])


def manages(mentee, mentor):
    mentor.manager = mentee
    mentor.save(update_fields=["manager"])


def discipline(mentee, mentor):
    mentee.discipline = DisciplineFactory(organisation=mentee.organisation)
    mentee.save(update_fields=["discipline"])


def project(mentee, mentor):
    work = ProjectFactory(organisation=mentee.organisation)
    for person in (mentee, mentor):
        Stint.objects.create(
            person=person, project=work, starts_on="2025-01-01", hours=12
        )


CHANGES = {
    same_team: "are in the same team",
    line_manager: "is the line manager of",
    manages: "is the line manager of",
    discipline: "that needs a reason (R2)",
    project: "worked long and intensively on the same project",
}
each_change = pytest.mark.parametrize("change", CHANGES, ids=lambda one: one.__name__)


@each_change
def test_it_is_flagged_and_nothing_changes(
    signed_in, coordinator, formed, mentor, mentee, change
):
    assert not Breach.objects.exists()

    change(mentee, mentor)

    (breach,) = Breach.objects.open()
    people = {breach.first.person, breach.second.person}
    assert (breach.group, people) == (formed, {mentor, mentee})
    page = signed_in(coordinator).get(formed.get_absolute_url()).content.decode()
    assert CHANGES[change] in page
    assert reverse("groups:keep", args=[breach.pk]) in page
    seat = formed.seats.get(person=mentee)
    for option in ("seat_move", "leave"):
        assert reverse(f"groups:{option}", args=[seat.pk]) in page
    assert reverse("groups:mentor", args=[formed.pk]) in page
    assert formed.seats.held().count() == 6


@each_change
def test_each_coordinator_is_told_once(
    formed, programme, coordinator, mentor, mentee, change
):
    second = coordinator_of(programme)
    change(mentee, mentor)

    for days in (0, 1, 40):
        write_due(timezone.now() + dt.timedelta(days))

    mails = Mail.objects.filter(kind="groups.broken")
    assert {mail.person for mail in mails} == {coordinator, second}
    assert mails.count() == 2
    said = str([mail.context for mail in mails])
    assert "team" not in said
    assert "project" not in said
    waits = list(due.waiting(now=timezone.now(), person=coordinator))
    assert [one.kind for one in waits] == ["groups.broken"]
    assert str(formed) in waits[0].line
    assert mentee.full_name in waits[0].line


def test_the_flag_goes_with_the_roster(formed, coordinator, mentor, mentee):
    before = mentee.team
    same_team(mentee, mentor)
    mentee.team = before
    mentee.save(update_fields=["team"])

    assert list(due.waiting(now=timezone.now(), person=coordinator)) == []


def test_the_flag_goes_when_one_of_them_leaves(formed, coordinator, mentor, mentee):
    same_team(mentee, mentor)

    leave_seat(seat=formed.seats.get(person=mentee), by=coordinator)

    assert not Breach.objects.exists()


def test_the_flag_goes_with_the_mentor(formed, coordinator, enrol, mentor, mentee):
    same_team(mentee, mentor)

    replace_mentor(group=formed, participation=enrol(Role.MENTOR), by=coordinator)

    assert not Breach.objects.exists()


@each_change
def test_they_go_on_together_for_a_reason(
    signed_in, coordinator, formed, mentor, mentee, change
):
    change(mentee, mentor)
    (breach,) = Breach.objects.open()
    client = signed_in(coordinator)
    url = reverse("groups:keep", args=[breach.pk])

    assert CHANGES[change] in client.get(url).content.decode()
    assert client.post(url, {"reason": " "}).status_code == 200
    client.post(url, {"reason": "Both want to"})

    kept = Tolerance.objects.get()
    assert (kept.reason, kept.by, kept.group) == ("Both want to", coordinator, formed)
    assert not Breach.objects.open().exists()
    assert "Both want to" in client.get(formed.get_absolute_url()).content.decode()
    assert client.post(url, {"reason": "again"}).status_code == 404
    assert list(due.waiting(now=timezone.now(), person=coordinator)) == []


@each_change
def test_what_was_tolerated_does_not_stop_another_mentor_or_a_newcomer(
    formed, coordinator, enrol, mentee, change
):
    mate = formed.seats.mentees().order_by("pk").last().person
    change(mentee, mate)
    for breach in Breach.objects.open():
        keep_together(breach=breach, reason="Both want to", by=coordinator)

    join_group(group=formed, participation=enrol())
    replace_mentor(group=formed, participation=enrol(Role.MENTOR), by=coordinator)

    assert formed.seats.held().count() == 7


def test_a_reason_is_for_these_two_in_this_team_alone(
    formed, coordinator, mentor, mentee, enrol
):
    same_team(mentee, mentor)
    keep_together(breach=Breach.objects.get(), reason="Both want to", by=coordinator)

    for person in (mentor, mentee):
        person.team = enrol().person.team
        person.save(update_fields=["team"])
    mentee.team = mentor.team
    mentee.save(update_fields=["team"])

    assert Breach.objects.open().count() == 1


def test_nothing_is_tolerated_that_is_not_broken(formed, coordinator, mentor, mentee):
    before = mentee.team
    same_team(mentee, mentor)
    (breach,) = Breach.objects.all()
    mentee.team = before
    mentee.save(update_fields=["team"])

    with pytest.raises(DomainError, match="break no rule"):
        keep_together(breach=breach, reason="Both want to", by=coordinator)


def test_who_left_the_team_leaves_room_for_another(formed, enrol, mentee):
    """The rules look at the roster of today, not at that of the day of joining."""
    before = mentee.team
    mentee.team = enrol().person.team
    mentee.save(update_fields=["team"])

    assert join_group(group=formed, participation=enrol(person__team=before))


def test_a_programme_that_has_ended_is_left_alone(formed, coordinator, mentor, mentee):
    same_team(mentee, mentor)
    Programme.objects.update(state=Programme.State.ENDED)

    assert list(due.waiting(now=timezone.now(), person=coordinator)) == []


def test_only_coordinators_decide(signed_in, formed, mentor, mentee, outsider):
    same_team(mentee, mentor)
    url = reverse("groups:keep", args=[Breach.objects.get().pk])

    for person in (mentor, mentee, outsider):
        client = signed_in(person)
        assert client.get(url).status_code == 404
        assert client.post(url, {"reason": "Mine"}).status_code == 404
    assert not Tolerance.objects.exists()


@pytest.mark.parametrize("address", ["%00", "1.same_team.2", "1.size.2.3.4"])
def test_what_is_no_breach_is_not_found(signed_in, coordinator, address):
    answer = signed_in(coordinator).get(f"/groups/breaches/{address}/keep/")

    assert answer.status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_what_waits_takes_the_same_queries_for_more_breaches(
    programme, coordinator, crew, django_assert_num_queries, count
):
    Programme.objects.update(state=Programme.State.RUNNING)
    for _number in range(count):
        lead, mentees = crew()
        form_group(mentor=lead, mentees=mentees)
        same_team(mentees[0].person, lead.person)

    with django_assert_num_queries(5):
        found = list(due.waiting(now=timezone.now(), person=coordinator))
    assert len(found) == count

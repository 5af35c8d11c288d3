"""Another mentor for a group that is under way."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from groups.models import Seat
from groups.services import join_group, replace_mentor
from programmes.models import Role
from reminders.models import Mail
from spaces.acting import acting_as
from spaces.errors import DomainError
from spaces.models import Space
from spaces.services import open_space
from tests.factories import form_group, see_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def formed(crew):
    mentor, mentees = crew()
    return see_all(form_group(mentor=mentor, mentees=mentees))


@pytest.fixture
def successor(enrol):
    return enrol(Role.MENTOR)


def spaces_of(person):
    with acting_as(person):
        shared = Space.objects.filter(kind__in=["pair", "circle"])
        return set(shared.values_list("pk", flat=True))


def test_new_circle_new_pairs_and_nothing_of_before(formed, successor, coordinator):
    old = formed.seats.mentors().get().person
    mentee = formed.seats.mentees().first().person
    before = spaces_of(mentee)

    replace_mentor(group=formed, participation=successor, by=coordinator)

    see_all(formed)
    assert spaces_of(old) == set()
    assert spaces_of(mentee) > before
    led = spaces_of(successor.person)
    assert not led & before
    pairs = formed.seats.held().mentees().values_list("pair_id", flat=True)
    assert led == {formed.circle_id, *pairs}
    assert formed.seats.held().mentors().get().person == successor.person
    assert formed.seats.held().mentees().count() == 4
    assert successor.person.full_name in str(formed)
    assert [seat.person for seat in formed.seats.gone()] == [old]


def test_everybody_concerned_is_told_by_name(formed, successor, coordinator):
    everybody = {seat.person_id for seat in formed.seats.all()}

    replace_mentor(group=formed, participation=successor, by=coordinator)

    told = Mail.objects.filter(kind="groups.mentor_replaced")
    assert set(told.values_list("person", flat=True)) == {
        *everybody,
        successor.person_id,
    }
    assert told.get(person=successor.person).context["leads"]


def test_who_breaks_a_rule_does_not_lead(formed, enrol, coordinator):
    team = formed.seats.mentees().first().person.team
    same_team = enrol(Role.MENTOR, person__team=team)

    with pytest.raises(DomainError, match="R3"):
        replace_mentor(group=formed, participation=same_team, by=coordinator)

    assert Seat.objects.departed().count() == 0


def test_a_lower_maximum_blocks_no_new_mentor(crew, enrol, coordinator, programme):
    mentor, mentees = crew(6)
    formed = see_all(form_group(mentor=mentor, mentees=mentees))
    type(programme).objects.filter(pk=programme.pk).update(max_size=5)
    formed.programme.refresh_from_db()

    replace_mentor(group=formed, participation=enrol(Role.MENTOR), by=coordinator)

    assert formed.seats.held().mentees().count() == 6
    with pytest.raises(DomainError, match="is full: at most 5"):
        join_group(group=formed, participation=enrol())
    assert formed.seats.held().mentees().count() == 6


@pytest.mark.django_db(transaction=True)
def test_nor_does_the_database_take_a_newcomer_above_it(crew, enrol, programme):
    mentor, mentees = crew(5)
    formed = form_group(mentor=mentor, mentees=mentees)
    type(programme).objects.filter(pk=programme.pk).update(max_size=5)
    seat, part = formed.seats.mentees().first(), enrol()

    with pytest.raises(IntegrityError, match="at most 5"), transaction.atomic():
        pair = open_space(kind=Space.Kind.PAIR, members=[mentor.person, part.person])
        seat.pk, seat.person, seat.participation = None, part.person, part
        seat.pair = pair
        seat.save(force_insert=True)


def test_a_mentor_guides_no_more_than_that_mentor_wants(crew, enrol, coordinator):
    mentor, mentees = crew(6)
    formed = see_all(form_group(mentor=mentor, mentees=mentees))
    part = enrol(Role.MENTOR, max_group=4)

    with pytest.raises(DomainError) as refused:
        replace_mentor(group=formed, participation=part, by=coordinator)

    name = part.person.full_name
    assert str(refused.value) == f"{name} guides at most 4 mentees; this group has 6."


def test_what_no_longer_fits_is_said(signed_in, crew, coordinator, programme):
    mentor, mentees = crew(6)
    formed = form_group(mentor=mentor, mentees=mentees)
    type(programme).objects.filter(pk=programme.pk).update(max_size=5)
    client = signed_in(coordinator)

    listed = client.get(reverse("boards:composition_list", args=[programme.pk])).text
    shown = client.get(formed.get_absolute_url()).text

    assert "6 mentees, more than the 5 that the programme has at most now" in listed
    assert "The group has 6 mentees, and the programme has at most 5 now" in shown
    assert "It stays as it is, also with another mentor." in shown


def test_the_page(signed_in, formed, successor, coordinator, outsider):
    url = reverse("groups:mentor", args=[formed.pk])
    member = formed.seats.mentees().first().person

    assert signed_in(outsider).get(url).status_code == 404
    assert signed_in(member).get(url).status_code == 403
    client = signed_in(coordinator)
    assert client.delete(url).status_code == 405
    assert successor.person.full_name in client.get(url).content.decode()
    assert formed.seats.departed().count() == 0
    response = client.post(url, {"mentor": successor.pk})

    assert response.status_code == 302
    assert formed.seats.held().mentors().get().person == successor.person
    assert client.get(formed.get_absolute_url()).status_code == 200

"""Another mentor for a group that is under way."""

import pytest
from django.urls import reverse

from groups.models import Seat
from groups.services import replace_mentor
from people.errors import DomainError
from programmes.models import Role
from reminders.models import Mail
from spaces.acting import acting_as
from spaces.models import Space
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

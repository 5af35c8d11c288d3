"""Groups under way as pages: who leaves, who joins."""

import pytest
from django.urls import reverse

from programmes.models import Role
from tests.factories import PersonFactory, form_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def formed(crew):
    mentor, mentees = crew()
    return form_group(mentor=mentor, mentees=mentees)


def test_the_page_of_a_group(signed_in, coordinator, formed, outsider):
    url = formed.get_absolute_url()

    assert signed_in(coordinator).get(url).status_code == 200
    assert signed_in(outsider).get(url).status_code == 404
    assert signed_in(coordinator).post(url).status_code == 405


def test_a_change_of_the_roster_is_flagged_and_changes_nothing(
    coordinated, formed, django_assert_num_queries
):
    one, other = (seat.person for seat in formed.seats.filter(role="mentee")[:2])
    other.team = one.team
    other.save()

    now = coordinated.get(formed.get_absolute_url()).context["now"]

    assert len(now.broken) == 1
    assert f"are in the same team, {one.team} (R3)" in now.broken[0].words
    assert formed.seats.held().count() == 5


def test_a_mentee_leaves_and_the_page_says_what_that_means(coordinated, formed):
    seat = formed.seats.filter(role=Role.MENTEE).first()
    url = reverse("groups:leave", args=[seat.pk])

    assert seat.person.full_name in coordinated.get(url).content.decode()
    page = coordinated.post(url, follow=True)

    assert "The group has 3 mentees; a group has at least four (R1)" in (
        page.content.decode()
    )
    assert coordinated.get(url).status_code == 404


def test_a_newcomer_joins(coordinated, formed, enrol):
    newcomer = enrol()
    url = reverse("groups:join", args=[formed.pk])

    assert "stays with those who were there" in coordinated.get(url).content.decode()
    coordinated.post(url, {"mentee": newcomer.pk})

    assert formed.seats.held().filter(person=newcomer.person).exists()


def test_a_newcomer_of_the_same_team_is_refused_beside_the_field(
    coordinated, formed, enrol
):
    there = formed.seats.filter(role=Role.MENTEE).first()
    newcomer = enrol(person__team=there.person.team)

    page = coordinated.post(
        reverse("groups:join", args=[formed.pk]), {"mentee": newcomer.pk}
    )

    (said,) = page.context["form"].errors["mentee"]
    assert "are in the same team" in said


def test_mentors_do_not_change_their_group(signed_in, formed, outsider):
    mentor = formed.seats.get(role=Role.MENTOR).person
    seat = formed.seats.filter(role=Role.MENTEE).first()
    urls = [
        reverse("groups:join", args=[formed.pk]),
        reverse("groups:leave", args=[seat.pk]),
    ]

    assert [signed_in(mentor).post(url).status_code for url in urls] == [403, 403]
    assert [signed_in(outsider).post(url).status_code for url in urls] == [404, 404]
    assert formed.seats.held().count() == 5


def test_somebody_without_a_group_is_told_kindly(signed_in, organisation):
    person = PersonFactory(organisation=organisation)

    page = signed_in(person).get(reverse("groups:group_list"))

    assert "You are not in a mentor group yet." in page.content.decode()


def test_a_coordinator_goes_from_groups_to_the_programme(coordinated, programme):
    response = coordinated.get(reverse("groups:group_list"))

    assert response.url == reverse("boards:composition_list", args=[programme.pk])
    assert coordinated.post(reverse("groups:group_list")).status_code == 405

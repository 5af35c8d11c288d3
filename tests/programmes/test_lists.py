"""The lists of a coordinator: whose they are, in what order, and what they cost."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.services.departures import mark_left
from programmes.models import Programme
from tests.factories import (
    ParticipationFactory,
    PersonFactory,
    ProgrammeFactory,
    TopicFactory,
    coordinator_of,
)

pytestmark = pytest.mark.django_db
LIST = reverse("programmes:programme_list")


def more_programmes(programme, coordinator):
    another = ProgrammeFactory(organisation=programme.organisation)
    another.coordinators.create(person=coordinator)
    ParticipationFactory(programme=another, person=coordinator, role="mentor")
    ParticipationFactory(programme=another, state="invited")


def more_coordinators(programme, coordinator):
    coordinator_of(programme)


def more_topics(programme, coordinator):
    TopicFactory(organisation=programme.organisation)


LISTS = {
    "programmes:programme_list": more_programmes,
    "programmes:coordinator_list": more_coordinators,
    "programmes:topic_list": more_topics,
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_however_long(signed_in, programme, coordinator, name):
    client, more = signed_in(coordinator), LISTS[name]
    args = [] if more is more_programmes else [programme.pk]
    more(programme, coordinator)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            page = client.get(reverse(name, args=args))
        return len(asked), len(page.context["page"])

    cost()
    few, shown = cost()
    for _time in range(4):
        more(programme, coordinator)

    assert cost() == (few, shown + 4)


def test_programmes_are_listed_newest_first_and_ones_own_alone(
    signed_in, programme, coordinator
):
    for year, name in ((2027, "B"), (2027, "A"), (2025, "C")):
        another = ProgrammeFactory(
            organisation=programme.organisation,
            starts_on=dt.date(year, 1, 11),
            name=name,
        )
        another.coordinators.create(person=coordinator)
    ProgrammeFactory(organisation=programme.organisation, name="of another")

    page = signed_in(coordinator).get(LIST).context["page"]

    assert [one.name for one in page] == ["A", "B", programme.name, "C"]


def test_a_mentee_finds_where_they_take_part_and_opens_nothing(
    signed_in, mentee, programme
):
    page = signed_in(mentee).get(LIST)

    assert [one.programme for one in page.context["enrolments"]] == [programme]
    assert (list(page.context["page"]), page.context["may_open"]) == ([], False)
    assert reverse("programmes:programme_new") not in page.text


def test_who_coordinates_for_the_organisation_may_open_one(signed_in, coordinator):
    page = signed_in(coordinator).get(LIST)

    assert page.context["may_open"]
    assert reverse("programmes:programme_new") in page.text


def test_who_coordinates_one_programme_alone_opens_none(signed_in, programme):
    person = PersonFactory(organisation=programme.organisation)
    programme.coordinators.create(person=person)
    client = signed_in(person)

    assert list(client.get(LIST).context["page"]) == [programme]
    assert client.get(reverse("programmes:programme_new")).status_code == 403


@pytest.mark.parametrize("number", ["99", "0", "-1", "x", ""])
def test_a_page_that_there_is_not_is_the_nearest(signed_in, coordinator, number):
    page = signed_in(coordinator).get(LIST, {"page": number})

    assert (page.status_code, page.context["page"].number) == (200, 1)


def test_who_counts_as_coordinating(programme, coordinator, mentee):
    elsewhere = coordinator_of(ProgrammeFactory())

    assert list(Programme.objects.coordinated_by(coordinator)) == [programme]
    assert list(Programme.objects.visible_to(mentee)) == [programme]
    assert programme not in Programme.objects.visible_to(elsewhere)
    runs = {
        one.pk: one.is_run for one in Programme.objects.run_by(coordinator).order_by()
    }
    assert runs == {one.pk: one == programme for one in Programme.objects.all()}


@pytest.fixture
def people_of(signed_in, coordinator, programme):
    """Posts an address on the page of coordinators."""

    def add(email):
        url = reverse("programmes:coordinator_list", args=[programme.pk])
        return signed_in(coordinator).post(url, {"email": email}, follow=True)

    return add


def test_who_has_left_coordinates_nothing(people_of, programme, coordinator):
    person = PersonFactory(organisation=programme.organisation)
    mark_left(person=person, by=coordinator)

    page = people_of(person.email)

    assert "Nobody on the roster has this address." in page.text
    assert programme.coordinators.count() == 1


def test_added_twice_is_added_once_and_told_once(people_of, programme):
    person = PersonFactory(organisation=programme.organisation)

    for _twice in range(2):
        people_of(person.email)

    assert programme.coordinators.filter(person=person).count() == 1
    assert person.mails.filter(kind="programmes.coordinates").count() == 1


def test_who_cannot_sign_in_yet_is_given_a_way(people_of, programme, coordinator):
    person = PersonFactory(organisation=programme.organisation)

    people_of(person.email)

    assert person.invitations.get().invited_by == coordinator


@pytest.mark.parametrize(
    "typed", ["", "no address", "a@b", "x" * 300 + "@firm.example"]
)
def test_what_is_no_address_is_said(people_of, programme, typed):
    page = people_of(typed)

    assert page.context["form"].errors
    assert programme.coordinators.count() == 1


def test_who_takes_themselves_off_stands_on_the_list_of_programmes(
    signed_in, programme, coordinator
):
    coordinator_of(programme)
    row = programme.coordinators.get(person=coordinator)
    url = reverse("programmes:coordinator_remove", args=[programme.pk, row.pk])
    client = signed_in(coordinator)

    page = client.post(url, follow=True)

    assert page.redirect_chain[-1][0] == LIST
    assert client.post(url).status_code == 404


def test_a_row_of_another_programme_is_not_taken_off_here(
    signed_in, programme, coordinator
):
    another = ProgrammeFactory(organisation=programme.organisation)
    row = another.coordinators.create(person=coordinator)
    url = reverse("programmes:coordinator_remove", args=[programme.pk, row.pk])

    assert signed_in(coordinator).post(url).status_code == 404
    assert another.coordinators.count() == 1


def test_a_topic_has_a_name_in_both_languages_once(signed_in, programme, coordinator):
    url = reverse("programmes:topic_list", args=[programme.pk])
    client = signed_in(coordinator)
    named = {"name_nl": "Grenzen", "name_en": "Boundaries"}
    client.post(url, named)

    for typed in (named, named | {"name_nl": ""}, named | {"name_en": "x" * 121}):
        page = client.post(url, typed)
        assert page.context["form"].errors, typed

    assert [one.name_nl for one in programme.organisation.topics.all()] == ["Grenzen"]


def test_another_organisation_may_name_a_topic_the_same(
    signed_in, programme, coordinator
):
    TopicFactory(name_nl="Grenzen")
    url = reverse("programmes:topic_list", args=[programme.pk])

    signed_in(coordinator).post(url, {"name_nl": "Grenzen", "name_en": "Boundaries"})

    assert programme.organisation.topics.count() == 1

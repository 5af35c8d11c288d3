"""Whom mails did not reach, for the coordinators of a programme."""

import pytest
from django.urls import reverse

from reminders.models import Mail
from reminders.services import post
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def posted(mentee, programme):
    """Posts a mail of `programme` to `mentee`, with whatever else is said."""

    def _post(**given):
        usual = {
            "person": mentee,
            "kind": "groups.left",
            "programme_id": programme.pk,
            "zone": programme.time_zone,
            "link": "/",
            "context": {"name": "Anna"},
        }
        return post(**usual | given)

    return _post


@pytest.fixture
def delivery_path(programme):
    return reverse("programmes:delivery", args=[programme.pk])


def test_a_coordinator_sees_whom_mails_did_not_reach(
    posted, signed_in, coordinator, mentee, other_mentee, delivery_path
):
    for number, state in enumerate(["failed", "unknown", "sent", "waiting"]):
        person = mentee if state == "failed" else other_mentee
        mail = posted(object_id=number, person=person)
        Mail.objects.filter(pk=mail.pk).update(state=state)
    Mail.objects.filter(state="waiting").update(error="SMTPDataError 451")
    elsewhere = posted(programme_id=factories.ProgrammeFactory().pk)
    Mail.objects.filter(pk=elsewhere.pk).update(state="failed")

    response = signed_in(coordinator).get(delivery_path)

    page = response.content.decode()
    assert [mail.person for mail in response.context["page"]] == [
        other_mentee,
        mentee,
    ]
    assert response.context["on_their_way"] == 1
    assert "2 mails were not delivered as they should" in page
    assert "Anna" not in page
    assert mentee.email not in page


def test_what_we_could_not_write_is_no_wrong_address(
    posted, signed_in, coordinator, delivery_path
):
    posted()
    Mail.objects.update(state="failed", error="writing: ValueError")

    page = signed_in(coordinator).get(delivery_path).text

    assert "the address is fine" in page
    assert "check the address" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_delivery_asks_the_database_a_fixed_number_of_times(
    posted, signed_in, coordinator, delivery_path, count, django_assert_num_queries
):
    for number in range(count):
        posted(object_id=number)
    Mail.objects.update(state="failed")
    client = signed_in(coordinator)

    with django_assert_num_queries(10):
        client.get(delivery_path)


def test_all_arrived_is_said_kindly(signed_in, coordinator, delivery_path):
    response = signed_in(coordinator).get(delivery_path)

    assert "have reached the mail server" in response.content.decode()


def test_delivery_is_for_the_coordinators_of_that_programme(
    signed_in, mentor, mentee, outsider, delivery_path
):
    elsewhere = factories.coordinator_of(factories.ProgrammeFactory())
    for person in (mentor, mentee, outsider, elsewhere):
        assert signed_in(person).get(delivery_path).status_code == 404


def test_delivery_is_only_looked_at(signed_in, coordinator, delivery_path):
    assert signed_in(coordinator).post(delivery_path).status_code == 405

"""Ending one's sign-ins on other devices."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
HERE = reverse("people:sign_out_elsewhere")


@pytest.fixture
def person():
    return PersonFactory(language="en")


def on_a_device(person):
    client = Client()
    client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    return client


def is_in(client):
    return client.get("/").status_code == 200


def test_it_ends_every_other_sign_in_and_keeps_this_one(person):
    here, there, other = (on_a_device(one) for one in (person, person, PersonFactory()))

    response = here.post(HERE, follow=True)

    assert "You are signed out on all other devices." in response.text
    assert [is_in(client) for client in (here, there, other)] == [True, False, True]
    # Who signs in again there comes in.
    person.refresh_from_db()
    assert is_in(on_a_device(person))


def test_a_secret_key_that_changes_leaves_people_signed_in(person, settings):
    client = on_a_device(person)
    client.post(HERE)

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"

    assert is_in(client)


def test_the_page_of_ways_in_offers_it_where_there_are_others(person):
    here = on_a_device(person)
    assert f'action="{HERE}"' not in here.get(reverse("people:ways_in")).text

    on_a_device(person)

    assert f'action="{HERE}"' in here.get(reverse("people:ways_in")).text


def test_it_is_not_done_by_looking(person):
    assert on_a_device(person).get(HERE).status_code == 405
    assert Client().post(HERE).status_code == 401

"""The key under which what is typed waits on a device."""

import base64

import pytest
from django.urls import reverse

from people.models import Person
from writing.device import keys_of

pytestmark = pytest.mark.django_db
DEVICE, ACCOUNT = reverse("writing:device"), reverse("people:account")


def test_each_person_has_keys_of_their_own(mentee, mentor, settings):
    settings.SECRET_KEY_FALLBACKS = ["x" * 50]
    keys = [*keys_of(mentee), *keys_of(mentor)]

    assert len(set(keys)) == 4
    assert {len(base64.b64decode(key)) for key in keys} == {32}
    assert keys_of(mentee) == keys_of(Person.objects.get(pk=mentee.pk))


def test_after_a_new_secret_key_what_lies_there_still_opens(mentee, settings):
    (before,) = keys_of(mentee)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "y" * 50

    assert keys_of(mentee)[1] == before
    assert keys_of(mentee)[0] != before


def test_the_keys_are_handed_to_their_person_alone(client, signed_in, mentee, mentor):
    assert client.get(DEVICE, headers={"Accept": "application/json"}).status_code == 401

    response = signed_in(mentee).get(DEVICE)

    assert response.json() == {"person": mentee.pk, "keys": keys_of(mentee)}
    assert "no-store" in response.headers["Cache-Control"]
    assert client.post(DEVICE).status_code == 405


def test_no_page_and_no_row_holds_a_key(signed_in, mentee):
    page = signed_in(mentee).get(reverse("workbook:new_goal"))

    assert keys_of(mentee)[0] not in page.text
    assert 'data-device="on"' in page.text


def test_the_person_switches_it_off_and_on(signed_in, mentee):
    client = signed_in(mentee)
    url = reverse("writing:device_choose")
    for keep, state in (("no", "off"), ("yes", "on")):
        assert f'value="{keep}"' in client.get(ACCOUNT).text

        response = client.post(url, {"keep": keep}, follow=True)

        assert f'data-device="{state}"' in response.text


def test_where_the_host_switched_it_off_nobody_chooses(signed_in, mentee, settings):
    settings.TYPED_ON_DEVICE = False

    page = signed_in(mentee).get(ACCOUNT)

    assert 'data-device="never"' in page.text
    assert reverse("writing:device_choose") not in page.text


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("http://mentoring.example.org", "unable"),
        ("http://127.0.0.1:8000", "on"),
        ("http://localhost.example.org", "unable"),
        ("https://mentoring.example.org", "on"),
    ],
)
def test_the_page_promises_what_a_browser_can_do(
    signed_in, mentee, settings, address, state
):
    settings.BASE_URL = address

    page = signed_in(mentee).get(ACCOUNT)

    assert f'data-device="{state}"' in page.text
    assert ("it waits on this device" in page.text) == (state == "on")

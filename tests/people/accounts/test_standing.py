"""A sign-in that ends while a page is open takes nothing along that was typed on it."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from people.models import Person

pytestmark = pytest.mark.django_db
WORDS = "Ik slaap slecht & zeg het niemand"
FROM_HERE = {"Origin": "http://testserver"}
KINDS = [
    {"HX-Request": "true"},
    {"Accept": "application/json"},
    {"Sec-Fetch-Mode": "cors"},
]


@pytest.fixture
def seat(group, mentee):
    return group.seats.get(person=mentee)


def english(person=None, **kwargs):
    client = Client(headers={"Accept-Language": "en"}, **kwargs)
    if person:
        client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    return client


def fields_of(response) -> dict:
    """What the page would send again."""
    found = re.findall(r'<textarea name="(\w+)"[^>]*>\n(.*?)</textarea>', response.text)
    return dict(found)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("headers", KINDS)
def test_a_script_is_told_and_its_page_stays(client, method, headers):
    url = reverse("workbook:new_goal")

    response = getattr(client, method)(url, headers=headers)

    assert (response.status_code, response.json()) == (401, {"problem": "signed-out"})


def test_a_page_leads_back_to_itself(client):
    response = client.get("/sessions/?page=2")

    assert response.status_code == 302
    assert response.url == reverse("account_login") + "?next=/sessions/%3Fpage%3D2"


def test_a_form_comes_back_with_what_was_typed(seat):
    url = reverse("sessions:one_on_one_ask", args=[seat.pk])

    response = english().post(url, {"question": WORDS, "urgent": "on"})

    assert response.status_code == 401
    assert fields_of(response) == {
        "question": WORDS.replace("&", "&amp;"),
        "urgent": "on",
    }
    assert "next=" + reverse("people:beside") in response.text
    assert response.headers["Cache-Control"] == "no-store, private"
    assert "sessionid" not in response.cookies


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
def test_what_another_page_made_up_is_not_offered(mentee, seat, origin):
    url = reverse("sessions:one_on_one_ask", args=[seat.pk])
    for person in (None, mentee):
        client = english(person, enforce_csrf_checks=True)
        response = client.post(url, {"question": WORDS}, headers={"Origin": origin})

        assert response.status_code == 403
        assert fields_of(response) == {}


def test_with_the_token_of_before_it_comes_back_under_the_name_of_now(mentee, seat):
    client = english(mentee, enforce_csrf_checks=True)
    url = reverse("sessions:one_on_one_ask", args=[seat.pk])

    response = client.post(url, {"question": WORDS}, headers=FROM_HERE)

    assert response.status_code == 403
    assert fields_of(response) == {"question": WORDS.replace("&", "&amp;")}
    assert f"Send it as {mentee.full_name}" in response.text


def test_a_script_renews_its_token(mentee):
    client = english(mentee, enforce_csrf_checks=True)
    url = reverse("set_theme")
    headers = {"Accept": "application/json"}
    refused = client.post(url, {"theme": "dark"}, headers=headers)
    assert (refused.status_code, refused.json()) == (403, {"problem": "token"})

    standing = client.get(reverse("people:standing")).json()
    client.post(url, {"theme": "dark"}, headers={"X-CSRFToken": standing["token"]})

    assert standing["person"] == mentee.pk
    assert Person.objects.get(pk=mentee.pk).theme == "dark"


WHERE_PASSWORDS_ARE_TYPED = [
    ("account_login", []),
    ("account_reset_password_from_key", ["a", "b"]),
    ("people:invitation", ["key"]),
    ("people:invitation_passkey", ["key"]),
    ("people:step_reset", ["key"]),
]


@pytest.mark.parametrize(("name", "args"), WHERE_PASSWORDS_ARE_TYPED)
def test_a_password_stands_on_no_page(name, args):
    client = english(enforce_csrf_checks=True)

    response = client.post(
        reverse(name, args=args),
        {"login": "a@b.example", "password": WORDS},
        headers=FROM_HERE,
    )

    assert response.status_code == 403
    assert fields_of(response) == {}
    assert "slaap" not in response.text


@pytest.mark.parametrize(
    ("headers", "back"),
    [
        ({"Referer": "http://testserver/workbook/?a=b"}, "/workbook/?a=b"),
        ({"HX-Current-URL": "http://testserver/inbox/"}, "/inbox/"),
        ({"Referer": "http://testserver//elsewhere.example"}, "/%2Felsewhere.example"),
        ({"Referer": "https://elsewhere.example/inbox/"}, "/people/departed/"),
        ({}, "/people/departed/"),
    ],
)
def test_what_leads_back_leads_to_the_page(mentee, headers, back):
    """Here the choice of a language, on the answer to a form."""
    response = english(mentee).post("/people/departed/", headers=headers)

    assert f'name="next" value="{back}"' in response.text

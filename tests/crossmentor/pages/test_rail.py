from uuid import UUID

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import resolve

from crossmentor.pages import rail
from programmes.rules import ROLES, roles_of
from sessions import urls as session_urls
from tests import factories


def request_of(person, path="/"):
    request = RequestFactory().get(path)
    request.user = person
    request.resolver_match = resolve(path)
    return request


def test_nobody_has_no_places(rf):
    request = request_of(AnonymousUser())

    assert rail.rail(request) == {"rail": [], "role": "", "theme": ""}


def test_request_without_person_has_no_places(rf):
    assert rail.rail(rf.get("/"))["rail"] == []


def test_role_is_the_most_encompassing(programme, coordinator, mentor, mentee):
    both = ["coordinator", "programme coordinator"]
    assert roles_of(coordinator) == both
    assert roles_of(mentor) == ["mentor"]
    assert roles_of(mentee) == ["mentee"]
    factories.ParticipationFactory(
        programme=programme, person=coordinator, role="mentee"
    )

    assert roles_of(coordinator) == [*both, "mentee"]


def test_who_runs_a_programme_only_has_no_roster(rf, programme):
    person = factories.PersonFactory(organisation=programme.organisation)
    programme.coordinators.create(person=person)
    request = rf.get("/")
    request.user = person
    request.resolver_match = None

    shown = rail.rail(request)

    assert shown["role"] == "coordinator"
    assert "/people/" not in [entry.url for entry in shown["rail"]]


def test_roles_cost_one_query(mentor, django_assert_num_queries):
    with django_assert_num_queries(1):
        roles_of(mentor)


def test_every_role_has_its_places():
    assert set(rail.ENTRIES) == set(ROLES)


@pytest.mark.parametrize("role", rail.ENTRIES)
def test_a_role_has_at_most_six_places(role):
    assert len(rail.ENTRIES[role]) <= rail.AT_MOST


def test_entries_of_two_roles_come_once_each_with_the_inbox_last(mentor, monkeypatch):
    monkeypatch.setattr(rail, "address", lambda entry: f"/{entry.name}")

    shown = rail.entries(request_of(mentor), ["coordinator", "mentor"])

    assert [entry.url for entry in shown] == [
        "/today",
        "/programmes:programme_list",
        "/groups:group_list",
        "/sessions:session_list",
        "/workbook:home",
        "/reminders:inbox",
    ]


def test_a_place_without_a_page_is_left_out(mentor, monkeypatch):
    monkeypatch.setattr(
        rail, "address", lambda entry: "/" if entry is rail.TODAY else None
    )

    assert [entry.label for entry in rail.entries(request_of(mentor), ["mentor"])] == [
        "Today"
    ]


def test_address_of_an_unknown_page_is_none():
    entry = rail.RailEntry("nowhere:at_all", "Nowhere", "x")

    assert rail.address(entry) is None


def test_the_place_of_the_page_is_current(mentor):
    shown = rail.entries(request_of(mentor), ["mentor"])

    assert [entry.label for entry in shown if entry.current] == ["Today"]


@pytest.mark.parametrize(
    ("role", "path", "entry"),
    [
        ("mentor", "/sessions/group/1/", rail.GROUP),
        ("mentor", "/sessions/", rail.MEETINGS),
        ("mentor", "/sessions/1/", rail.MEETINGS),
        ("mentor", "/intake/", rail.GROUP),
        ("mentor", "/handbook/", rail.HANDBOOK),
        ("mentor", "/spaces/own/readers/", rail.WORKBOOK),
        ("mentor", f"/spaces/{UUID(int=1)}/readers/", rail.GROUP),
        ("mentor", "/people/account/", None),
        ("coordinator", "/groups/1/", rail.PROGRAMMES),
        ("coordinator", "/inbox/", rail.INBOX),
    ],
)
def test_every_page_belongs_to_one_place(role, path, entry):
    assert rail.current_of(resolve(path), rail.ENTRIES[role]) is entry


@pytest.mark.parametrize("name", rail.PAGES_OF_A_GROUP)
def test_pages_of_a_group_exist(name):
    names = {f"sessions:{pattern.name}" for pattern in session_urls.urlpatterns}

    assert name in names


def test_a_page_that_was_not_found_belongs_to_none():
    assert rail.current_of(None, [rail.TODAY]) is None


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Jan van den Berg", "JB"),
        ("Anna", "A"),
        ("élise de la Tour", "ÉT"),
        ("", ""),
        ("Zoe\u0308 van Éck", "ZÉ"),
        ("e\u0301milie \u0130nan", "E\u0301\u0130"),
        ("क्षितिज शर्मा", "क्षिश"),
        ("👩‍👩‍👧 🇳🇱", "👩‍👩‍👧🇳🇱"),
        ("한 李", "한李"),
    ],
)
def test_initials(name, letters):
    assert rail.initials(name) == letters

"""A name from right to left stands by itself in every sentence of every page."""

import re

import pytest
from django.conf import settings
from django.urls import get_resolver

from groups.models import MentorGroup
from people.models import Person, Team
from people.web.isolating import CLOSE, OPEN, isolated
from programmes.models import Programme
from tests.spaces.test_every_page import asked, pages, patterns, written
from tests.walks import thinned

__all__ = ["pages", "written"]
NAMES = {"mentor": ("مريم", "العلي"), "mentee": ("דוד", "לוי")}
# Never one of ours without its sign before it; nor a field with what was typed.
LOOSE = re.compile(r"(?<!\u2068)(?<!<bdi>)(?<!value=\")(?:مريم|דוד|برنامج|צוות|قرية)")


@pytest.fixture
def renamed(world):
    """Of the cast of the pages the mentor and a mentee, their team, group and programme."""
    for role, (given, family) in NAMES.items():
        person = getattr(world, role)
        Person.objects.filter(pk=person.pk).update(given_name=given, family_name=family)
        Team.objects.filter(pk=person.team_id).update(name=f"צוות {role}")
    MentorGroup.objects.filter(pk=world.group.pk).update(name="")
    Programme.objects.filter(pk=world.group.programme_id).update(name="برنامج")


def plain_pages():
    for parts in patterns(get_resolver()):
        route = "".join(getattr(part, "_route", "?") for part in parts)
        if "?" not in route and "<" not in route:
            yield route, f"/{route}"


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["coordinator", "mentor", "mentee"])
@pytest.mark.sample(1)
@thinned(every=16)
def test_on_every_page_it_is_isolated(
    role, cast, world, pages, renamed, signed_in, coordinator, every
):
    people = {"mentor": world.mentor, "mentee": world.mentee} | cast
    client = signed_in(Person.objects.get(pk=people[role].pk))
    isolating, loose = set(), {}
    # A calendar shows each name in a field of its own.
    left_out = ("logout", "meeting.ics")
    addresses = [*plain_pages(), *pages]
    addresses = [
        one for one in addresses if not any(word in one[1] for word in left_out)
    ]

    for path, text in asked(client, "get", addresses[::every]):
        if OPEN in text:
            isolating.add(path)
        if found := LOOSE.search(text):
            loose[path] = text[max(0, found.start() - 60) : found.end() + 20]

    assert loose == {}
    assert len(isolating) >= max(1, 8 // every)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Éva de Vries", "Éva de Vries"),
        ("李小龙", "李小龙"),
        ("", ""),
        ("مريم", f"{OPEN}مريم{CLOSE}"),
        ("Anna לוי", f"{OPEN}Anna לוי{CLOSE}"),
    ],
)
def test_only_names_that_need_it_have_the_signs(name, shown):
    assert isolated(name) == shown


def test_no_page_and_no_sentence_has_a_bare_given_name():
    loose = [
        str(path.relative_to(settings.ROOT))
        for path in (settings.ROOT / "templates").rglob("*.*")
        if "given_name" in path.read_text()
    ]

    # A row of a file, in `<bdi>`.
    assert loose == ["templates/people/roster/roster_row.html"]

"""Every page, asked by those who would like to read along; also with no filter at all."""

import pytest
from django.apps import apps

from groups.services import join_group
from people.models import Coordinator
from spaces.acting import acting_as
from tests import factories
from tests.spaces.test_every_page import asked, hidden_from, pages, written
from tests.walks import thinned

__all__ = ["pages", "written"]
WORDS = "leidinggevende"


@pytest.fixture
def outsiders(programme, coordinator):
    """People with some power elsewhere, by what they are."""
    elsewhere = factories.ProgrammeFactory(organisation=programme.organisation)
    abroad = factories.ProgrammeFactory()
    roster = factories.PersonFactory(organisation=programme.organisation)
    Coordinator.objects.create(organisation=programme.organisation, person=roster)
    return {
        "coordinator of the programme": coordinator,
        "coordinator of another programme": factories.coordinator_of(elsewhere),
        "coordinator of another organisation": factories.coordinator_of(abroad),
        "mentor of another organisation": factories.formed_group(abroad).mentor,
        "who looks after the roster alone": roster,
    }


# Each asks every address: two of them in `make walks`, the others in `make faults`.
ROLES = [
    "coordinator of the programme",
    pytest.param("coordinator of another programme", marks=pytest.mark.slow),
    pytest.param("coordinator of another organisation", marks=pytest.mark.slow),
    "mentor of another organisation",
    pytest.param("who looks after the roster alone", marks=pytest.mark.slow),
]


@pytest.fixture
def unfiltered(monkeypatch):
    """Every view finds everything, as if each had forgotten its filter."""
    stripped = set()
    for model in apps.get_models():
        for manager in model._meta.managers:
            for kind in (type(manager), manager._queryset_class):
                if hasattr(kind, "visible_to"):
                    monkeypatch.setattr(
                        kind, "visible_to", lambda self, person: self.all()
                    )
                    stripped.add(model)
    return stripped


def shown_to(client, pages, hidden):
    return {
        path: found
        for path, text in asked(client, "get", pages)
        if (found := [words for words in hidden if words in text])
    }


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_no_page_shows_them_a_text(role, outsiders, world, pages, signed_in):
    person = outsiders[role]

    shown = shown_to(signed_in(person), pages, hidden_from(person, world))

    assert shown == {}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.sample(1)
@thinned(every=12)
def test_nor_does_a_page_that_forgot_its_filter(
    role, outsiders, world, pages, signed_in, unfiltered, every
):
    person = outsiders[role]
    client = signed_in(person)
    # What breaks without a filter may break; it may not show.
    client.raise_request_exception = False

    shown = shown_to(client, pages[::every], hidden_from(person, world))

    assert len(unfiltered) > 10
    assert shown == {}


@pytest.mark.django_db
@pytest.mark.walk
def test_without_the_filters_open_things_of_others_do_show(
    world, pages, signed_in, unfiltered, outsiders
):
    """Else the test above would ask what the one before it asked."""
    client = signed_in(outsiders["mentor of another organisation"])
    client.raise_request_exception = False

    answers = asked(client, "get", pages)

    assert any(world.mentee.full_name in text for _path, text in answers)


@pytest.mark.django_db
@pytest.mark.walk
def test_who_joins_reads_nothing_of_before(
    coordinator, programme, world, written, pages, signed_in
):
    puppet = factories.PersonFactory(
        organisation=programme.organisation, discipline=world.mentor.discipline
    )
    part = factories.ParticipationFactory(programme=programme, person=puppet)
    with acting_as(coordinator):
        join_group(group=world.group, participation=part)

    answers = asked(signed_in(puppet), "get", pages)

    assert [path for path, text in answers if WORDS in text] == []

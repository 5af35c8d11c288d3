"""Every page and every form of groups and boards, asked for by who has no say there."""

import pytest
from django.urls import reverse

from boards.models import Composition, Proposal, SheetImport
from boards.services import publish
from boards.urls import urlpatterns as of_boards
from groups.models import Breach, Exclusion, FormerCircle, Seat, Tolerance, Wait
from groups.urls import urlpatterns as of_groups
from people.services.departures import mark_left
from programmes.models import Role
from tests.factories import (
    ParticipationFactory,
    ProgrammeFactory,
    coordinator_of,
    form_group,
)

pytestmark = pytest.mark.django_db

OF_A_GROUP = {"group", "rename", "join", "mentor", "go_on", "small", "dissolve"}
OF_A_PROGRAMME = {"composition_list", "composition_new", "apart", "sheet_new"}
SAID = {"sure": "on", "reason": "mine", "name": "mine", "mark": "x", "version": "0"}
WRITTEN = (
    Composition,
    Exclusion,
    FormerCircle,
    Proposal,
    Seat,
    SheetImport,
    Tolerance,
    Wait,
)


@pytest.fixture
def world(compose, composition, crew, coordinator):
    """A group under way that breaks a rule, and a board; ids for every address."""
    mentor, mentees = crew(5)
    group = form_group(mentor=mentor, mentees=mentees)
    mentees[0].person.team = mentor.person.team
    mentees[0].person.save(update_fields=["team"])
    ((lead, placed),) = compose()
    programme = composition.programme
    sheet = SheetImport.objects.create(
        programme=programme,
        uploaded_by=coordinator,
        content={"fields": [], "lines": []},
    )
    exclusion = Exclusion.objects.create(
        programme=programme, first=placed[0], second=placed[1]
    )
    proposal = Proposal.objects.create(
        composition=composition, requested_by=coordinator
    )
    return {
        "group": group,
        "programme": programme,
        "composition": composition,
        "mentee": placed[0],
        "mentor": lead,
        "seat": group.seats.mentees().last(),
        "sheet": sheet,
        "exclusion": exclusion,
        "proposal": proposal,
        "breach": Breach.objects.get(),
        "leaver": mark_left(person=mentees[1].person, by=coordinator).person,
    }


def addresses(world):
    for room, patterns in (("groups", of_groups), ("boards", of_boards)):
        for pattern in patterns:
            name = pattern.name
            if name == "group_list":
                continue
            yield name, reverse(f"{room}:{name}", args=list(_ids(pattern, world)))


def _ids(pattern, world):
    route = str(pattern.pattern)
    if pattern.name in OF_A_GROUP:
        yield world["group"].pk
    elif pattern.name in OF_A_PROGRAMME:
        yield world["programme"].pk
    else:
        first = route.lstrip("^").split("/")[0].rstrip("s")
        kind = {"board": "composition", "apart": "exclusion", "breache": "breach"}
        yield world[kind.get(first, first)].pk
    for other in ("mentee", "mentor"):
        if f"int:{other}>" in route:
            yield world[other].pk


def written():
    return [list(model.objects.order_by("pk").values()) for model in WRITTEN]


@pytest.mark.parametrize("same", [True, False], ids=["same firm", "another firm"])
def test_a_coordinator_of_another_programme_finds_nothing(signed_in, world, same):
    theirs = {"organisation": world["programme"].organisation} if same else {}
    client = signed_in(coordinator_of(ProgrammeFactory(**theirs)))
    before = written()
    answers = {
        (name, method): getattr(client, method)(url, SAID).status_code
        for name, url in addresses(world)
        for method in ("get", "post")
    }

    # Who looks after the roster sees where somebody who left still sits, and ends nothing.
    seen = {"leaver"} if same else set()
    assert len(answers) > 80
    assert {name for (name, _method), status in answers.items() if status < 400} == seen
    found = {name for (name, _method), status in answers.items() if status == 404}
    assert found == {name for name, _url in addresses(world)} - seen
    assert written() == before


@pytest.mark.parametrize("role", [Role.MENTOR, Role.MENTEE])
def test_a_member_decides_nothing(signed_in, world, role):
    client = signed_in(world["group"].seats.filter(role=role).first().person)
    before = written()
    for name, url in addresses(world):
        allowed = {302} if name == "group" else {403, 404, 405}
        assert client.get(url).status_code in allowed, name
        assert client.post(url, SAID).status_code in {403, 404, 405}, name
    assert written() == before


def test_asking_changes_nothing(signed_in, coordinator, world):
    client = signed_in(coordinator)
    before = written()
    for name, url in addresses(world):
        assert client.get(url, SAID).status_code in {200, 204, 302, 405}, name
    assert written() == before


STEPS = ("move", "column_add", "column_remove", "away", "present", "reason", "pin")


@pytest.mark.parametrize("foreign", ["mentee", "mentor"])
def test_nobody_of_another_programme_comes_on_the_board(
    signed_in, coordinator, composition, compose, programme, foreign
):
    ((mentor, mentees),) = compose()
    beside = ProgrammeFactory(organisation=programme.organisation)
    people = {"mentor": mentor, "mentee": mentees[0]}
    people[foreign] = ParticipationFactory(programme=beside, role=foreign)
    client = signed_in(coordinator)
    chosen = {name: part.pk for name, part in people.items()} | SAID | {"kind": "lock"}
    alone = foreign == "mentee"

    for name in ("move", "pin", "unpin") if alone else (*STEPS, "unpin"):
        client.post(reverse(f"boards:{name}", args=[composition.pk]), chosen)
    kept = {"one": chosen["mentee"], "other": people[foreign].pk}
    client.post(reverse("groups:apart", args=[programme.pk]), kept)
    url = reverse("boards:card_apart", args=[composition.pk, mentees[1].pk])
    client.post(url, kept)

    composition.refresh_from_db()
    assert composition.version == 0
    assert not Exclusion.objects.exists()


def test_what_is_published_is_no_board_any_more(
    signed_in, coordinator, composition, compose
):
    ((mentor, mentees),) = compose(mentees=5)
    publish(composition=composition)
    client = signed_in(coordinator)
    before = written()
    chosen = SAID | {"mentee": mentees[0].pk, "mentor": mentor.pk, "kind": "forbid"}

    for name in (*STEPS, "unpin", "undo", "redo", "propose", "composition_delete"):
        client.post(reverse(f"boards:{name}", args=[composition.pk]), chosen)

    assert written() == before
    assert composition.steps.count() == 0

"""Every confidential model, asked as who left a space and who came after it was opened."""

import pytest
from django.apps import apps
from django.db import transaction

from groups.services import join_group, leave_seat, replace_mentor
from intake.models import ClickAnswer, Referral
from programmes.models import Role
from spaces.acting import acting_as
from spaces.models import Confidential, DataKey, Member, Space
from tests import factories
from tests.spaces.conftest import kinds_of

pytestmark = pytest.mark.django_db
MODELS = [model for model in apps.get_models() if issubclass(model, Confidential)]
# Some lie in one kind of space only.
IN_CIRCLE = [model for model in MODELS if "circle" in kinds_of(model)]
SHARED = [model for model in MODELS if kinds_of(model) != ["own"]]
ABOUT_SPACES = [Space, Member, DataKey]


def label(model):
    return model._meta.label


def seen_in(space_id, model, person) -> set:
    """What the plain manager finds for `person` there, with no filter of a view."""
    with acting_as(person), transaction.atomic():
        here = model._base_manager.filter(**{model.space_column: space_id})
        return set(here.values_list("pk", flat=True))


def enrolled(group, role, like):
    return factories.ParticipationFactory(
        programme=group.programme,
        role=role,
        person__organisation=group.programme.organisation,
        person__discipline=like.discipline,
        person__years_experience=20 if role == Role.MENTOR else 2,
    )


@pytest.mark.parametrize("model", IN_CIRCLE, ids=label)
def test_who_left_a_circle_and_who_came_later_find_nothing_of_it(
    model, world, other_mentee, coordinator
):
    group = world.group
    row = world.add(model, "circle")
    before = row.space_id
    assert row.pk in seen_in(before, model, other_mentee)

    gone = group.seats.select_related("person").get(person=other_mentee)
    leave_seat(seat=gone, by=coordinator)
    part = enrolled(group, Role.MENTEE, world.mentee)
    join_group(group=group, participation=part)
    group.refresh_from_db()
    factories.see_all(group)

    assert group.circle_id != before
    assert row.pk in seen_in(before, model, world.writer_of(model))
    for person in (other_mentee, part.person, coordinator):
        for one in (model, *ABOUT_SPACES):
            assert seen_in(before, one, person) == set(), one


@pytest.mark.parametrize("model", SHARED, ids=label)
def test_the_next_mentor_finds_nothing_of_the_pair_nor_the_one_of_before(
    model, world, coordinator
):
    # Of one answer to the click question nobody but who gave it knows.
    writer = world.mentor if model is ClickAnswer else world.writer_of(model)
    row = world.add(model, "pair", writer=writer)
    pair = row.space_id

    part = enrolled(world.group, Role.MENTOR, world.mentor)
    replace_mentor(group=world.group, participation=part, by=coordinator)
    factories.see_all(world.group)

    # Nor of a referral of which no end came that one of the two asked for.
    unread = model in (ClickAnswer, Referral)
    assert (row.pk in seen_in(pair, model, world.mentee)) == (not unread)
    for person in (world.mentor, part.person, coordinator):
        for one in (model, *ABOUT_SPACES):
            assert seen_in(pair, one, person) == set(), one

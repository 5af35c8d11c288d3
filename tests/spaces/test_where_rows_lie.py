"""What is about a group or a pair lies in the space of that one, whoever writes it."""

import psycopg
import pytest
from django.db import DatabaseError, transaction

from spaces.acting import acting_as
from spaces.seeing import see
from spaces.services import open_space
from tests.spaces.conftest import KINDS, ONLY_IN

ELSEWHERE = [
    pytest.param(model, kind, id=f"{model._meta.label}-{kind}")
    for model, kinds in ONLY_IN.items()
    for kind in KINDS
    if kind not in kinds
]


def refused(world, model, space):
    writer = world.writer_of(model)
    values = world.values(model, writer)
    with acting_as(writer), pytest.raises(DatabaseError) as refusal:
        with transaction.atomic():
            model.objects.create(space=space, **values)
    return isinstance(refusal.value.__cause__, psycopg.errors.InsufficientPrivilege)


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "kind"), ELSEWHERE)
def test_in_no_space_of_another_kind(model, kind, world):
    with acting_as(world.writer_of(model)), transaction.atomic():
        space = world.space(kind, world.writer_of(model))

    assert refused(world, model, space)


@pytest.mark.django_db
@pytest.mark.parametrize("model", ONLY_IN, ids=lambda model: model._meta.label)
def test_in_no_space_of_other_groups(model, world):
    """Of the same two people, who could write there what is about it."""
    two = [world.mentor, world.mentee]
    for kind in {"pair", "circle"} & set(ONLY_IN[model]):
        with acting_as(world.mentor), transaction.atomic():
            space = open_space(kind=kind, members=two)
        for person in two if kind == "circle" else ():
            with acting_as(person), transaction.atomic():
                assert see(space_id=space.pk, people=[one.pk for one in two])
        assert refused(world, model, space)

from uuid import uuid4

import pytest
from django.db import transaction

from spaces.acting import acting_as
from tests.workbook.kinds.chapter import kinds_of_exercises
from workbook import chapters, services
from workbook.models import Goal


@pytest.fixture
def written(db):
    """Writes a goal as a person."""

    def write(person, title="Nee zeggen", body="Ik zeg nee voor ik ja zeg"):
        with transaction.atomic(), acting_as(person):
            saved = services.write_goal(
                author=person,
                goal_id=uuid4(),
                client_id=uuid4(),
                based_on=None,
                title=title,
                body=body,
            )
            return Goal.objects.select_related("text").get(pk=saved.text.pk)

    return write


@pytest.fixture
def every_kind(monkeypatch, tmp_path):
    """A chapter with an exercise of each kind, beside the workbook's own; its slugs."""
    return kinds_of_exercises(monkeypatch, tmp_path)


@pytest.fixture
def goal(written, mentee):
    return written(mentee)


@pytest.fixture
def shown_to_pair(goal, mentee, group):
    """The goal of `mentee`, shown to the mentor."""
    with transaction.atomic(), acting_as(mentee):
        return services.show_goal(
            goal=goal, space_id=group.seats.get(person=mentee).pair_id
        )


@pytest.fixture
def shown_to_circle(goal, mentee, group):
    with transaction.atomic(), acting_as(mentee):
        return services.show_goal(goal=goal, space_id=group.circle_id)


@pytest.fixture
def edition(monkeypatch):
    """Makes an edition of the workbook out of the texts of files."""

    def publish(*files):
        pages = tuple(chapters.parse("test", text) for text in files)
        monkeypatch.setattr(chapters, "chapters", lambda language: pages)
        monkeypatch.setattr(
            chapters, "get_chapter", lambda slug, language: get(pages, slug)
        )
        return pages

    return publish


def get(pages, slug):
    found = {page.slug: page for page in pages}
    return found[slug]


@pytest.fixture
def answered(db):
    """Writes an answer of a person under a key of an edition that asks it."""

    def write(person, key, body):
        with transaction.atomic(), acting_as(person):
            saved = services.write_answer(
                author=person, prompt=key, client_id=uuid4(), based_on=None, body=body
            )
            return saved.text

    return write


@pytest.fixture
def noted(mentee):
    """Checks in on a goal, as its author."""

    def note(goal, said="4", **more):
        with transaction.atomic(), acting_as(goal.author):
            return services.check_in(goal=goal, check_in_id=uuid4(), said=said, **more)

    return note

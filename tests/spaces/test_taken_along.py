"""Of each confidential model: who has its words in the file that they take along."""

import pytest

from spaces.fields import sealed_fields
from tests.crossmentor.pages.export.reading import taken_by
from tests.crossmentor.pages.export.test_register import left_out
from tests.spaces.test_every_page import MODELS, PLACES, hidden_from, written  # noqa: F401

# Read by the other of the two from the end on; or once both have answered.
# And of a one-on-one the row here says that the mentee is the mentor.
LATER = {"intake.Referral", "intake.ClickAnswer", "mentoring_sessions.OneOnOne"}


@pytest.fixture
def all_written(written):  # noqa: F811
    return written


def words_of(model):
    return {f"({model._meta.label}.{field.name})" for field in sealed_fields(model)}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["mentor", "mentee", "other_mentee", "outsider"])
def test_nobody_takes_along_what_they_may_not_read(role, cast, world, all_written):
    taken = "".join(taken_by(cast[role]).values())

    # Of texts there are some in the pair as well.
    hidden = {*hidden_from(cast[role], world)} - {"(writing.Text."}
    assert len(hidden) > 2
    assert [words for words in hidden if words in taken] == []


@pytest.mark.django_db
def test_the_two_take_along_all_that_they_may_read(cast, world, all_written):
    taken = {
        role: "".join(taken_by(cast[role]).values()) for role in ("mentor", "mentee")
    }
    missing = set()
    for model in MODELS:
        label = model._meta.label
        kind, writer = PLACES[label]
        if label in left_out():
            continue
        for role, text in taken.items():
            may_read = cast[role].pk in world.readers(kind, cast[writer])
            # Of others' texts no version but the last, and not before it is time.
            if role != writer and label in LATER | {"writing.Revision"}:
                continue
            if may_read:
                missing |= {(role, one) for one in words_of(model) if one not in text}

    assert missing == set()

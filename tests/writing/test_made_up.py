"""Addresses and pages that somebody made up save nothing, and break nothing."""

from itertools import product
from uuid import uuid4

import pytest
from django.urls import reverse

from spaces.acting import acting_as
from tests.spaces.conftest import world  # noqa: F401
from tests.spaces.test_every_page import written  # noqa: F401
from tests.walks import thinned
from writing.kinds import kinds
from writing.models import Revision, Text

pytestmark = pytest.mark.django_db
NO_KEY = "4e4a30d0-d127-4e3a-9c3a-1c6d0ef34241"
KEYS = [
    *("0", "-1", "1.5", "²", "٣", "null", "NaN", "1e3", "0x1", "1_0", " 1", "1 "),
    *("9" * 18, "9" * 19, "9" * 40, "a" * 160, "a" * 161, "é" * 3000),
    *("\0", "1\0", "1.\0", "\u202e1", "\ud7ff", "..", ".", "1.", ".1", "1..1", "1.1.1"),
    *(str(uuid4()).upper(), f"{uuid4()}".replace("-", ""), f"{{{uuid4()}}}"),
    *(f"0.{uuid4()}", f"1.{uuid4()}.1", f"{'9' * 40}.{uuid4()}"),
    *("one-on-one.1", "new.1.0", "1.0", "1.99999999999999999999"),
]


@pytest.fixture
def pressed(signed_in, world, written):  # noqa: F811
    """Tries an address as each of the cast; answers the statuses."""

    def pressed(path, sent):
        for person in (world.mentor, world.mentee):
            client = signed_in(person)
            yield client.post(path, sent(person)).status_code

    return pressed


def counted(*people):
    found = []
    for person in people:
        with acting_as(person):
            found.append((Text.objects.count(), Revision.objects.count()))
    return found


def typed(person):
    return {"author": person.pk, "client_id": uuid4(), "title": "", "body": "x"}


@thinned(every=11)
def test_no_made_up_key_is_written_to(pressed, world, every):  # noqa: F811
    before = counted(world.mentor, world.mentee)
    answers = {}
    for kind, key in [*product(kinds(), KEYS)][::every]:
        if "/" in key:
            continue
        path = reverse("writing:save", args=[kind, key])
        for status in pressed(path, typed):
            answers.setdefault(status, []).append((kind, key))

    assert {one: found[:9] for one, found in answers.items() if one != 404} == {}
    assert len(answers[404]) > 200 // every
    assert counted(world.mentor, world.mentee) == before


@pytest.mark.parametrize(
    "texts",
    [
        "",
        "a",
        "a b",
        "a b c",
        " goal",
        "a goal 1 2",
        " goal \0",
        "a\0 goal 1",
        "é goal",
    ],
)
def test_nor_does_a_made_up_page(pressed, world, texts):  # noqa: F811
    before = counted(world.mentor, world.mentee)

    def sent(person):
        prefix = texts.split(" ")[0]
        return {"texts": texts} | {
            f"{prefix}-{name}" if prefix else name: value
            for name, value in typed(person).items()
        }

    assert set(pressed(reverse("writing:write"), sent)) <= {400, 404}
    assert counted(world.mentor, world.mentee) == before


@pytest.mark.parametrize("body", ["\0", "a\0b", "\u202egnirts", "x" * 400_000, "\x85"])
def test_what_is_typed_is_kept_to_the_sign(signed_in, mentee, body):
    key = uuid4()
    path = reverse("writing:save", args=["goal", key])
    done = signed_in(mentee).post(path, typed(mentee) | {"body": body})

    assert done.status_code == 200
    with acting_as(mentee):
        assert Text.objects.get(pk=key).body == body


@pytest.mark.parametrize(
    "wrong",
    [
        {"author": "9" * 40},
        {"author": ""},
        {"client_id": "x"},
        {"based_on": "x"},
        {"after": "\0"},
        {"based_on": NO_KEY, "after": NO_KEY},
    ],
)
def test_what_a_page_says_of_a_text_may_be_anything(signed_in, mentee, wrong):
    path = reverse("writing:save", args=["goal", uuid4()])

    status = signed_in(mentee).post(path, typed(mentee) | wrong).status_code

    assert status in (200, 400, 409)

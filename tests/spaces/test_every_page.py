"""Every page of the site, asked by everybody for what is somebody else's."""

from itertools import product
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import transaction
from django.urls import get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

from groups.services import leave_seat
from intake.models import JUDGEMENT, PREPARATION, REPORT
from intake.views.texts import WRITERS
from programmes.models import OWN_WORDS
from sessions.models import NOTE, QUESTION, Session
from sessions.one_on_ones.keys import question_key
from sessions.session.keys import log_key
from spaces.acting import acting_as
from spaces.models import Confidential
from tests.walks import thinned
from writing.kinds import kinds
from writing.models import Text, Writers

MODELS = [model for model in apps.get_models() if issubclass(model, Confidential)]
# Where each kind of text lies in real use, and who wrote it.
PLACES = {
    "handbook.StanceDot": ("own", "mentor"),
    "intake.ClickAnswer": ("pair", "mentee"),
    "intake.IntakeReport": ("pair", "mentor"),
    "intake.Judgement": ("own", "mentor"),
    "intake.Preparation": ("own", "mentee"),
    "intake.Referral": ("pair", "mentor"),
    "mentoring_sessions.Action": ("circle", "mentee"),
    "mentoring_sessions.ActionWord": ("circle", "mentee"),
    "mentoring_sessions.AgendaChoice": ("circle", "mentee"),
    "mentoring_sessions.Attendance": ("circle", "mentor"),
    "mentoring_sessions.Case": ("circle", "mentee"),
    "mentoring_sessions.CameLate": ("own", "mentor"),
    "mentoring_sessions.ChangeReason": ("circle", "mentor"),
    "mentoring_sessions.GroupAgreement": ("circle", "mentor"),
    "mentoring_sessions.Kept": ("own", "mentee"),
    "mentoring_sessions.NoteTaker": ("circle", "mentor"),
    "mentoring_sessions.OneOnOne": ("pair", "mentee"),
    "mentoring_sessions.Point": ("pair", "mentee"),
    "mentoring_sessions.Mark": ("circle", "mentee"),
    "mentoring_sessions.Ready": ("circle", "mentee"),
    "mentoring_sessions.Run": ("circle", "mentee"),
    "mentoring_sessions.SessionNote": ("circle", "mentor"),
    "mentoring_sessions.Wish": ("circle", "mentee"),
    "mentoring_sessions.WorkingAgreement": ("circle", "mentee"),
    "mentoring_sessions.Slot": ("pair", "mentee"),
    "mentoring_sessions.Spent": ("own", "mentor"),
    "programmes.NeedWords": ("own", "mentee"),
    "writing.Snapshot": ("shared", "mentee"),
    "workbook.CheckIn": ("own", "mentee"),
    "workbook.Goal": ("own", "mentee"),
    "workbook.GoalChange": ("own", "mentee"),
    "workbook.ShownLine": ("pair", "mentee"),
    "writing.Text": ("own", "mentee"),
    "writing.Revision": ("own", "mentee"),
    "writing.Turned": ("circle", "mentee"),
    "writing.Shown": ("pair", "mentee"),
}
# Of each, where an address names two things.
FEW = 5
TYPED = {
    "text": "x",
    "title": "x",
    "body": "x",
    "question": "x",
    "note": "x",
    "brought_in": "x",
    "learnt": "x",
    "answer": "yes",
    "words": "x",
    "reason": "x",
    "line": "x",
    "pressing": "1",
    "outcome": "ended",
    "sure": "1",
    "support": "career",
    "theme": "other",
    "on": "2026-11-02",
    "at": "16:00",
    "minutes": "45",
    "due_on": "2030-01-01",
    "kind": "intervision",
    "until": "2030-01-01",
    "actions-TOTAL_FORMS": "0",
    "actions-INITIAL_FORMS": "0",
}


def patterns(resolver, before=()):
    for pattern in resolver.url_patterns:
        here = (*before, pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern, here)
        else:
            yield here


def paths(numbers, ids):
    """Every address of the site that names something, with each of these."""
    for parts in patterns(get_resolver()):
        route = "".join(getattr(part, "_route", "?") for part in parts)
        converters = {}
        for part in parts:
            converters |= getattr(part, "converters", {})
        known = {IntConverter: numbers, UUIDConverter: ids}
        values = [known.get(type(one)) for one in converters.values()]
        if "?" in route or not values or None in values:
            continue
        if len(values) > 1:
            values = [one[:FEW] for one in values]
        for chosen in product(*values):
            path = "/" + route
            for (name, converter), value in zip(
                converters.items(), chosen, strict=True
            ):
                kind = "uuid" if isinstance(converter, UUIDConverter) else "int"
                path = path.replace(f"<{kind}:{name}>", str(value))
            yield route, path


@pytest.fixture
def written(world):
    """A row of every model where it lies in real use, by its label."""
    people = {"mentor": world.mentor, "mentee": world.mentee}
    rows = {}
    for model in MODELS:
        kind, writer = PLACES[model._meta.label]
        rows[model._meta.label] = world.add(model, kind, writer=people[writer])
    one_on_one = rows["mentoring_sessions.OneOnOne"].pk
    for kind, key, writer, place in [
        (PREPARATION, world.seat.pk, "mentee", "pair"),
        (OWN_WORDS, world.seat.participation_id, "mentee", "pair"),
        (REPORT, world.seat.pk, "mentor", "pair"),
        (JUDGEMENT, world.seat.pk, "mentor", "own"),
        (QUESTION, question_key(world.seat, 0), "mentee", "own"),
        (QUESTION, one_on_one, "mentee", "pair"),
    ]:
        world.add(Text, place, writer=people[writer], kind=kind, key=str(key))
    together = {"kind": NOTE, "key": str(one_on_one), "writers": Writers.MEMBERS}
    world.add(Text, "pair", **together)
    return rows


def addresses_of_texts(world, written):
    """Where texts are saved and put: these addresses name more than numbers and ids."""
    seat = world.seat
    session = world.found[Session]
    keys = [seat.pk, seat.participation_id, question_key(seat, 0)]
    keys += [written["mentoring_sessions.OneOnOne"].pk, written["workbook.Goal"].pk]
    keys += [world.group.circle_id, log_key(session, world.group.circle_id)]
    for kind, key in product(kinds(), keys):
        yield "writing:save", reverse("writing:save", args=[kind, key])
    for name, kind in product(("put", "take_back"), WRITERS):
        yield f"intake:{name}", reverse(f"intake:{name}", args=[seat.pk, kind])


@pytest.fixture
def pages(world, written):
    group, seat = world.group, world.seat
    numbers = {
        *(group.pk, seat.pk, seat.participation_id, group.programme_id),
        *(world.mentee.pk, world.mentor.pk),
        *(one.pk for one in world.found.values() if isinstance(one.pk, int)),
    }
    # First those that go together in an address; always in one order, as some runs take
    # a few of them.
    ids = [world.found[Text].pk, written["writing.Revision"].pk]
    ids += [written["writing.Text"].pk, seat.pair_id, group.circle_id]
    ids += [one.pk for one in [*written.values(), *world.found.values()]]
    ids = [pk for pk in dict.fromkeys(ids) if not isinstance(pk, int)]
    found = paths(sorted(numbers), ids)
    return [*found, *addresses_of_texts(world, written)]


def asked(client, method, pages, person=None):
    """The answers by path; a route that refuses the method is asked no more."""
    typed = TYPED | {"author": person.pk if person else 0}
    refusing = set()
    for route, path in pages:
        if route not in refusing:
            sent = typed | {"client_id": uuid4()} if method == "post" else None
            response = getattr(client, method)(path, sent)
            if response.status_code == 405:
                refusing.add(route)
            # A certificate is no text.
            yield path, response.content.decode(errors="replace")


def hidden_from(person, world) -> list[str]:
    """What stands in the texts that the person is not to read."""
    people = {"mentor": world.mentor, "mentee": world.mentee}
    return [
        f"({name}."
        for name, (kind, writer) in PLACES.items()
        if person is None or person.pk not in world.readers(kind, people[writer])
    ]


@pytest.mark.django_db
@pytest.mark.sample(1)
@thinned(every=10)
@pytest.mark.parametrize("role", ["other_mentee", "coordinator", "outsider", "nobody"])
def test_no_page_shows_what_is_of_others(
    role, cast, world, pages, signed_in, client, every
):
    person = cast[role]
    hidden = hidden_from(person, world)
    if person:
        signed_in(person)

    shown = {}
    for path, text in asked(client, "get", pages[::every]):
        if found := [words for words in hidden if words in text]:
            shown[path] = found

    assert len(pages) > 200
    assert shown == {}


@pytest.mark.django_db
@pytest.mark.walk
def test_the_two_do_find_their_texts(world, pages, signed_in):
    """Else the test above would find nothing wherever it looked."""
    shown = set()
    for person in (world.mentor, world.mentee):
        texts = dict(asked(signed_in(person), "get", pages)).values()
        shown |= {name for name in PLACES if any(f"({name}." in text for text in texts)}

    # Of the others the words are texts by now, or they are choices.
    assert shown == {
        "mentoring_sessions.Action",
        "mentoring_sessions.Case",
        "mentoring_sessions.ChangeReason",
        "mentoring_sessions.Kept",
        "mentoring_sessions.Point",
        "mentoring_sessions.WorkingAgreement",
        "writing.Shown",
        "writing.Snapshot",
        "writing.Text",
    }


def sealed_rows(world) -> dict:
    """Everything confidential of the two, as it lies in the database."""
    found = {}
    for person, model in product((world.mentor, world.mentee), MODELS):
        with acting_as(person), transaction.atomic():
            for row in model._base_manager.values():
                found[row["id"]] = {name: _plain(one) for name, one in row.items()}
    return found


def _plain(value):
    return bytes(value) if isinstance(value, bytes) else value


@pytest.mark.django_db
@pytest.mark.sample(1)
@thinned(every=10)
@pytest.mark.parametrize("role", ["other_mentee", "coordinator", "outsider"])
def test_no_form_changes_what_is_of_others(
    role, cast, world, written, pages, signed_in, client, every
):
    before = sealed_rows(world)
    if role == "other_mentee":
        # Any member may take over the lead of a run.
        del before[written["mentoring_sessions.Run"].pk]
    if role == "coordinator":
        # Whose mentor is another one now; the mentee reads it where one of the two ended.
        del before[written["intake.Referral"].pk]
    if cast[role]:
        signed_in(cast[role])

    answers = dict(asked(client, "post", pages[::every], cast[role]))

    assert len(answers) > 100 / every
    after = sealed_rows(world)
    assert {pk: after.get(pk) for pk in before} == before


@pytest.mark.django_db
@pytest.mark.walk
def test_who_left_finds_nothing_of_the_group_any_more(
    world, pages, signed_in, client, other_mentee, coordinator
):
    seat = world.group.seats.get(person=other_mentee)
    with acting_as(coordinator):
        leave_seat(seat=seat, by=coordinator)
    signed_in(other_mentee)

    answers = asked(client, "get", pages)
    shown = [path for path, text in answers if "leidinggevende" in text]

    assert shown == []


def test_every_kind_of_text_is_asked_for():
    assert {model._meta.label for model in MODELS} == set(PLACES)

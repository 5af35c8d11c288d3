"""A key or a text that does not open: said in its place, and the rest works."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse
from django.utils import timezone
from django.utils.translation import override

from intake.models import ClickAnswer, Intake, Judgement, Preparation
from sessions.models import Session
from spaces import keys
from spaces.acting import acting_as
from spaces.errors import DomainError
from spaces.fields import sealed_fields
from spaces.unopened import NotSaved, Unopened
from tests.spaces.before import SEALED, superuser
from tests.spaces.test_every_page import TYPED, pages, patterns, written  # noqa: F401
from tests.walks import thinned
from tests.writing.pages import typed
from workbook import services as workbook
from workbook.services import make_goal
from writing.models import Revision, Shown, Text
from writing.services import restore, write_text

pytestmark = pytest.mark.django_db(transaction=True)
NOTICE = "This text cannot be opened."
SLUG, PROMPTS = "what-i-run-into", ("moments", "thread")
TURNED = 'set_byte("{0}", 40, 255 - get_byte("{0}", 40))'


def spoil_texts(*rows):
    """One byte of each text of these rows, or of all there are."""
    with superuser() as connection:
        for model in {type(row) for row in rows} or SEALED:
            columns = [field.column for field in sealed_fields(model)]
            turned = ", ".join(f'"{one}" = {TURNED.format(one)}' for one in columns)
            connection.execute(
                f'UPDATE "{model._meta.db_table}" SET {turned} '
                "WHERE id = ANY (%s) OR %s",
                [[row.pk for row in rows], not rows],
            )


def spoil_keys(kind=None):
    with superuser() as connection:
        connection.execute(
            f"UPDATE spaces_datakey SET wrapped = {TURNED.format('wrapped')} "
            "WHERE space_id IN (SELECT id FROM spaces_space WHERE kind = %s OR %s)",
            [kind, kind is None],
        )


def sealed_values() -> dict:
    """Every sealed value in the database, but those that are kept elsewhere too."""
    found = {}
    with superuser() as connection:
        for model in SEALED:
            columns = [f.column for f in sealed_fields(model) if not f.is_copy]
            if columns:
                quoted = ", ".join(f'"{one}"' for one in columns)
                found |= {
                    pk: values
                    for pk, *values in connection.execute(
                        f'SELECT id, {quoted} FROM "{model._meta.db_table}"'
                    )
                }
    return found


@pytest.fixture
def addresses(world, pages):  # noqa: F811
    """All that name something, all that name nothing, and the exercises."""
    Intake.objects.update(state="held", on=dt.date.today(), held_at=timezone.now())
    world.add(ClickAnswer, "pair", writer=world.mentor)
    plain = [
        "/" + "".join(getattr(part, "_route", "?") for part in parts)
        for parts in patterns(get_resolver())
        if not any(getattr(part, "converters", {}) for part in parts)
    ]
    exercises = [reverse("workbook:exercise", args=[SLUG])]
    return [
        *exercises,
        *(path for path in plain if "?" not in path and "logout" not in path),
        *(path for _route, path in pages),
    ]


@pytest.mark.sample(1)
@thinned(every=16)
@pytest.mark.parametrize(
    ("role", "spoil"),
    [("mentor", spoil_texts), ("mentee", spoil_texts), ("mentee", spoil_keys)],
)
def test_every_page_says_so_and_works(
    role,
    spoil,
    world,
    written,  # noqa: F811
    addresses,
    signed_in,
    every,
):
    client = signed_in(getattr(world, role))
    # However few are taken, one on which the role reads a text.
    read_there = {
        "mentor": written["writing.Shown"],
        "mentee": written["workbook.Goal"],
    }
    spoil()

    asked = [read_there[role].get_absolute_url(), *addresses[::every]]
    answers = [client.get(path) for path in asked]

    assert {answer.status_code for answer in answers} <= {200, 302, 403, 404, 405}
    assert sum(NOTICE.encode() in answer.content for answer in answers) > 5 // every


@pytest.mark.sample(1)
@thinned(every=24)
@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_no_form_writes_over_what_does_not_open(
    role, world, addresses, signed_in, every
):
    client = signed_in(getattr(world, role))
    spoil_texts()
    before = sealed_values()

    codes = {client.post(path, TYPED).status_code for path in addresses[::every]}

    assert codes <= {200, 204, 302, 307, 400, 403, 404, 405, 409, 503}
    after = sealed_values()
    # Some may be deleted; what is there is what it was.
    assert {pk: after.get(pk, kept) for pk, kept in before.items()} == before


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "This text cannot be opened. Tell whoever runs this site."),
        ("nl", "Deze tekst gaat niet open. Laat het weten aan wie deze site beheert."),
    ],
)
def test_a_form_says_so_instead_of_its_field(language, words, world, signed_in):
    Intake.objects.update(state="held", on=dt.date.today(), held_at=timezone.now())
    judgement = world.add(Judgement, "own", writer=world.mentor)
    spoil_texts(judgement)
    world.mentor.language = language
    world.mentor.save()

    page = signed_in(world.mentor).get(address(world)).text

    # Its notes are a text of their own, and open.
    choices = [field for field in sealed_fields(Judgement) if field.name != "notes"]
    assert page.count(words) == len(choices)


def test_what_was_typed_is_kept_when_it_is_refused(world, signed_in):
    Intake.objects.update(state="held", on=dt.date.today(), held_at=timezone.now())
    judgement = world.add(Judgement, "own", writer=world.mentor)
    spoil_texts(judgement)
    before = sealed_values()

    page = signed_in(world.mentor).post(
        reverse("intake:judgement", args=[world.seat.pk]), {"kind": "shopper"}
    )

    assert "A text here cannot be opened, so nothing is saved over it." in page.text
    assert '<option value="shopper" selected' in page.text
    assert sealed_values() == before


def test_what_cannot_be_opened_is_not_put_before_another(world, signed_in):
    note = world.add(Text, "own", kind="preparation", key=str(world.seat.pk))
    spoil_texts(note)
    before = sealed_values()

    answer = signed_in(world.mentee).post(
        reverse("intake:put", args=[world.seat.pk, "preparation"]), follow=True
    )

    assert "cannot be opened, so it cannot be used either" in answer.text
    assert sealed_values() == before


def address(world):
    return reverse("intake:intake_detail", args=[world.seat.pk])


def test_one_broken_key_takes_no_other_space_along(world):
    own, pair = world.add(Preparation, "own"), world.add(Shown, "pair")
    spoil_keys("own")

    with acting_as(world.mentee), transaction.atomic():
        assert repr(Preparation.objects.get(pk=own.pk).text) == "<unopened>"
        assert Shown.objects.get(pk=pair.pk).body == pair.body
        with pytest.raises(NotSaved, match="cannot be sealed"), transaction.atomic():
            write_goal(world.mentee, body="x")


def test_a_key_is_unwrapped_when_its_space_is_asked_for(world, monkeypatch):
    own, _pair = world.add(Preparation, "own"), world.add(Shown, "pair")
    unwrapped, unwrap = [], keys.unwrap
    monkeypatch.setattr(
        keys,
        "unwrap",
        lambda space, *rest: unwrapped.append(space) or unwrap(space, *rest),
    )

    with acting_as(world.mentee), transaction.atomic():
        for _again in range(2):
            assert Preparation.objects.get(pk=own.pk).text == own.text

    assert [space.id for space in unwrapped] == [own.space_id]


@pytest.mark.parametrize("there", [True, False])
def test_texts_without_a_key_cost_no_query_each(
    there, world, django_assert_num_queries
):
    for _number in range(3):
        world.add(Revision, "own", client_id=uuid4())
    if there:
        spoil_keys("own")
    else:
        with superuser() as connection:
            connection.execute("DELETE FROM spaces_datakey")

    with acting_as(world.mentee), transaction.atomic():
        with django_assert_num_queries(2):
            assert [repr(one.body) for one in Revision.objects.all()] == [
                "<unopened>"
            ] * 3


def test_it_is_nothing_but_words_on_a_page(world):
    row = world.add(Text, "own")
    spoil_texts(row)
    with acting_as(world.mentee), transaction.atomic():
        body = Text.objects.get(pk=row.pk).body

    assert isinstance(body, Unopened)
    with override("en"):
        assert str(body).startswith(NOTICE)
    assert bool(body) is True
    assert (body + "x", body.strip(), "".join([body])) == ("x", "", "")
    assert row.body not in repr(body.__dict__)


def test_saving_the_rest_of_a_row_leaves_its_text(world):
    row = world.add(Preparation, "own")
    spoil_texts(row)
    before = sealed_values()

    with acting_as(world.mentee), transaction.atomic():
        Preparation.objects.get(pk=row.pk).save()
        again = Preparation.objects.get(pk=row.pk)
        again.changed_at = timezone.now()
        with pytest.raises(NotSaved), transaction.atomic():
            again.save()

    assert sealed_values() == before


@pytest.mark.parametrize("read_first", [True, False])
def test_nothing_is_saved_over_a_text_that_does_not_open(read_first, world):
    row = world.add(Preparation, "own")
    spoil_texts(row)
    before = sealed_values()

    with acting_as(world.mentee), transaction.atomic():
        note = Preparation.objects.get(pk=row.pk)
        if read_first:
            assert note.unopened
        note.text, note.changed_at = "anders", timezone.now()
        with pytest.raises(DomainError), transaction.atomic():
            note.save()

    assert sealed_values() == before


def test_the_words_are_not_copied_into_another_text(world):
    row = world.add(Text, "own")
    spoil_texts(row)

    with acting_as(world.mentee), transaction.atomic():
        page = Text.objects.get(pk=row.pk)
        with pytest.raises(NotSaved), transaction.atomic():
            Shown.objects.create(
                text=page,
                space_id=world.seat.pair_id,
                author=page.author,
                body=page.body,
            )


def write_goal(author, goal_id=None, based_on=None, body=""):
    return workbook.write_goal(
        author=author,
        goal_id=goal_id or uuid4(),
        client_id=uuid4(),
        based_on=based_on,
        title="",
        body=body,
    )


def test_a_page_that_does_not_open_comes_back_out_of_its_history(world):
    with acting_as(world.mentee), transaction.atomic():
        first = write_goal(world.mentee, body="Eerst").text
        page = write_goal(world.mentee, first.pk, first.head, "Dan").text
    spoil_texts(page)
    before = sealed_values()

    with acting_as(world.mentee), transaction.atomic():
        beside = write_goal(world.mentee, page.pk, page.head, "Getypt")
        assert beside.revision.second_version
        assert repr(Text.objects.get(pk=page.pk).body) == "<unopened>"
        restore(text=page, by=world.mentee, revision=Revision.objects.get(pk=page.head))
        assert Text.objects.get(pk=page.pk).body == "Dan"
        bodies = set(Revision.objects.filter(text=page).values_list("pk", flat=True))
        assert len(bodies) == 4

    after = sealed_values()
    assert {pk: after[pk] for pk in before} == before


def test_a_revision_that_does_not_open_is_not_restored(world):
    with acting_as(world.mentee), transaction.atomic():
        saved = write_goal(world.mentee, body="Eerst")
        write_goal(world.mentee, saved.text.pk, saved.based_on, "Dan")
    spoil_texts(saved.revision)

    with acting_as(world.mentee), transaction.atomic():
        revision = Revision.objects.get(pk=saved.revision.pk)
        with pytest.raises(NotSaved), transaction.atomic():
            restore(text=saved.text, by=world.mentee, revision=revision)
        assert Text.objects.get(pk=saved.text.pk).body == "Dan"


def test_nobody_acting_is_a_fault_of_the_program(world):
    row = world.add(Text, "own")
    with acting_as(world.mentee), transaction.atomic():
        row = Text.objects.get(pk=row.pk)

    with pytest.raises(keys.NobodyActs):
        str(row.body)


def test_a_save_that_cannot_be_sealed_is_tried_again_by_its_page(world, signed_in):
    world.add(Text, "own")
    spoil_keys("own")

    answer = signed_in(world.mentee).post(
        reverse("writing:save", args=["goal", uuid4()]),
        {"client_id": uuid4(), "author": world.mentee.pk, "body": "x"},
    )

    assert answer.status_code == 503
    assert "cannot be sealed" in answer.json()["problem"]


def test_a_text_of_a_log_that_does_not_open_stays_and_the_rest_is_saved(
    world, signed_in
):
    session = world.found[Session]
    with acting_as(world.mentor), transaction.atomic():
        draft = write_text(
            kind="brought-in",
            key=f"{session.pk}.{world.group.circle_id}",
            by=world.mentor,
            client_id=uuid4(),
            based_on=None,
            body="Eerst",
        ).text
    spoil_texts(draft)
    before = sealed_values()
    client = signed_in(world.mentor)
    address = reverse("sessions:log", args=[session.pk])

    page = client.get(address)
    [_closed, box] = page.context["boxes"]
    people = world.group.seats.values_list("person", flat=True)
    answers = {f"presence-{pk}": "present" for pk in people}
    sent = TYPED | answers | typed(box, learnt="Nieuw") | {"kind": "intervision"}
    saved = client.post(address, sent)

    assert page.text.count(NOTICE) == 1
    assert 'name="brought-in-body"' not in page.text
    assert saved.status_code == 302
    after = sealed_values()
    assert {pk: after[pk] for pk in before} == before
    with acting_as(world.mentee), transaction.atomic():
        assert Text.objects.of_kind("learnt").get().body == "Nieuw"


def test_an_exercise_saves_its_other_answers(world, signed_in):
    names = [f"{SLUG}.{prompt}" for prompt in PROMPTS]
    with acting_as(world.mentee), transaction.atomic():
        closed, readable = (
            workbook.write_answer(
                author=world.mentee,
                prompt=name,
                client_id=uuid4(),
                based_on=None,
                body="Eerst",
            ).text
            for name in names
        )
    spoil_texts(closed)
    client = signed_in(world.mentee)

    page = client.get(reverse("workbook:exercise", args=[SLUG])).text
    first, second = PROMPTS
    client.post(
        reverse("writing:write"),
        {
            "texts": f"{second} exercise {SLUG}.{second}",
            f"{second}-client_id": uuid4(),
            f"{second}-based_on": readable.head,
            f"{second}-author": world.mentee.pk,
            f"{second}-body": "Dan",
        },
    )

    assert page.count(NOTICE) == 1
    assert f'name="{first}-body"' not in page
    with acting_as(world.mentee), transaction.atomic():
        assert Text.objects.get(pk=readable.pk).body == "Dan"
        assert Revision.objects.filter(text=closed).count() == 1


def test_no_goal_is_made_of_it(world):
    answer = world.add(Text, "own")
    spoil_texts(answer)

    with acting_as(world.mentee), transaction.atomic():
        with pytest.raises(NotSaved), transaction.atomic():
            make_goal(
                author=world.mentee,
                goal_id=uuid4(),
                answer=Text.objects.get(pk=answer.pk),
            )

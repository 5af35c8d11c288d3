"""What goes when somebody erases what they wrote, and that nothing else does."""

import datetime as dt
from contextlib import suppress
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from intake.models import Referral
from people.services.departures import mark_left, take_back_departure
from reminders.models import Mail
from sessions.models import Action, ChangeReason
from spaces import erasing, erasures
from spaces.acting import acting_as
from spaces.erasing import Stays
from spaces.fields import sealed_fields
from spaces.models import Confidential, OwnErasure, Space
from spaces.services import leave_space, own_space
from tests import roles
from tests.spaces.conftest import WORDS, kinds_of
from tests.spaces.test_erasure import everything
from writing import services
from writing.models import Revision, Shown, Snapshot, Text
from writing.services import show_text

pytestmark = pytest.mark.django_db
MODELS = [model for model in apps.get_models() if issubclass(model, Confidential)]
Kind = OwnErasure.Kind
BY_MENTORS = {ChangeReason, Referral}


def said(model) -> list:
    """Which of its rows or words go."""
    return [one for one in model.erased if not isinstance(one, Stays)]


@pytest.fixture(autouse=True)
def file(settings, tmp_path, at_work):
    settings.ERASURES_FILE = tmp_path / "erasures"
    return settings.ERASURES_FILE


@pytest.fixture
def filled(world):
    """Rows of both of a pair, of every model, in each kind of space that takes them."""
    for model in MODELS:
        for writer in (world.mentee, world.mentor):
            # Nothing but copies lies where they are given.
            for kind in ["shared"] if model is Snapshot else kinds_of(model)[:3]:
                with suppress(DatabaseError, IntegrityError), transaction.atomic():
                    world.add(model, kind, writer=writer)
    return world


def erase_all(person):
    with acting_as(person), transaction.atomic():
        services.erase_all(by=person)
    work()


def erase(text, person):
    with acting_as(person), transaction.atomic():
        services.erase(text=text, by=person)
    work()


def work():
    with roles.worker():
        services.carry_out()
        assert not OwnErasure.objects.waiting().exists()


def as_superuser(query, *parameters):
    roles.become(connection, "postgres")
    try:
        with connection.cursor() as cursor:
            cursor.execute(query, parameters)
            return cursor.fetchall()
    finally:
        roles.become(connection, roles.WEB)


def sealed_of(person) -> dict[str, str]:
    """What a person wrote, as it lies in the database: by the place where it does."""
    found = {}
    for model in MODELS:
        for column in {one.by for one in said(model) if one.by != "head"}:
            for field in sealed_fields(model):
                query = (
                    f'SELECT id, "{field.column}"::text FROM {model._meta.db_table} '
                    f"WHERE {column} = %s AND \"{field.column}\" <> ''"
                )
                for pk, value in as_superuser(query, person.pk):
                    found[f"{model._meta.label} {field.name} {pk}"] = value
    return found


def test_every_model_says_what_becomes_of_it():
    assert erasing.faults(MODELS) == []

    class Bare:
        erased = []
        _meta = Text._meta

    assert [fault.id for fault in erasing.faults([Bare])] == ["spaces.E003"]


def test_all_that_somebody_wrote_goes(filled):
    mine, theirs = sealed_of(filled.mentee), sealed_of(filled.mentor)
    labels = {place.split()[0] for place in mine}
    words = [model for model in MODELS if sealed_fields(model)]
    may = [model for model in words if said(model) and model not in BY_MENTORS]
    assert labels >= {model._meta.label for model in may}

    erase_all(filled.mentee)

    left = sealed_of(filled.mentee)
    kept = {place.split()[0] for place in left}
    assert kept <= {
        model._meta.label
        for model in MODELS
        if any(isinstance(one, Stays) for one in model.erased)
    }
    # Where their own value was sealed, no byte of it is anywhere.
    gone = {value for place, value in mine.items() if place not in left}
    whole = "\n".join(row for rows in everything().values() for row in rows)
    assert [value for value in gone if value.removeprefix("\\") in whole] == []
    found = sealed_of(filled.mentor)
    lost = {place.split()[0] for place in theirs if theirs[place] != found.get(place)}
    # Copies of a text of another's, as no service makes them, went with it.
    assert lost - {"writing.Shown", "workbook.ShownLine"} <= shared_rows(mine, theirs)


def shared_rows(mine, theirs) -> set[str]:
    """Of which both wrote in one row, such as a one-on-one."""
    return {place.split()[0] for place in mine if place in theirs}


def test_nothing_of_others_changes(filled):
    before, mine = everything(), filled.mentee.pk
    query = "SELECT id::text FROM writing_text WHERE author_id = %s"
    texts = [pk for (pk,) in as_superuser(query, mine)]

    erase_all(filled.mentee)

    after = everything()
    for model in MODELS:
        table = model._meta.db_table
        lost = set(before[table]) - set(after[table])
        # Each row that changed names whose it is, or the text on which it hung.
        left = [row for row in lost if f",{mine}" not in row]
        assert [row for row in left if not any(one in row for one in texts)] == [], (
            table
        )
    changed = {table for table in before if before[table] != after[table]}
    assert changed - {model._meta.db_table for model in MODELS} <= {
        "spaces_space",
        "spaces_member",
        "spaces_datakey",
        "spaces_ownerasure",
        "spaces_auditevent",
        "reminders_mail",
    }


def test_one_writes_again_afterwards_in_a_space_of_another_key(filled):
    mentee = filled.mentee
    with acting_as(mentee), transaction.atomic():
        before = own_space(mentee).pk

    erase_all(mentee)

    with acting_as(mentee), transaction.atomic():
        assert list(Text.objects.written_by(mentee)) == []
        after = own_space(mentee)
        text = filled.text_in(after, mentee)
        assert Text.objects.get(pk=text.pk).body == text.body
    assert before != after.pk
    assert as_superuser("SELECT FROM spaces_datakey WHERE space_id = %s", before) == []


@pytest.fixture
def shared(world):
    """A page of the circle: the mentor wrote first, then the mentee, then both go on."""
    circle = Space(pk=world.group.circle_id)
    with acting_as(world.mentor), transaction.atomic():
        text = Text.objects.create(
            space=circle,
            author=world.mentor,
            kind="agreement",
            key=str(circle.pk),
            writers="members",
        )
        save(text, world.mentor, "Van de mentor")
    with acting_as(world.mentee), transaction.atomic():
        save(text, world.mentee, WORDS)
    return text


def save(text, by, body):
    text.refresh_from_db()
    return services.save(
        text=text, by=by, client_id=uuid4(), based_on=text.head, body=body
    ).revision


def read(text, person):
    with acting_as(person), transaction.atomic():
        found = Text.objects.get(pk=text.pk)
        revisions = found.revisions.order_by("saved_at").select_related("author")
        return str(found.body), [(one.author, str(one.body)) for one in revisions]


@pytest.mark.parametrize("how", ["all", "one"])
def test_of_a_page_of_all_members_what_one_saved_goes(world, shared, how):
    erase_all(world.mentee) if how == "all" else erase(shared, world.mentee)

    for person in (world.mentor, world.mentee):
        body, versions = read(shared, person)
        assert body == "Van de mentor"
        assert versions == [
            (world.mentor, "Van de mentor"),
            (world.mentee, "Erased by the one who wrote it."),
        ]


def test_where_one_left_the_others_choose_a_version(world, shared):
    with acting_as(world.mentee), transaction.atomic():
        leave_space(space_id=world.group.circle_id, person=world.mentee)

    erase_all(world.mentee)

    body, _versions = read(shared, world.mentor)
    assert body == "Erased by the one who wrote it."
    with acting_as(world.mentor), transaction.atomic():
        first = Revision.objects.order_by("saved_at").first()
        services.restore(text=shared, by=world.mentor, revision=first)
    assert read(shared, world.mentor)[0] == "Van de mentor"


def test_one_text_goes_with_its_copies_and_no_other(world, outsider):
    mentee, seat = world.mentee, world.seat
    with acting_as(mentee), transaction.atomic():
        own = own_space(mentee)
        goal, other = (world.add(Text, "own", mentee) for _ in range(2))
        save(goal, mentee, WORDS)
        save(other, mentee, "Een andere")
        for one in (goal, other):
            show_text(text=one, space_id=seat.pair_id)
            services.give_text(
                text=one,
                head=Text.objects.get(pk=one.pk).head,
                reader=world.mentor,
                until=timezone.localdate(),
            )
        assert own.pk == goal.space_id

    erase(goal, mentee)

    with acting_as(mentee), transaction.atomic():
        assert not Text.objects.filter(pk=goal.pk).exists()
        assert [one.text_id for one in Shown.objects.all()] == [other.pk]
        assert [one.body for one in Snapshot.objects.all()] == ["Een andere"]
        assert set(Revision.objects.values_list("text", flat=True)) == {other.pk}
    with acting_as(world.mentor), transaction.atomic():
        assert [one.text_id for one in Shown.objects.all()] == [other.pk]
        assert Snapshot.objects.count() == 1


def test_what_was_put_under_another_key_goes_along(world):
    mentee, seat = world.mentee, world.seat
    with acting_as(mentee), transaction.atomic():
        draft, other = (world.add(Text, "own", mentee) for _ in range(2))
        for one in (draft, other):
            save(one, mentee, WORDS)
            one.refresh_from_db()
            services.publish(draft=one, space_id=seat.pair_id, key=f"put {one.pk}")

    erase(draft, mentee)

    with acting_as(world.mentor), transaction.atomic():
        assert [text.key for text in Text.objects.all()] == [f"put {other.pk}"]


def test_what_another_is_to_do_stays_and_ones_own_goes(world):
    with acting_as(world.mentee), transaction.atomic():
        mine = world.add(Action, "circle", owner=world.mentee)
        theirs = world.add(Action, "circle", owner=world.mentor)

    erase_all(world.mentee)

    with acting_as(world.mentor), transaction.atomic():
        found = {one.pk: one for one in Action.objects.all()}
        assert (found[mine.pk].is_erased, found[mine.pk].text) == (True, "")
        assert found[theirs.pk].text.startswith(WORDS)
        # Saved as a whole it stays erased.
        one = found[mine.pk]
        one.done_at = one.created_at
    with acting_as(world.mentee), transaction.atomic():
        one.save(update_fields=["text", "done_at"])
        assert Action.objects.get(pk=one.pk).is_erased


# Who may.


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT writing_erase_text(1, gen_random_uuid())",
        "SELECT spaces_erase_written(1)",
        "SELECT spaces_erase_own(1)",
        "SELECT spaces_revoke_given(1, ARRAY[gen_random_uuid()])",
        "SELECT spaces_begin_erasing(gen_random_uuid())",
        "SELECT spaces_end_erasing(gen_random_uuid())",
        "SELECT spaces_erasing()",
        "SELECT writing_erase(gen_random_uuid())",
        "UPDATE spaces_ownerasure SET done_at = NULL",
        "DELETE FROM spaces_ownerasure",
        "INSERT INTO spaces_ownerasure (id, person_id, kind, asked_at) "
        "SELECT gen_random_uuid(), id, 'all', now() FROM people_person LIMIT 1",
    ],
)
@pytest.mark.parametrize("process", ["worker", "web"])
def test_neither_role_erases_what_nobody_asked_for(world, statement, process):
    become = {"web": roles.WEB, "worker": roles.WORKER}[process]
    roles.become(connection, become)
    try:
        with pytest.raises(DatabaseError) as refused, transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(statement)
    finally:
        roles.become(connection, roles.WEB)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


@pytest.mark.parametrize(
    "changed", [{"kind": Kind.LEFT}, {"done_at": "now()"}, {"carried_in": 1}, "another"]
)
def test_one_asks_for_oneself_and_for_no_more(world, changed):
    values = {"person": world.mentee, "kind": Kind.ALL}
    if changed == "another":
        values["person"] = world.mentor
    elif "done_at" in changed:
        values["done_at"] = timezone.now()
    else:
        values |= changed
    with acting_as(world.mentee), pytest.raises(DatabaseError), transaction.atomic():
        OwnErasure.objects.create(**values)


def test_with_the_id_of_a_text_of_another_nothing_goes(filled):
    with acting_as(filled.mentor), transaction.atomic():
        text = filled.add(Text, "pair", filled.mentor)
    before = everything()

    with acting_as(filled.mentee), transaction.atomic():
        OwnErasure.objects.create(person=filled.mentee, kind=Kind.TEXT, text_id=text.pk)
    work()

    after = everything()
    changed = {table for table in before if before[table] != after[table]}
    assert changed == {"spaces_ownerasure"}


def test_asked_twice_it_is_once(world, file):
    with acting_as(world.mentee), transaction.atomic():
        services.erase_all(by=world.mentee)
        services.erase_all(by=world.mentee)
        assert OwnErasure.objects.count() == 1
    work()
    with roles.worker(), connection.cursor() as cursor:
        cursor.execute("SELECT writing_erase(%s)", [OwnErasure.objects.get().pk])
        assert cursor.fetchone() == (False,)
    work()

    words = [line.split()[0] for line in file.read_text().splitlines()[1:]]
    assert words == ["erasing", "erased"]


# The file.


def test_it_stands_in_the_file_before_the_database_is_sure(world, file, monkeypatch):
    def full(path, word, wanted):
        raise OSError("no space left")

    with monkeypatch.context() as patched:
        patched.setattr(erasures, "write_own", full)
        before = everything()["writing_text"]
        with pytest.raises(AssertionError):
            erase_all(world.mentee)
        assert everything()["writing_text"] == before
    work()

    [erasure] = erasures.read_record(file).own
    assert (erasure.kind, erasure.person_id, erasure.text_id) == (
        "all",
        world.mentee.pk,
        None,
    )
    assert set(erasures.read_record(file).own.values()) == {erasures.ERASED}
    assert erasures.read_record(file).faults == []


def test_a_file_that_was_lost_is_whole_again(world, file):
    erase_all(world.mentee)
    file.unlink()

    with roles.worker():
        services.settle_erasures()

    assert list(erasures.read_record(file).own.values()) == [erasures.ERASED]


# Who left.


def left(person, by, days):
    mark_left(person=person, by=by)
    long_ago = timezone.now() - dt.timedelta(days=days)
    as_superuser(
        "UPDATE people_departure SET left_at = %s WHERE person_id = %s RETURNING id",
        long_ago,
        person.pk,
    )


def night():
    with roles.worker():
        services.erase_left()


@pytest.fixture
def gone(world, coordinator, settings):
    """Who wrote alone and with others, and left; kept for so many days."""
    settings.LEFT_KEPT_DAYS = 60
    with acting_as(world.mentee), transaction.atomic():
        world.add(Text, "own", world.mentee)
        world.add(Text, "pair", world.mentee)

    def go(days):
        left(world.mentee, coordinator, days)
        return world.mentee

    return go


def kept(person) -> list[str]:
    query = (
        "SELECT s.kind FROM writing_text t JOIN spaces_space s ON s.id = t.space_id "
        "WHERE t.author_id = %s GROUP BY 1 ORDER BY 1"
    )
    return [kind for (kind,) in as_superuser(query, person.pk)]


@pytest.mark.parametrize(
    ("days", "stays"), [(59, ["own", "pair"]), (61, ["pair"])], ids=["before", "after"]
)
def test_what_a_leaver_wrote_alone_goes_when_its_time_is_over(gone, file, days, stays):
    person = gone(days)

    night()
    night()

    assert kept(person) == stays
    done = [own.kind for own in erasures.read_record(file).own] if file.exists() else []
    assert done == ["left"] * (days > 60)


def test_who_is_back_keeps_it(gone, coordinator):
    person = gone(61)
    take_back_departure(person=person, by=coordinator)

    night()

    assert kept(person) == ["own", "pair"]


@pytest.mark.parametrize("days", [0, -1000, 60])
def test_the_worker_erases_nothing_of_who_is_here_or_left_just_now(
    world, coordinator, days
):
    """Whatever number it is told."""
    left(world.mentee, coordinator, 29)
    for person in (world.mentee, world.mentor):
        with roles.worker(), pytest.raises(DatabaseError) as refused:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT writing_ask_left(%s, %s)", [person.pk, days])
        assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_the_web_role_asks_for_no_leaver(world, coordinator):
    left(world.mentee, coordinator, 100)
    with pytest.raises(DatabaseError), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT writing_ask_left(%s, 60)", [world.mentee.pk])


def test_who_leaves_is_told_until_when_it_is_kept(world, coordinator, settings):
    settings.LEFT_KEPT_DAYS = 90
    mark_left(person=world.mentee, by=coordinator)

    mail = Mail.objects.get(kind="people.has_left")

    until = timezone.localdate() + dt.timedelta(days=90)
    assert mail.context["until"] == until.isoformat()

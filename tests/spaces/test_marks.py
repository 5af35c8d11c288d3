"""A process that seals starts with the master keys that its database knows."""

import os

import psycopg
import pytest
from django.conf import settings as configured
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import transaction

from spaces import marks
from spaces.acting import acting_as
from spaces.marks import KeyState, fingerprint, prove_keys, state_of_keys
from spaces.master_keys import add_master_key
from spaces.models import MasterKeyMark
from spaces.services import own_space
from tests import factories
from tests.conftest import connect_as

pytestmark = pytest.mark.django_db(transaction=True)
RIGHT = configured.MASTER_KEYS[0]
NAME, KEY = RIGHT
NEW, WRONG = ("new", os.urandom(32)), (NAME, os.urandom(32))


@pytest.fixture
def unmarked(settings):
    """A database without marks, as tests find it or as one of before."""
    with connect_as("owner") as owner:
        owner.execute("DELETE FROM spaces_masterkeymark")
    return settings


@pytest.fixture
def marked(unmarked, space):
    """One with spaces, and the mark of the key under which they lie."""
    prove_keys()
    return unmarked


@pytest.fixture
def space(db):
    person = factories.PersonFactory()
    with acting_as(person), transaction.atomic():
        return own_space(person)


def names():
    return set(MasterKeyMark.objects.values_list("name", "fingerprint"))


def refused(words):
    return pytest.raises(ImproperlyConfigured, match=words)


def test_an_empty_database_takes_the_keys_it_is_given(unmarked):
    unmarked.MASTER_KEYS = [NEW, RIGHT]

    prove_keys()
    prove_keys()

    assert names() == {("new", fingerprint(NEW[1])), (NAME, fingerprint(KEY))}


def test_even_an_empty_one_does_not_take_another_key_of_the_name(unmarked):
    prove_keys()
    unmarked.MASTER_KEYS = [WRONG]

    with refused(f"{NAME} is not the one.*{fingerprint(KEY)}.*{fingerprint(WRONG[1])}"):
        prove_keys()


def test_a_database_of_before_is_marked_by_what_the_key_opens(unmarked, space):
    prove_keys()

    assert names() == {(NAME, fingerprint(KEY))}


@pytest.mark.parametrize("keys", [[WRONG], [WRONG, NEW], [NEW, WRONG]])
def test_a_wrong_key_leaves_a_database_of_before_as_it_is(unmarked, space, keys):
    unmarked.MASTER_KEYS = keys

    with refused(f"{NAME} does not open the keys"):
        prove_keys()

    assert names() == set()


def test_a_key_under_which_nothing_lies_proves_nothing(unmarked, space):
    unmarked.MASTER_KEYS = [NEW, RIGHT]

    with refused(f"does not know the master key new {NAME}"):
        prove_keys()

    assert names() == set()


def test_two_keys_that_shared_a_name_are_a_doubt(unmarked, space):
    unmarked.MASTER_KEYS = [WRONG]
    late = factories.PersonFactory()
    with acting_as(late), transaction.atomic():
        own_space(late)

    for key in (RIGHT, WRONG):
        unmarked.MASTER_KEYS = [key]
        with refused(f"{NAME} does not open the keys"):
            prove_keys()


def test_a_marked_database_takes_no_key_by_itself(marked):
    for keys in ([NEW], [NEW, RIGHT], [RIGHT, NEW]):
        marked.MASTER_KEYS = keys
        with refused("add_master_key new"):
            prove_keys()

    assert names() == {(NAME, fingerprint(KEY))}


def test_a_wrong_key_of_the_right_name_is_refused(marked):
    marked.MASTER_KEYS = [WRONG]

    with refused(f"{NAME} is not the one"):
        prove_keys()


def test_the_right_key_of_another_name_is_told_its_name(marked):
    marked.MASTER_KEYS = [("other", KEY)]

    with refused(f"known to this database as {NAME}"):
        prove_keys()


def test_a_key_that_is_not_here_stops_nothing(marked, as_owner):
    marked.MASTER_KEYS = [NEW, RIGHT]
    as_owner(lambda: add_master_key(name="new"))
    marked.MASTER_KEYS = [NEW]

    prove_keys()

    assert state_of_keys() == [
        KeyState("new", fingerprint(NEW[1]), True, True, True, 0),
        KeyState(NAME, fingerprint(KEY), False, True, False, 1),
    ]
    assert [state.fault for state in state_of_keys()] == ["", "absent"]


def test_the_state_of_each_key_is_told(marked):
    marked.MASTER_KEYS = [WRONG, NEW]
    assert state_of_keys() == [
        KeyState(NAME, fingerprint(KEY), True, True, False, 1),
        KeyState("new", fingerprint(NEW[1]), True, False, False, 0),
    ]
    assert [state.fault for state in state_of_keys()] == ["wrong", "unmarked"]

    marked.MASTER_KEYS = [RIGHT]
    assert [state.fault for state in state_of_keys()] == [""]


def test_a_key_that_was_replaced_is_no_fault(marked, as_owner):
    marked.MASTER_KEYS = [NEW, RIGHT]
    as_owner(lambda: add_master_key(name="new"))
    as_owner(lambda: call_command("rotate_master_keys"))
    marked.MASTER_KEYS = [NEW]

    prove_keys()

    assert [(state.name, state.fault) for state in state_of_keys()] == [
        ("new", ""),
        (NAME, ""),
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO spaces_masterkeymark (name, fingerprint, sealed) VALUES ('x', 'y', '')",
        "UPDATE spaces_masterkeymark SET sealed = ''",
        "DELETE FROM spaces_masterkeymark",
        "TRUNCATE spaces_masterkeymark",
    ],
)
def test_the_web_role_writes_no_mark(marked, statement):
    with connect_as("web") as web:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute(statement)


@pytest.mark.parametrize("used", [False, True])
def test_the_web_role_plants_no_mark_for_a_key_of_its_own(marked, used):
    mark = marks.new_mark(*NEW)
    if used:
        with connect_as("superuser") as superuser:
            superuser.execute("UPDATE spaces_datakey SET master = 'new'")
    with connect_as("web") as web:
        [planted] = web.execute(
            "SELECT spaces_mark_first(%s::varchar[], %s::varchar[], %s::bytea[])",
            [[mark.name], [mark.fingerprint], [bytes(mark.sealed)]],
        ).fetchone()

        assert planted is False
        assert web.execute("SELECT * FROM spaces_samples()").fetchall() == []
    assert names() == {(NAME, fingerprint(KEY))}


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM spaces_masterkeymark",
        "SELECT spaces_mark_first('{}', '{}', '{}')",
        "SELECT * FROM spaces_samples()",
        "SELECT * FROM spaces_masters()",
    ],
)
def test_the_worker_sees_nothing_of_it(statement):
    with connect_as("worker") as worker:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            worker.execute(statement)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "UPDATE spaces_masterkeymark SET sealed = set_byte(sealed, 20, "
            "(get_byte(sealed, 20) + 1) % 256)",
            "mark of master key .* is damaged",
        ),
        ("UPDATE spaces_masterkeymark SET sealed = ''", "is damaged"),
        ("UPDATE spaces_masterkeymark SET fingerprint = 'x'", "is not the one"),
        ("UPDATE spaces_masterkeymark SET name = 'x'", "known to this database as x"),
    ],
)
def test_a_mark_that_somebody_changed_is_told_and_mended(
    marked, as_owner, statement, words
):
    with connect_as("superuser") as superuser:
        superuser.execute(statement)

    with refused(words):
        prove_keys()

    marked.MASTER_KEYS = [WRONG]
    if "name =" not in statement:
        with pytest.raises(CommandError):
            as_owner(lambda: call_command("add_master_key", NAME))
        marked.MASTER_KEYS = [RIGHT]
        as_owner(lambda: call_command("add_master_key", NAME))
        prove_keys()


def test_marks_that_were_swapped_are_told(marked, as_owner):
    marked.MASTER_KEYS = [NEW, RIGHT]
    as_owner(lambda: add_master_key(name="new"))
    with connect_as("superuser") as superuser:
        superuser.execute(
            "UPDATE spaces_masterkeymark m SET sealed = o.sealed "
            "FROM spaces_masterkeymark o WHERE o.name <> m.name"
        )

    with refused("is damaged"):
        prove_keys()


def test_marks_that_somebody_deleted_let_no_wrong_key_in(marked):
    with connect_as("superuser") as superuser:
        superuser.execute("DELETE FROM spaces_masterkeymark")
    marked.MASTER_KEYS = [WRONG]
    with refused("does not open the keys"):
        prove_keys()

    marked.MASTER_KEYS = [RIGHT]
    prove_keys()
    assert names() == {(NAME, fingerprint(KEY))}


def test_adding_a_key_is_done_once(marked, as_owner, capsys):
    marked.MASTER_KEYS = [NEW, RIGHT]

    as_owner(lambda: call_command("add_master_key", "new", NAME))
    as_owner(lambda: call_command("add_master_key", "new"))

    new, old = f"new ({fingerprint(NEW[1])})", f"{NAME} ({fingerprint(KEY)})"
    assert capsys.readouterr().out.splitlines() == [
        f"Known now: {new}, nothing under it yet.",
        f"Known now: {old}, 1 spaces lie under it.",
        f"Known now: {new}, nothing under it yet.",
    ]
    prove_keys()


@pytest.mark.parametrize(
    ("keys", "name", "words"),
    [
        ([RIGHT], "new", "holds no key named new"),
        ([WRONG], NAME, f"{NAME} is not the one.*a name of its own"),
        ([("other", KEY)], "other", f"known to this database as {NAME}"),
    ],
)
def test_adding_refuses_what_would_lose_texts(marked, as_owner, keys, name, words):
    marked.MASTER_KEYS = keys

    with pytest.raises(CommandError, match=words):
        as_owner(lambda: call_command("add_master_key", name))

    assert names() == {(NAME, fingerprint(KEY))}


def test_adding_opens_what_lies_under_the_name(unmarked, space, as_owner):
    unmarked.MASTER_KEYS = [WRONG]

    with pytest.raises(CommandError, match="opens neither the oldest nor the newest"):
        as_owner(lambda: call_command("add_master_key", NAME))

    assert names() == set()


def test_adding_ends_the_doubt_about_two_keys_of_a_name(unmarked, space, as_owner):
    unmarked.MASTER_KEYS = [WRONG]
    late = factories.PersonFactory()
    with acting_as(late), transaction.atomic():
        own_space(late)
    unmarked.MASTER_KEYS = [RIGHT]

    as_owner(lambda: call_command("add_master_key", NAME))

    prove_keys()


def test_a_slip_before_the_first_space_is_mended(unmarked, as_owner):
    unmarked.MASTER_KEYS = [WRONG]
    prove_keys()
    unmarked.MASTER_KEYS = [RIGHT]
    with refused("is not the one"):
        prove_keys()

    as_owner(lambda: call_command("add_master_key", NAME))

    prove_keys()
    assert names() == {(NAME, fingerprint(KEY))}


def test_a_mark_tells_nothing_of_its_key(marked):
    mark = MasterKeyMark.objects.get()

    assert KEY not in bytes(mark.sealed)
    assert KEY.hex()[:4] not in mark.fingerprint
    assert str(mark) == f"{NAME} ({fingerprint(KEY)})"

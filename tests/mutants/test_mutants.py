"""Each wall is missed by a test: the walls are taken out one by one."""

import re
import shutil
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.conftest import connect_as
from tests.mutants.database import database_mutants
from tests.mutants.running import copy_of_the_project, listed, notices

# The function of the database, and the words in it that go, as SQL has them.
IN_A_FUNCTION = re.compile(
    r"replace\(pg_get_functiondef\('(\w+)'::regproc\), ('(?:[^']|'')*')"
)
MUTANTS = [*listed(), *database_mutants()]


@pytest.fixture(scope="module")
def project():
    # Near the root: the path of a server's socket may not be long.
    folder = Path(tempfile.mkdtemp(prefix="walls"))
    yield copy_of_the_project(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.slow
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_test_notices_when_it_is_taken_out(mutant, project, capsys):
    noticed, said = notices(mutant, project, project / "var" / "test")

    with capsys.disabled():
        print(f"\n{'noticed' if noticed else 'NOT NOTICED'}: {mutant.name}", end="")
    assert noticed, said[-4000:]


def test_the_list_is_of_walls_that_stand():
    for mutant in MUTANTS:
        if mutant.file:
            mutant.source()
        for test in mutant.tests:
            path, *names = test.split("::")
            there = settings.ROOT / path
            text = there.read_text() if names else ""
            assert there.exists(), test
            assert all(f"def {name.split('[')[0]}(" in text for name in names), test


@pytest.mark.django_db
def test_the_functions_have_what_is_taken_out():
    asked = [
        (mutant.name, *found)
        for mutant in MUTANTS
        for found in IN_A_FUNCTION.findall(mutant.sql)
    ]
    with connection.cursor() as cursor:
        for name, function, words in asked:
            cursor.execute(
                f"SELECT strpos(pg_get_functiondef(%s::regproc), {words}) > 0",
                [function],
            )
            assert cursor.fetchone() == (True,), name
    assert len(asked) >= 18


@pytest.mark.django_db
def test_each_wall_of_the_database_can_be_taken_out():
    """Else what a test notices is the error, when all are taken out one by one."""
    asked = [mutant for mutant in MUTANTS if mutant.sql]

    with connect_as("superuser") as superuser:
        for mutant in asked:
            with superuser.transaction(force_rollback=True):
                superuser.execute(mutant.sql)
    assert len(asked) > 250


def test_the_list_names_each_wall_once():
    names = [mutant.name for mutant in MUTANTS]

    assert len(set(names)) == len(names) >= 60

"""A backup of a small organisation with sealed texts, and a database to restore into."""

import fcntl
import os
import shutil
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as configured
from django.db import connection, transaction

from crossmentor.backups import container
from crossmentor.backups.server import our_server
from crossmentor.backups.taking import take_backup
from spaces import erasures
from spaces.acting import acting_as
from spaces.marks import prove_keys
from spaces.services import own_space
from tests import factories
from tests.conftest import connect_as
from writing.models import Text

TEXT = "Mijn leidinggevende weet niet dat ik slecht slaap"
# The tests that only refuse one share it.
_made: dict[str, tuple[bytes, int, int, str]] = {}


class Backup:
    """The file, and who wrote and who did not write the text in it."""

    def __init__(self, path, writer_id, outsider_id, page_id):
        self.path, self.writer_id = path, writer_id
        self.outsider_id, self.page_id = outsider_id, page_id

    def rewritten(self, dump=None, **changed):
        """Make it say something else of itself, with a digest that fits."""
        manifest = container.read_backup(self.path) | changed
        dump = [dump] if dump else list(container.dump_of(self.path))
        self.path.unlink()
        container.write_backup(self.path, dump, manifest)


@pytest.fixture(autouse=True)
def alone():
    """One restore at a time on a server: the tests of two processes take turns."""
    with (configured.ROOT / "var" / "restoring.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(autouse=True)
def erasures_file(settings, tmp_path_factory):
    """Nothing was erased so far."""
    settings.ERASURES_FILE = tmp_path_factory.mktemp("told") / "erasures"
    erasures.add_lines(settings.ERASURES_FILE, erasures.ERASED, [])
    return settings.ERASURES_FILE


@pytest.fixture
def filled(transactional_db):
    """Two people, and a text in the own space of the first."""
    people = factories.PersonFactory.create_batch(2)
    with connect_as("owner") as owner:
        owner.execute("DELETE FROM spaces_masterkeymark")
    for person in people:
        with acting_as(person), transaction.atomic():
            space = own_space(person)
            if person == people[0]:
                page = Text.objects.create(
                    space=space, author=person, kind="goal", key=uuid4(), body=TEXT
                )
    prove_keys()
    return (people[0].pk, people[1].pk, page.pk)


@pytest.fixture
def backup(request, tmp_path):
    path = tmp_path / "one.backup"
    if not _made:
        ids = request.getfixturevalue("filled")
        take_backup(path, our_server())
        _made["one"] = (path.read_bytes(), *ids)
    content, *ids = _made["one"]
    path.write_bytes(content)
    return Backup(path, *ids)


@pytest.fixture
def target(settings):
    """Where to restore it: a database that is not there, on the same server."""
    settings.PROCESS = "owner"
    connection.close()
    server = replace(our_server(), database=f"{connection.settings_dict['NAME']}_other")
    yield server
    connection.close()
    with server.connect() as superuser:
        for word in ("", "_restored", "_checking", "_replaced"):
            superuser.execute(f"DROP DATABASE IF EXISTS {server.database}{word}")


@pytest.fixture
def databases(target):
    """The names of what is on the server of that kind."""

    def names():
        with target.connect() as superuser:
            query = "SELECT datname FROM pg_database WHERE datname LIKE %s"
            found = superuser.execute(query, [f"{target.database}%"])
            return {name.removeprefix(target.database) for (name,) in found}

    return names


@pytest.fixture
def occupied(target):
    """It is there, and somebody is in it."""
    with target.connect() as superuser:
        superuser.execute(f"CREATE DATABASE {target.database}")
    with target.connect(target.database) as inside:
        inside.execute("CREATE TABLE people_person (name text)")
        inside.execute("INSERT INTO people_person VALUES ('Ans')")
    return target


@pytest.fixture
def command_environment(erasures_file):
    """For `manage.py` on the servers of the tests: nothing of the outside."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATABASE_URL", "CROSSMENTOR_", "DJANGO_", "MASTER_"))
    }
    given = {"CROSSMENTOR_VAR": configured.VAR, "ERASURES_FILE": erasures_file}
    return kept | {name: str(value) for name, value in given.items()}


def is_untouched(server) -> bool:
    with server.connect(server.database) as inside:
        found = inside.execute("SELECT name FROM people_person").fetchall()
    return found == [("Ans",)]


def copy(path: Path, name: str) -> Path:
    return Path(shutil.copy(path, path.with_name(name)))

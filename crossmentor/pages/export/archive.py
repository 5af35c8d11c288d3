"""All that a person takes along, as a ZIP that is made while it is sent."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from crossmentor.pages.export.described import form_files
from crossmentor.pages.export.register import pages
from crossmentor.pages.export.sheets import File, files_of
from spaces.acting import acting_as
from spaces.taking import Taker


def export(person, *, language=None, zone=None, alone=False) -> Iterator[bytes]:
    """The parts of a ZIP, however much there is in it with no more memory.

    `person` acts in it, in one transaction of its own, that sees the database as it was
    at its beginning. `zone`: by whose clock moments stand on its pages; `alone`: of what
    is confidential no more than lies in their own space.
    """
    with (
        at_one_moment(),
        acting_as(person),
        translation.override(language or person.reads_in),
        timezone.override(zone or timezone.get_default_timezone()),
    ):
        yield from zipped(files(person, alone))


@contextmanager
def at_one_moment():
    """A transaction that reads the database of one moment, and writes nothing."""
    with acting_as(None):
        is_outermost = not connection.in_atomic_block
        with transaction.atomic():
            if is_outermost:
                with connection.cursor() as cursor:
                    cursor.execute(
                        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
                    )
            yield


def files(person, alone=False) -> Iterator[File]:
    """The first page comes last: it leads to those that there are."""
    taker, contents = Taker(person, alone=alone), {}
    for page in pages():
        for file in files_of(page, taker):
            if file.title:
                _title, first = contents.setdefault(page.name, (page.title, {}))
                # One file leads to the next.
                first.setdefault(file.is_earlier, file.name)
            yield file
    yield from form_files()
    context = {
        "title": translation.gettext("What is yours"),
        "language": translation.get_language(),
        "person": person,
        "made_at": timezone.now(),
        "pages": [
            {"title": title, "now": first.get(False), "versions": first.get(True)}
            for title, first in contents.values()
        ],
    }
    content = render_to_string("crossmentor/pages/export/index.html", context).encode()
    yield File("index.html", content)


class Sink(io.RawIOBase):
    """What was written since it was last taken."""

    def __init__(self):
        super().__init__()
        self._parts = []

    def writable(self):
        return True

    def write(self, part):
        self._parts.append(bytes(part))
        return len(part)

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def zipped(files) -> Iterator[bytes]:
    sink, now = Sink(), timezone.localtime()
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        for file in files:
            # Without the content in it: of a page only its description is remembered.
            entry = ZipInfo(f"crossmentor/{file.name}", now.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, file.content)
            yield sink.taken()
    yield sink.taken()

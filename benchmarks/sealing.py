"""What padding costs: `python benchmarks/sealing.py`.

Seals the title and body of 1,000,000 revisions as the workbook does, and as it did before
texts were padded, and lays both in a table like that of the revisions. The issue asks for
at most 1.3 times the time and 1.6 times the bytes.

The texts are made up. Each save as it is typed is a revision: a text of which the final
length lies around 350 bytes (lognormal, sigma 0.8; one in twenty is longer than 1,300),
caught at any moment of its growth. One in four is a goal with a title of 20 to 80 bytes;
an answer to an exercise has an empty one.
"""

import argparse
import os
import random
import sys
import time
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent
CHUNK = 10_000
TIME, BYTES = 1.3, 1.6


def revisions(rows, seed=7):
    """(title, body) of each."""
    chance = random.Random(seed)  # noqa: S311
    words = "Ik wil leren begrenzen zonder dat het botst, ook als het druk is. " * 400
    for _number in range(rows):
        final = min(20_000, int(chance.lognormvariate(5.86, 0.8)))
        title = words[: chance.randint(20, 80)] if chance.random() < 0.25 else ""
        yield title, words[: int(final * chance.random())]


def seal_before(key, row, field, text):
    """As it was before: not padded, bound to names."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    bound_to = f"{row._meta.db_table}|{row.pk}|{field.column}|{row.space_id}"
    nonce = os.urandom(12)
    sealed = AESGCM(key).encrypt(nonce, text.encode(), bound_to.encode())
    return b"\x01" + nonce + sealed


def seal_now(key, row, field, text):
    return field.seal_with(key, row, text)


def sealed_by(seal, key, rows, fields):
    """The sealed values, and the seconds of this processor that they took."""
    start = time.process_time()
    sealed = [
        tuple(
            seal(key, row, field, text)
            for field, text in zip(fields, texts, strict=True)
        )
        for row, texts in rows
    ]
    return sealed, time.process_time() - start


def measure(rows, table):
    from spaces.fields import sealed_fields
    from spaces.sealing import Key
    from writing.models import Revision

    fields, key = sealed_fields(Revision), Key(os.urandom(32))
    seconds, octets = {seal_before: 0.0, seal_now: 0.0}, {seal_before: 0, seal_now: 0}
    chunk = []
    for texts in revisions(rows):
        row = Revision(pk=uuid4(), space_id=uuid4(), text_id=uuid4(), author_id=12345)
        chunk.append((row, texts))
        if len(chunk) == CHUNK:
            # In turns, so that a busy machine slows both alike.
            for seal in (seal_before, seal_now):
                sealed, took = sealed_by(seal, key, chunk, fields)
                seconds[seal] += took
                octets[seal] += sum(
                    len(sealed_text) for pair in sealed for sealed_text in pair
                )
                table.add(
                    seal,
                    [
                        (row, *pair)
                        for (row, _t), pair in zip(chunk, sealed, strict=True)
                    ],
                )
            chunk = []
    return seconds, octets


class Table:
    """A table like that of the revisions for each, in the embedded database."""

    def __init__(self, connection):
        self.connection = connection
        for seal in (seal_before, seal_now):
            connection.execute(
                f"CREATE TEMPORARY TABLE {seal.__name__} "
                "(LIKE writing_revision INCLUDING ALL)"
            )

    def add(self, seal, rows):
        columns = (
            "id, space_id, text_id, author_id, client_id, saved_at, digest, "
            "second_version, title, body"
        )
        with self.connection.cursor() as cursor:
            with cursor.copy(f"COPY {seal.__name__} ({columns}) FROM STDIN") as copy:
                for row, title, body in rows:
                    known = (row.pk, row.space_id, row.text_id, row.author_id)
                    more = (row.client_id, row.saved_at, "0" * 64, False)
                    copy.write_row((*known, *more, bytes(title), bytes(body)))

    def size(self, seal) -> int:
        size = "SELECT pg_total_relation_size(%s::regclass)"
        return self.connection.execute(size, [seal.__name__]).fetchone()[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows // CHUNK * CHUNK
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crossmentor.settings")
    # For the tables, and for the superuser after that.
    os.environ["CROSSMENTOR_PROCESS"] = "owner"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from crossmentor.database import databases

    call_command("migrate", verbosity=0)
    with databases.as_superuser():
        connection.ensure_connection()
        table = Table(connection.connection)
        seconds, octets = measure(rows, table)
        sizes = {seal: table.size(seal) for seal in seconds}
    print(f"{rows:,} revisions, each with a title and a body")
    report("time", seconds, lambda total: f"{total / rows * 1e6:.1f} µs each", TIME)
    report("sealed bytes", octets, lambda total: f"{total / rows:.0f} each", BYTES)
    report("in the database", sizes, lambda total: f"{total / rows:.0f} each", BYTES)


def report(name, totals, words, limit):
    before, now = totals[seal_before], totals[seal_now]
    print(
        f"{name:16} {words(before):>14} before, {words(now):>14} now: "
        f"{now / before:.2f} times (at most {limit})"
    )


if __name__ == "__main__":
    main()

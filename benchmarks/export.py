"""What it takes to take everything along: `python benchmarks/export.py`.

One person has 1,000,000 revisions of 1,000 texts, in a database that is thrown away
afterwards; another a tenth of it. Printed of each: how long the file takes, how large it
is, and how much more memory the process had at most while it was made, which is not to
grow with what is in it.
"""

import argparse
import os
import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
A_TEXT = 1_000


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--revisions", type=int, default=1_000_000)
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    from benchmarks.large import throwaway

    with throwaway.database(keep=False):
        few, many = people(2)
        measured(few, options.revisions // 10)
        measured(many, options.revisions)


def people(number):
    from benchmarks.large import firm
    from people.models import Organisation, Person

    made = Organisation.objects.create(name="Taking along", slug="taking-along")
    pks = [person.pk for person in firm.employ(made, number, 1)]
    return list(Person.objects.filter(pk__in=pks))


def measured(person, revisions):
    fill(person, revisions)
    began, peak, size = time.perf_counter(), 0, 0
    from crossmentor.pages.export.archive import export

    before = memory()
    for part in export(person):
        size += len(part)
        peak = max(peak, memory())
    print(
        f"{revisions:>9,} revisions: {time.perf_counter() - began:5.0f} s, "
        f"{size / 1e6:6.0f} MB, {max(0, peak - before) / 1e6:5.0f} MB of memory",
        flush=True,
    )


def memory() -> int:
    import psutil

    return psutil.Process().memory_info().rss


def fill(person, revisions):
    """Text by text: what made them is not to count as memory of the file."""
    from django.db import transaction

    from benchmarks.large import throwaway
    from benchmarks.saving import one_text, own_space_of, seal_with_key, sealed_row
    from spaces.acting import acting_as
    from spaces.keys import data_key

    space = own_space_of(person)
    with acting_as(person), transaction.atomic():
        key = data_key(space.pk)
    chance = random.Random(person.pk)  # noqa: S311 - no secret
    for number in range(max(1, revisions // A_TEXT)):
        name = f"of-before.{number}"
        text, saved = one_text(person, space, name, min(revisions, A_TEXT), chance)
        rows = [sealed_row(seal_with_key, key, revision) for revision in saved]
        throwaway.copy("writing_text", [sealed_row(seal_with_key, key, text)])
        throwaway.copy("writing_revision", rows)
    throwaway.tell("VACUUM ANALYZE")


if __name__ == "__main__":
    main()

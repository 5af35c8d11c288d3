"""What a save costs as it is typed: `python benchmarks/saving.py`.

Two hundred people have 1,000,000 revisions in their workbooks, in a database that is
thrown away afterwards. Half of them write as the product has it: sealed, and under the
policies of PostgreSQL. Of the other half nothing is sealed and no policy holds. Both save
in turns, in one process, through everything that a request goes through. Printed: the
server's part of a save at the median and at the 95th percentile. It may take 50 ms, and
1.3 times what it takes without.

Each save is a text of 20 to 2,000 bytes with some words more, built upon the last one, in
a workbook of 20 answers.
"""

import argparse
import hashlib
import os
import random
import statistics
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent
MAY_TAKE, MAY_BE_TIMES = 50.0, 1.3
PEOPLE, TEXTS = 200, 20
# Saves in a row of one half, and those before them that do not count: what the database
# plans anew after a change of its policies.
ROW, BEFORE = 50, 10
WORDS = "Ik wil leren begrenzen zonder dat het botst, ook als het druk is. " * 30


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--revisions", type=int, default=1_000_000)
    parser.add_argument("--saves", type=int, default=1_000, help="of each half")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    from benchmarks.large import throwaway

    with throwaway.database(keep=False):
        run(options)


def run(options):
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["*"]
    began = time.perf_counter()
    each = max(1, options.revisions // (PEOPLE * TEXTS))
    sealed, plain = fill(each)
    took = time.perf_counter() - began
    rows = PEOPLE * TEXTS * each
    print(f"{rows:,} revisions of {PEOPLE} people (made in {took:.0f} s)", flush=True)
    times = {"sealed": [], "plain": []}
    for turn in range(max(1, options.saves // ROW)):
        with walls(up=True):
            times["sealed"] += saves(sealed, turn)
        with walls(up=False), not_sealed():
            times["plain"] += saves(plain, turn)
    for name, durations in times.items():
        p95 = statistics.quantiles(durations, n=20)[-1]
        print(
            f"  {name:7} median {statistics.median(durations):5.1f} ms, p95 {p95:5.1f} ms"
        )
    median, without = (statistics.median(durations) for durations in times.values())
    print(f"a save takes {median:.1f} ms; it may take {MAY_TAKE:.0f}")
    print(f"{median / without:.2f} times that without; it may be {MAY_BE_TIMES}")


def fill(each):
    """The people of both halves; of each text they saved so many revisions."""
    from benchmarks.large import firm, throwaway
    from people.models import Organisation, Person

    made = Organisation.objects.create(name="Saving", slug="saving")
    # With keys of their database, not with those made in bulk.
    people = list(
        Person.objects.filter(pk__in=[p.pk for p in firm.employ(made, PEOPLE, 1)])
    )
    halves = people[: PEOPLE // 2], people[PEOPLE // 2 :]
    for person in halves[0]:
        keep(person, own_space_of(person), seal_with_key, each)
    for person in halves[1]:
        keep(person, own_space_of(person), seal_not, each)
    throwaway.tell("VACUUM ANALYZE")
    return halves


def own_space_of(person):
    from spaces.acting import acting_as
    from spaces.services import own_space

    with acting_as(person):
        return own_space(person)


def seal_with_key(field, key, row, text) -> bytes:
    return bytes(field.seal_with(key, row, text))


def seal_not(field, key, row, text) -> bytes:
    return text.encode()


def keys_of_prompts() -> list[str]:
    from workbook.chapters import chapters

    texts = [
        f"{exercise.slug}.{prompt.name}"
        for chapter in chapters("nl")
        for exercise in chapter.exercises
        for prompt in exercise.prompts
        if getattr(prompt, "kind", "long") == "long"
    ]
    return texts[:TEXTS]


def keep(person, space, seal, each):
    """Lay the texts of a person in the database, and all that was saved of them."""
    from django.db import transaction

    from benchmarks.large import throwaway
    from spaces.acting import acting_as
    from spaces.keys import data_key

    with acting_as(person), transaction.atomic():
        key = data_key(space.pk)
    texts, revisions = [], []
    chance = random.Random(person.pk)  # noqa: S311 - no secret
    for name in keys_of_prompts():
        text, saved = one_text(person, space, name, each, chance)
        revisions += [sealed_row(seal, key, row) for row in saved]
        texts.append(sealed_row(seal, key, text))
    throwaway.copy("writing_text", texts)
    throwaway.copy("writing_revision", revisions)


def one_text(person, space, name, each, chance):
    from writing.models import Revision, Text

    text = Text(space=space, author=person, kind="exercise", key=name)
    saved, length, before = [], 0, None
    for _ in range(each):
        length = min(2_000, length + chance.randint(1, 14))
        revision = Revision(
            text=text,
            author=person,
            space=space,
            based_on=before,
            body=WORDS[:length],
        )
        saved.append(revision)
        before = revision.pk
    text.head, text.body = before, saved[-1].body
    return text, saved


def sealed_row(seal, key, row) -> dict:
    """The columns of a row as they lie in the database."""
    from spaces.fields import KeyedDigestField, SealedTextField

    values = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(field, SealedTextField):
            value = seal(field, key, row, value)
        elif isinstance(field, KeyedDigestField):
            texts = [getattr(row, name) for name in field.of]
            value = field.digest_with(key, row, texts)
        values[field.column] = value
    return values


@contextmanager
def walls(*, up: bool):
    """With the policies and what holds that texts are sealed, or without."""
    from benchmarks.large import throwaway

    word = "ENABLE" if up else "DISABLE"
    statements = "; ".join(
        f'ALTER TABLE "{table}" {word} ROW LEVEL SECURITY'
        for table in throwaway.column(
            "SELECT DISTINCT tablename FROM pg_policies WHERE schemaname = 'public'"
        )
    )
    held = throwaway.column(
        "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger "
        "WHERE tgname = 'spaces_keep_sealed'"
    )
    for table in held:
        statements += f"; ALTER TABLE {table} {word} TRIGGER spaces_keep_sealed"
    throwaway.tell(statements)
    yield


@contextmanager
def not_sealed():
    """Texts go into the database and come out of it as they are."""
    from spaces.fields import KeyedDigestField, SealedTextField
    from spaces.sealing import Sealed

    def pre_save(self, instance, add):
        return Sealed(getattr(instance, self.attname).encode())

    def opened(self, instance, sealed):
        return bytes(sealed).decode()

    def digested(self, instance, add):
        texts = "\0".join(getattr(instance, name) for name in self.of)
        setattr(instance, self.attname, hashlib.sha256(texts.encode()).hexdigest())
        return getattr(instance, self.attname)

    with ExitStack() as stack:
        for owner, name, new in (
            (SealedTextField, "pre_save", pre_save),
            (SealedTextField, "open", opened),
            (KeyedDigestField, "pre_save", digested),
        ):
            stack.enter_context(patch.object(owner, name, new))
        yield


def saves(writers, turn) -> list[float]:
    """Milliseconds of each save of a row, each of another person in turn."""
    durations = []
    for number in range(ROW + BEFORE):
        person = writers[(turn * (ROW + BEFORE) + number) % len(writers)]
        durations.append(one_save(person, turn))
    return durations[BEFORE:]


CLIENTS, BASED = {}, {}


def one_save(person, turn) -> float:
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    if person.pk not in CLIENTS:
        CLIENTS[person.pk] = Client()
        CLIENTS[person.pk].force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    keys = keys_of_prompts()
    key = keys[turn % len(keys)]
    head, body = BASED.get((person.pk, key)) or head_of(person, key)
    body += " en dan"
    data = {"body": body, "client_id": uuid4(), "based_on": head, "author": person.pk}
    path = reverse("writing:save", args=["exercise", key])
    began = time.perf_counter()
    answer = CLIENTS[person.pk].post(path, data)
    took = (time.perf_counter() - began) * 1000
    if answer.status_code != 200 or answer.json()["beside"]:
        raise SystemExit(f"A save was answered with {answer.status_code}.")
    BASED[person.pk, key] = answer.json()["based_on"], body
    return took


def head_of(person, key):
    """As its page shows it: the last save, and the text."""
    from django.db import transaction

    from spaces.acting import acting_as
    from writing.models import Text

    with acting_as(person), transaction.atomic():
        text = Text.objects.written_by(person).of_kind("exercise").about(key).get()
        return text.head, text.body


if __name__ == "__main__":
    main()

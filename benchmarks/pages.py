"""What each page costs a signed-in reader: `python benchmarks/pages.py`.

A firm of 100 people and one of 10,000 with 500 groups are made in a database that is
thrown away afterwards. Every page that a mentee, a mentor and a coordinator can look at is
asked for in one process. Printed, page by page: milliseconds (the median), queries
(transactions included), bytes, and its throughput as part of that of a page that is empty
but for the frame, asked in turns with it. What misses the goals is marked, and told last.
"""

import argparse
import logging
import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Of Today and a group's page, and of every other one: queries, part of the throughput.
WIDE, GOAL = (16, 0.3), (12, 0.25)
WIDE_PAGES = {"today", "sessions:group", "groups:group"}
BYTES = 150_000
# The working table of one composition: `benchmarks/board.py` says what its steps cost.
BOARD = {"boards:board", "boards:print", "boards:sheet", "boards:compare"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--groups", type=int, default=500)
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("--only", default="", help="pages with this in their name")
    parser.add_argument("--large", action="store_true", help="the large firm alone")
    parser.add_argument(
        "--keep", action="store_true", help="the database, for a next run"
    )
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    from benchmarks.large import throwaway

    with throwaway.database(keep=options.keep):
        run(options)


def run(options):
    from django.conf import settings

    settings.DEBUG = False
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    settings.ALLOWED_HOSTS = ["*"]
    settings.ROOT_URLCONF = "benchmarks.large.empty"
    missed = []
    sizes = ((100, 5, 3), (options.people, options.groups, 60))
    for people, groups, heap in sizes[1 if options.large else 0 :]:
        began = time.perf_counter()
        firm = firm_of(people, groups, heap)
        took = time.perf_counter() - began
        print(f"\n{people:,} people, {groups} groups (made in {took:.0f} s)")
        for role in ("mentee", "mentor", "coordinator"):
            missed += look(firm, role, options)
    print(f"\n{len(missed)} miss a goal" + "".join(f"\n  {words}" for words in missed))


def firm_of(people, groups, heap):
    from benchmarks.large import firm, throwaway
    from benchmarks.large.lookers import Firm, is_there

    slug = f"benchmark-{people}"
    if not is_there(slug):
        firm.fill(slug, people, groups, heap)
        throwaway.tell("ANALYZE")
    return Firm(slug)


def look(firm, role, options) -> list[str]:
    """Print what the pages of one reader cost; answers those that miss a goal."""
    from django.conf import settings
    from django.test import Client

    from benchmarks.large.addresses import pages_of

    client = Client(headers={"Accept-Language": "nl"})
    client.force_login(getattr(firm, role), settings.AUTHENTICATION_BACKENDS[0])
    choices = firm.choices(getattr(firm, role))
    missed = []
    for name, path in pages_of(client, choices, weigh, options.only).items():
        words, misses = cost(client, name, path, options.times)
        print(f"  {role:11} {words}{'  ' + misses if misses else ''}", flush=True)
        if misses:
            missed.append(f"{role} {words}  {misses}")
    return missed


def weigh(client, path) -> int | bool | None:
    """The queries of a page; None where there is none, False where none is looked at."""
    from django.db import connection, reset_queries
    from django.test.utils import CaptureQueriesContext

    from benchmarks.large.addresses import is_page

    reset_queries()
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(path)
    if answer.status_code == 405:
        return False
    return len(caught) if is_page(answer) else None


def cost(client, name, path, times):
    from django.db import connection, reset_queries
    from django.test.utils import CaptureQueriesContext

    reset_queries()
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(path)
    asked = len(caught)
    page, floor = [], []
    for _ in range(times):
        page.append(clock(client, path))
        floor.append(clock(client, "/empty/"))
    took, empty = statistics.median(page), statistics.median(floor)
    size, ratio = len(answer.content), empty / took
    queries, part = WIDE if name in WIDE_PAGES else GOAL
    misses = [
        words
        for words, is_missed in (
            (f"more than {queries} queries", asked > queries),
            (f"less than {part}", ratio < part),
            (f"more than {BYTES // 1000} kB", size > BYTES),
        )
        if is_missed and name not in BOARD
    ]
    words = f"{name:28} {took:8.1f} ms {asked:4d} queries {size / 1000:8.1f} kB  {ratio:5.2f}"
    return words, ", ".join(misses)


def clock(client, path) -> float:
    began = time.perf_counter()
    client.get(path)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()

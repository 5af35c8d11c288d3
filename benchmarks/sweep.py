"""How long a sweep of the ledger takes for 500 groups: `python benchmarks/sweep.py`.

In the firm of `benchmarks/pages.py`, in a database that is thrown away afterwards.
Printed: what each room takes to say what waits and in how many queries, the first sweep,
which writes it all down, one before what it wrote has left, and one in which nothing is
new, as comes each minute; the seconds of the clock, and those of the processor here.
"""

import argparse
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--groups", type=int, default=500)
    parser.add_argument("--keep", action="store_true", help="the database")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    from benchmarks.large import throwaway

    with throwaway.database(keep=options.keep):
        run(options)


def run(options):
    from django.conf import settings
    from django.utils import timezone

    from benchmarks.large import firm, throwaway
    from benchmarks.large.lookers import is_there
    from reminders import sweeping
    from reminders.asking import WaitingDues
    from reminders.models import Mail

    slug = f"benchmark-{options.people}"
    if not is_there(slug):
        firm.fill(slug, options.people, options.groups, 60)
        throwaway.tell("ANALYZE")
    for path in settings.DUE:
        with told(path) as words:
            words.append(f"{len(WaitingDues(timezone.now()).hear(path))} wait")
    for name in ("all of it new", "all of it waits", "all of it told"):
        if name == "all of it told":
            Mail.objects.filter(state="waiting").update(state="sent")
        with told(f"a sweep, {name}") as words:
            words.append(f"{sweeping.write_due(timezone.now())} written")
    print(f"{Mail.objects.count()} mails in the ledger")


class told:
    """Prints how long the block took, in how many queries."""

    def __init__(self, name):
        self.name, self.words = name, []

    def __enter__(self):
        from django.db import connection, reset_queries
        from django.test.utils import CaptureQueriesContext

        reset_queries()
        self.caught = CaptureQueriesContext(connection)
        self.caught.__enter__()
        self.began, self.busy = time.perf_counter(), time.process_time()
        return self.words

    def __exit__(self, *error):
        took = time.perf_counter() - self.began
        busy = time.process_time() - self.busy
        self.caught.__exit__(*error)
        queries = f"{len(self.caught)} queries"
        took = f"{took:6.2f} s ({busy:.2f})"
        print(f"{self.name:28} {took}  {queries}  {' '.join(self.words)}", flush=True)


if __name__ == "__main__":
    main()

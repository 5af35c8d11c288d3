"""How long the checks at the start of a web process take, and a probe.

Run on an embedded database with its tables (`make run` once): `python benchmarks/checks.py`.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crossmentor.settings")

import django  # noqa: E402

TIMES = 5


def best(run) -> float:
    """The shortest of a few: the machine does other things as well."""
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return min(taken)


def probe():
    from crossmentor.running.processes import PROBE

    subprocess.run(  # noqa: S603
        [sys.executable, *PROBE[1:], "worker"], cwd=ROOT, check=False
    )


def main():
    django.setup()
    from django.db import connection

    from crossmentor.health.ready import look
    from spaces import selfcheck, startup

    connection.ensure_connection()
    figures = {
        "role and keys, before a process serves": startup.check,
        "self-check of grants and policies, aside of requests": selfcheck.look,
        "/health/ready, at most every two seconds": look,
        "probe of worker, composer or beat": probe,
    }
    for what, run in figures.items():
        print(f"{best(run) * 1000:8.1f} ms  {what}")


if __name__ == "__main__":
    main()

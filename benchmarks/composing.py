"""How good and how fast composing is: `python benchmarks/composing.py [NAME ...]`.

Runs the instances that lie beside the project, each in a process of its own so that
the peak of its memory is known, and compares with the bounds stored there. `--curve`
prints the quality over time instead.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INSTANCES = ROOT.parent / "shared" / "compose" / "instances"
MOMENTS = (0.25, 0.5, 1, 2, 5, 10, 20, 60)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "names", nargs="*", help="only files whose name has one of these"
    )
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--alone", help=argparse.SUPPRESS)
    options = parser.parse_args()
    bounds = json.loads((INSTANCES / "bounds.json").read_text())
    for known in bounds.values():
        name = known["file"]
        wanted = not options.names or any(part in name for part in options.names)
        if options.alone == name:
            measure(known, options)
        elif wanted and not options.alone:
            again = [sys.executable, __file__, *sys.argv[1:], f"--alone={name}"]
            subprocess.run(again, check=True)  # noqa: S603 - this very script


def measure(known, options):
    sys.path.insert(0, str(ROOT))
    from groups.composing import read_instance, solve

    began, seen = time.monotonic(), []
    instance = read_instance(INSTANCES / known["file"])
    solution = solve(
        instance, seconds=options.seconds, seed=options.seed, on_progress=seen.append
    )
    took = time.monotonic() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    meta = solution.meta
    best = 100 * known["best"]["Q"] / known["UB_Q"]
    print(
        f"{known['file']:20} {len(instance.mentees):5} mentees {took:6.2f} s "
        f"(first {seen[0].seconds:.2f} s) {peak:5.0f} MB  "
        f"L {meta['locked']}/{known['UB_L']}  P {meta['placed']}/{known['UB_P']}  "
        f"quality {100 * meta['quality'] / known['UB_Q']:.2f} % (stored best {best:.2f} %)"
        f"{'  optimal' if meta['optimal'] else ''}",
        flush=True,
    )
    if options.curve:
        for moment in MOMENTS:
            reached = [p.score.quality for p in seen if p.seconds <= moment]
            if reached and moment <= options.seconds:
                print(f"  {moment:5} s  {100 * reached[-1] / known['UB_Q']:.2f} %")


if __name__ == "__main__":
    main()

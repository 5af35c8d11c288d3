"""What no composition of an instance exceeds: `python benchmarks/bounds.py FILE ...`.

Composes first, for the seconds given or so many rounds, and then lowers the bound until
nothing is to be gained, or for ten times as long. The answers are added to `bounds.json` beside the instance, where the
checker and `benchmarks/composing.py` find them.
"""

import argparse
import hashlib
import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    for path in options.files:
        name, bounds = bound_of(path, options)
        output = options.output or path.parent / "bounds.json"
        known = json.loads(output.read_text()) if output.exists() else {}
        known[name] = bounds
        output.write_text(json.dumps(known, indent=1))
        print(f"{name}: {100 * bounds['best']['Q'] / bounds['UB_Q']:.3f} % reached")


def bound_of(path, options):
    """The instance's id, and what is known of it, as in the stored bounds."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    from boards.composing import read_instance
    from boards.solving.engine import engine
    from boards.solving.search import Search

    instance = read_instance(path)
    engine(wait=True)
    end = time.monotonic() + options.seconds

    def left():
        return end - time.monotonic()

    search = Search(instance, options.seed, lambda: left() < 0, left)
    for _ in search.work(options.rounds):
        pass
    search.sharpen(lambda: left() < -10 * options.seconds)
    score = search.choice.score
    if search.bound is None:
        raise SystemExit(f"{path}: no bound within {11 * options.seconds} s")
    return instance.id, {
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "UB_L": score.locked,
        "UB_P": score.placed,
        "UB_Q": search.bound,
        "proven_optimal": search.optimal,
        "best": {"L": score.locked, "P": score.placed, "Q": score.quality},
    }


if __name__ == "__main__":
    main()

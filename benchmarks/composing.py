"""How good and how fast composing is: `python benchmarks/composing.py [NAME ...]`.

Runs the instances that lie beside the project, or any files named, each in a process
of its own so that start, time and the peak of its memory are known. Beside it stand
groups at random, groups by one greedy pass, and the pairs of the package mentor-match
where that is installed. `--picture FILE` draws the quality over time.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from importlib import util
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
INSTANCES = ROOT.parent / "shared" / "compose" / "instances"
SECONDS = {100: 4, 600: 6, 10_000: 15, 10**9: 60}
# Its algorithm looks at every pair in plain Python, several times over.
MOST_PAIRED = 60
TRIES = 5


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="files, or parts of their names")
    parser.add_argument("--seconds", type=float, help="instead of those by size")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--picture", type=Path)
    parser.add_argument("--alone", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        print(json.dumps(measure(options.alone, options)))
        return
    if util.find_spec("matching") is None:
        print("mentor-match is not installed: left out")
    curves = {}
    for path in chosen(options.names):
        again = [sys.executable, __file__, f"--alone={path}", f"--seed={options.seed}"]
        if options.seconds:
            again.append(f"--seconds={options.seconds}")
        began = time.monotonic()
        done = subprocess.run(again, check=True, capture_output=True)  # noqa: S603 - this very script
        measured = json.loads(done.stdout.splitlines()[-1])
        measured["whole"] = time.monotonic() - began
        show(path, measured)
        curves[path.stem] = measured["curve"]
    if options.picture:
        sys.path.insert(0, str(ROOT))
        from benchmarks.picture import draw

        options.picture.write_text(draw(curves), encoding="utf-8")


def chosen(names):
    files = [Path(name) for name in names if Path(name).is_file()]
    parts = [name for name in names if not Path(name).is_file()]
    known = sorted(INSTANCES.glob("*_*.json"), key=lambda path: path.stat().st_size)
    return files + [
        path
        for path in known
        if (not names or any(part in path.name for part in parts))
    ]


def bounds_of(path):
    beside = path.parent / "bounds.json"
    bounds = json.loads(beside.read_text()) if beside.exists() else {}
    return next((b for b in bounds.values() if b["file"] == path.name), {})


def measure(path, options):
    sys.path.insert(0, str(ROOT))
    from boards.composing import read_instance
    from boards.solving import solve

    began, seen = time.monotonic(), []
    instance = read_instance(path)
    count = len(instance.mentees)
    seconds = options.seconds or next(s for most, s in SECONDS.items() if count <= most)
    solution = solve(
        instance,
        seconds=seconds,
        seed=options.seed,
        on_progress=lambda progress: seen.append((time.monotonic() - began, progress)),
    )
    took = time.monotonic() - began
    usage = resource.getrusage(resource.RUSAGE_SELF)
    reasons = [left.reason for left in solution.unplaced]
    known = bounds_of(path)
    bound = known.get("UB_Q") or solution.meta.get("bound") or seen[-1][1].score.quality
    return {
        "mentees": count,
        "took": took,
        "processor": usage.ru_utime + usage.ru_stime,
        "load": os.getloadavg()[0],
        "memory": usage.ru_maxrss / 1024,
        "first": seen[0][0],
        "unproven": reasons.count("not_proven"),
        "meta": dict(solution.meta),
        "known": known,
        "curve": [(at, 100 * p.score.quality / bound) for at, p in seen],
        "baselines": baselines(instance, options.seed),
    }


def show(path, measured):
    meta, known = measured["meta"], measured["known"]
    print(
        f"{path.stem}: {measured['mentees']} mentees, {measured['whole']:.1f} s in all "
        f"({measured['processor']:.1f} s of processors, load {measured['load']:.1f}), "
        f"first answer {measured['first']:.2f} s, {measured['memory']:.0f} MB"
    )
    print(
        f"  locks {meta['locked']}{of(known, 'UB_L')}, "
        f"placed {meta['placed']}{of(known, 'UB_P')}, "
        f"reasons without proof {measured['unproven']}, "
        f"quality {meta['quality']}{per_cent(meta, known)}"
        f"{', optimal' if meta['optimal'] else ''}"
    )
    for name, words in measured["baselines"].items():
        print(f"  {name}: {words}")
    sys.stdout.flush()


def of(known, name):
    return f" of {known[name]}" if known else ""


def per_cent(meta, known):
    words = ""
    if known:
        words = f", {100 * meta['quality'] / known['UB_Q']:.2f} % of the stored bound"
        words += f" (best known before {100 * known['best']['Q'] / known['UB_Q']:.2f})"
    if meta.get("bound"):
        words += f", {100 * meta['quality'] / meta['bound']:.2f} % of its own bound"
    return words


def baselines(instance, seed):
    from boards.composing.block import blocks
    from boards.solving.start import start

    parts = list(blocks(instance))
    random = Random(seed)  # noqa: S311
    baselines = {
        "at random": worth(
            instance, parts, [at_random(block, random) for block in parts]
        ),
        "greedy": worth(instance, parts, [start(block, random) for block in parts]),
    }
    if util.find_spec("matching") and len(instance.mentees) <= MOST_PAIRED:
        baselines["mentor-match"] = paired(parts)
    return baselines


def worth(instance, parts, plans):
    from boards.composing import score
    from boards.composing.model import Group

    groups = [
        Group(block.mentors[mentor], tuple(block.mentees[m] for m in members))
        for block, plan in zip(parts, plans, strict=True)
        for mentor, members in enumerate(plan.seats)
        if members
    ]
    merit = score(instance, groups)
    return f"placed {merit.placed}, locks {merit.locked}, quality {merit.quality}"


def at_random(block, random):
    """Everybody to any group that the rules leave open; what stays too small goes."""
    from boards.solving.plan import Plan
    from boards.solving.repair import allowed

    def attempt():
        plan = Plan(block)
        count = max(1, len(block.mentees) // 5)
        leads = random.sample(range(len(block.mentors)), min(count, len(block.mentors)))
        for mentee in random.sample(range(len(block.mentees)), len(block.mentees)):
            for mentor in random.sample(leads, len(leads)):
                room = len(plan.seats[mentor]) < block.limits[mentor]
                if room and allowed(block, plan, mentee, mentor):
                    plan.seat(mentee, mentor)
                    break
        for mentor in leads:
            if len(plan.seats[mentor]) < block.min_size:
                plan.dissolve(mentor)
        return plan

    plans = [attempt() for _ in range(TRIES)]
    return max(plans, key=lambda plan: plan.merit(block))


def paired(parts):
    """One pair after the other by mentor-match, which knows of no groups."""
    from matching.mentee import Mentee
    from matching.mentor import Mentor
    from matching.process import process_data
    from matching.rules.rule import Disqualify, Generic

    placed = broken = 0
    for block in parts:
        leads = [Mentor(grade=0, email=str(i)) for i in range(len(block.mentors))]
        people = [Mentee(grade=0, email=f"e{i}") for i in range(len(block.mentees))]
        worth = block.mentor_worth

        def at(match, table):
            return table[int(match.mentee.email[1:]), int(match.mentor.email)]

        def rules(worth=worth, block=block):
            steps = [
                Generic({True: 1, False: 0}, lambda m, s=s: at(m, worth) > s)
                for s in range(0, 4_200_000, 600_000)
            ]
            barred = Disqualify(lambda m: bool(at(m, block.barred)))
            taken = Disqualify(lambda m: bool(m.mentee.mentors))
            full = Disqualify(
                lambda m: len(m.mentor.mentees) >= block.limits[int(m.mentor.email)]
            )
            return [*steps, taken, full, barred]

        leads, people = process_data(leads, people, [rules() for _ in range(6)])
        for lead in leads:
            members = [int(mentee.email[1:]) for mentee in lead.mentees]
            placed += len(members)
            clash = any(block.apart[a, b] for a in members for b in members)
            if members and (clash or len(members) < block.min_size):
                broken += len(members)
    return f"placed {placed}, of whom {broken} in groups that break a rule"


if __name__ == "__main__":
    main()

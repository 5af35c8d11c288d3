"""Composes an instance file without a database."""

import time

import psutil
from django.core.management.base import BaseCommand, CommandError

from boards.composing import FormatError, read_instance, write_solution
from boards.solving import solve

# Kept for reasons and for writing, in seconds: something, and more for each person.
RESERVE = 0.1
RESERVE_EACH = 30e-6


class Command(BaseCommand):
    help = "Composes mentor groups from a compose-instance/1 file."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("instance")
        parser.add_argument("--output", required=True)
        parser.add_argument("--seconds", type=float, default=10.0)
        parser.add_argument("--seed", type=int, default=0)

    def handle(self, *args, **options):
        try:
            instance = read_instance(options["instance"])
        except (FormatError, OSError) as error:
            raise CommandError(f"{options['instance']}: {error}") from error
        solution = solve(
            instance,
            seconds=_left(options["seconds"], len(instance.people)),
            seed=options["seed"],
        )
        try:
            write_solution(solution, options["output"])
        except OSError as error:
            raise CommandError(str(error)) from error
        meta = solution.meta
        known = ""
        if meta["optimal"]:
            known = " (optimal)"
        elif meta["bound"]:
            known = f" ({100 * meta['quality'] / meta['bound']:.2f} % of its bound)"
        self.stdout.write(
            f"{instance.id}: {len(solution.groups)} groups, {meta['placed']} of "
            f"{len(instance.mentees)} mentees placed, quality {meta['quality']}{known}, "
            f"{meta['seconds']} s"
        )


def _left(seconds: float, people: int) -> float:
    """What is left of the time: it began when the process did."""
    spent = time.time() - psutil.Process().create_time()
    # Other work on the machine makes the end as much slower as it made the beginning.
    load = max(1.0, spent / time.process_time())
    return max(0.0, seconds - spent - load * (RESERVE + RESERVE_EACH * people))

"""Composes an instance file without a database."""

from django.core.management.base import BaseCommand, CommandError

from groups.composing import FormatError, read_instance, solve, write_solution


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
        solution = solve(instance, seconds=options["seconds"], seed=options["seed"])
        try:
            write_solution(solution, options["output"])
        except OSError as error:
            raise CommandError(str(error)) from error
        meta = solution.meta
        self.stdout.write(
            f"{instance.id}: {len(solution.groups)} groups, {meta['placed']} of "
            f"{len(instance.mentees)} mentees placed, quality {meta['quality']}, "
            f"{meta['seconds']} s"
        )

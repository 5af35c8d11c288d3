"""The tables are those of this version."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from crossmentor.doctor.finding import fail, or_well, warn
from crossmentor.doctor.sight import Sight


def findings(sight: Sight):
    loader = MigrationExecutor(connection).loader
    leaves = loader.graph.leaf_nodes()
    done = set(loader.applied_migrations)
    plan = {key for leaf in leaves for key in loader.graph.forwards_plan(leaf)}
    faults = [
        fail(f"{app}.{name} has not run.", "Run `manage.py migrate`.")
        for app, name in sorted(plan - done)
    ]
    ours = {app for app, _name in plan}
    newer = sorted(key for key in done - plan if key[0] in ours)
    if newer:
        faults.append(
            warn(
                f"The database has seen a newer version: {'.'.join(newer[-1])}.",
                "Start the version that made it, or put back a backup.",
            )
        )
    yield from or_well(faults, f"All {len(plan)} migrations have run.")

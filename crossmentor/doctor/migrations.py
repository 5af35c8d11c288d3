"""The tables are those of this version."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from crossmentor.database import adopting
from crossmentor.doctor.finding import fail, or_well, warn
from crossmentor.doctor.sight import Sight


def findings(sight: Sight):
    loader = MigrationExecutor(connection).loader
    leaves = loader.graph.leaf_nodes()
    done = set(loader.applied_migrations)
    if adopting.OF_BEFORE in done:
        # Each of its migrations would look like one of a newer version.
        yield fail(
            "The database is from before the migrations were squashed.",
            "Take a backup, run `manage.py adopt_database` once, and then "
            "`manage.py migrate`.",
        )
        return
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

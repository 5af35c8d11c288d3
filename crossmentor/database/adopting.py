"""A database from before the migrations were squashed, taken on by those of now.

Its tables are the same: a few names in them change, and the ledger of migrations.
"""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# The last version with the migrations of before, and the last of them.
VERSION = "ff6fdc04"
LAST = {
    "calendars": "0004_whose_change",
    "crossmentor": "0001_beat",
    "groups": "0038_undone_once",
    "handbook": "0001_stance_dot",
    "intake": "0013_pauses",
    "mentoring_sessions": "0045_count_what_was_cast",
    "people": "0029_adviser",
    "programmes": "0009_zone_of",
    "reminders": "0008_true_when_it_leaves",
    "spaces": "0020_erased_one_at_a_time",
    "workbook": "0007_check_ins",
    "writing": "0015_erase_counted",
}
# Every database of before has run it, and no other one.
OF_BEFORE = ("spaces", "0002_functions")
NAMES = Path(__file__).with_name("adopting.sql")


class NotAtTheLast(Exception):
    """The database is of before, and some of its migrations have not run yet."""


def is_of_before(ledger) -> bool:
    """Whether these (app, name) are of a database of before; raises NotAtTheLast."""
    ran = set(map(tuple, ledger))
    if OF_BEFORE not in ran:
        return False
    if missing := [
        f"{app}.{name}" for app, name in LAST.items() if (app, name) not in ran
    ]:
        raise NotAtTheLast(
            f"This database is of a version before {VERSION}: {missing[0]} has not run. "
            f"Run `manage.py migrate` of {VERSION} first, and then this again."
        )
    return True


def ledger() -> list[tuple[str, str]]:
    """The migrations that the database has run; none where there are no tables yet."""
    return list(MigrationRecorder(connection).applied_migrations())


@transaction.atomic
def adopt() -> bool:
    """Run as the owner, before `migrate`; False when there was nothing to do.

    Raises NotAtTheLast. Broken off, it has done nothing.
    """
    with connection.cursor() as cursor:
        if not is_of_before(ledger()):
            return False
        # Whoever else does this at the same moment finds nothing left to do.
        cursor.execute("LOCK TABLE django_migrations")
        if not is_of_before(ledger()):
            return False
        cursor.execute(NAMES.read_text())
    _write_ledger_anew()
    return True


def _write_ledger_anew():
    recorder = MigrationRecorder(connection)
    ours = {app.label for app in apps.get_app_configs() if app.name in settings.ROOMS}
    recorder.migration_qs.filter(app__in=ours).delete()
    known = MigrationLoader(None).disk_migrations
    for app, name in sorted(known):
        if app in ours and known[app, name].initial:
            recorder.record_applied(app, name)

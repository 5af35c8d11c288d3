from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from crossmentor.database import adopting
from spaces import sql_files


class Command(migrate.Command):
    """Django's migrate, after which the database follows the SQL files and the models.

    While migrations are left to run, what files and policies name may not be there yet.
    """

    def handle(self, *args, **options):
        only_looks = options["plan"] or options["check_unapplied"]
        refuse_what_is_of_before(may_take_on=settings.EMBEDDED and not only_looks)
        super().handle(*args, **options)
        if only_looks:
            return
        call_command("createcachetable", verbosity=0)
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            sql_files.apply()
        elif options["verbosity"]:
            self.stdout.write("SQL files and policies wait for the migrations left.")


def refuse_what_is_of_before(*, may_take_on):
    """Raise CommandError; a database of one's own machine is taken on at once."""
    try:
        if may_take_on:
            adopting.adopt()
        elif adopting.is_of_before(adopting.ledger()):
            raise CommandError(
                "This database is from before the migrations were squashed: take a "
                "backup, run `manage.py adopt_database` once, and then this again."
            )
    except adopting.NotAtTheLast as error:
        raise CommandError(error) from error

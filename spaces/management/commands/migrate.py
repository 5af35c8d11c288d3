from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from spaces import sql_files


class Command(migrate.Command):
    """Django's migrate, after which the database follows the SQL files and the models.

    While migrations are left to run, what files and policies name may not be there yet.
    """

    def handle(self, *args, **options):
        super().handle(*args, **options)
        if options["plan"] or options["check_unapplied"]:
            return
        call_command("createcachetable", verbosity=0)
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            sql_files.apply()

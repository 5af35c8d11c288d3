from django.core.management import call_command
from django.core.management.commands import migrate

from spaces import policies


class Command(migrate.Command):
    """Django's migrate, after which grants and policies follow the classification."""

    def handle(self, *args, **options):
        super().handle(*args, **options)
        if not (options["plan"] or options["check_unapplied"]):
            call_command("createcachetable", verbosity=0)
            policies.apply()

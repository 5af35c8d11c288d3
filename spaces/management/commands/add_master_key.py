from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from spaces.master_keys import add_master_key


class Command(BaseCommand):
    help = (
        "Makes a configured master key known to this database, so that processes start "
        "with it; in the owner's role, once for each new key."
    )

    def add_arguments(self, parser):
        parser.add_argument("names", nargs="+", metavar="NAME")

    def handle(self, names, **options):
        for name in names:
            try:
                mark, spaces = add_master_key(name=name)
            except ImproperlyConfigured as error:
                raise CommandError(error) from error
            under = (
                f"{spaces} spaces lie under it" if spaces else "nothing under it yet"
            )
            self.stdout.write(f"Known now: {mark}, {under}.")

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from crossmentor import databases
from spaces.renewing import seal_anew

# So many are named one by one.
NAMED = 20


class Command(BaseCommand):
    help = (
        "Seals what an earlier version sealed anew, so that lengths tell nothing and keys "
        "open for the members alone, under the first master key; as the superuser of "
        "DATABASE_URL_SUPERUSER, with all master keys. Safe to interrupt and to run again."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--without-closed",
            action="store_true",
            help="give up the texts that do not open, so that the rest can be finished",
        )

    def handle(self, **options):
        if not settings.MASTER_KEYS:
            raise CommandError("Set MASTER_KEYS or MASTER_KEYS_FILE.")
        with databases.as_superuser():
            done = seal_anew(
                tell=self.stdout.write, without_closed=options["without_closed"]
            )
        self.stdout.write(f"Sealed anew: {done.rows} rows, {done.keys} keys.")
        if done.closed:
            named = "\n".join(done.closed[:NAMED])
            raise CommandError(
                f"{len(done.closed)} do not open. Put them back from a backup and run "
                "this again, or give them up by --without-closed:\n"
                f"{named}" + ("\n…" if len(done.closed) > NAMED else "")
            )
        self.stdout.write("Nothing is left as it was sealed before.")

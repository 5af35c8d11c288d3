from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from crossmentor.database import databases
from spaces.renewing import seal_anew
from writing.bringing import bring_over

# So many are named one by one.
NAMED = 20


class Command(BaseCommand):
    help = (
        "Brings over what an earlier version kept elsewhere, and seals what it sealed anew, "
        "so that lengths tell nothing and keys "
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
            how = {
                "tell": self.stdout.write,
                "without_closed": options["without_closed"],
            }
            brought = bring_over(**how)
            done = seal_anew(**how)
        self.stdout.write(
            f"Brought over: {brought.rows} rows, {brought.texts} texts.\n"
            f"Sealed anew: {done.rows} rows, {done.keys} keys."
        )
        closed = [*brought.closed, *done.closed]
        if closed:
            named = "\n".join(closed[:NAMED])
            raise CommandError(
                f"{len(closed)} do not open. Put them back from a backup and run "
                "this again, or give them up by --without-closed:\n"
                f"{named}" + ("\n…" if len(closed) > NAMED else "")
            )
        self.stdout.write("Nothing is left as it was sealed before.")

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from spaces.services import rotate_master_keys


class Command(BaseCommand):
    help = (
        "Wraps the key of every space anew under the first of the master keys, so that "
        "the others can be taken away; safe to interrupt and to run again."
    )

    def handle(self, **options):
        if not settings.MASTER_KEYS:
            raise CommandError("Set MASTER_KEYS or MASTER_KEYS_FILE.")
        done, missing = rotate_master_keys()
        self.stdout.write(f"Wrapped anew: {done}.")
        if missing:
            raise CommandError(
                f"Some keys are still under {', '.join(sorted(missing))}, which "
                "MASTER_KEYS does not hold: add it after the first one and run this again."
            )
        self.stdout.write("Nothing is left under another key than the first.")

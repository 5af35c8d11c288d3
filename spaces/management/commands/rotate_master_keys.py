from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from spaces.marks import fingerprint
from spaces.master_keys import rotate_master_keys

# So many are named one by one.
NAMED = 20


class Command(BaseCommand):
    help = (
        "Wraps the key of every space anew under the first of the master keys, so that "
        "the others can be taken away; safe to interrupt and to run again."
    )

    def handle(self, **options):
        if not settings.MASTER_KEYS:
            raise CommandError("Set MASTER_KEYS or MASTER_KEYS_FILE.")
        try:
            rotation = rotate_master_keys()
        except ImproperlyConfigured as error:
            raise CommandError(error) from error
        name, key = settings.MASTER_KEYS[0]
        self.stdout.write(f"Wrapped anew: {rotation.wrapped}.")
        self.stdout.write(
            f"Opened under {name} ({fingerprint(key)}): {rotation.opened}."
        )
        if rotation.closed:
            ids = ", ".join(str(space_id) for space_id in rotation.closed[:NAMED])
            raise CommandError(
                f"{len(rotation.closed)} keys open with none of the configured ones and "
                f"were left as they are: keep every master key. Their spaces: {ids}"
                + ("…" if len(rotation.closed) > NAMED else ".")
            )
        if rotation.missing:
            raise CommandError(
                f"Some keys are still under {', '.join(sorted(rotation.missing))}, which "
                "MASTER_KEYS does not hold: add it after the first one and run this again."
            )
        self.stdout.write("Nothing is left under another key than the first.")

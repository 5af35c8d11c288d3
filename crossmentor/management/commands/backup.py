import signal
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from crossmentor.backups.errors import Refused
from crossmentor.backups.server import our_server
from crossmentor.backups.taking import take_backup


class Command(BaseCommand):
    help = (
        "Writes the whole database to one file, while the site goes on. It holds no key: "
        "the texts in it stay sealed. All else is open: protect it as you do the server."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, file, **options):
        # Also who is told to end leaves nothing half behind.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            made = take_backup(file.absolute(), our_server())
        except Refused as refusal:
            raise CommandError(refusal) from refusal
        rows = sum(made.rows.values())
        self.stdout.write(f"{file}: {file.stat().st_size} bytes, {rows} rows.")
        for name, known, spaces in made.needed_keys:
            self.stdout.write(
                f"Needs master key {name} ({known or 'not marked'}), {spaces} spaces."
            )
        self.stdout.write(
            "Names, addresses, mails and invitations lie open in it. Keep it where only "
            "you can read it, and the master keys somewhere else."
        )

import signal
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from crossmentor.backups import erasing, restoring
from crossmentor.backups.errors import Refused
from crossmentor.backups.server import our_server


class Command(BaseCommand):
    help = (
        "Puts a backup back, with the master keys that it needs: into a database beside "
        "ours, which takes its place when all in it was seen to be well. Restore none "
        "that you did not take: the server does what stands in it, as the superuser."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--check",
            action="store_true",
            help="Only see that it can be restored, in a database that goes again.",
        )
        parser.add_argument(
            "--without",
            metavar="NAME",
            action="append",
            default=[],
            help="A master key that is lost for good: what lies under it stays closed.",
        )
        parser.add_argument(
            "--replace",
            metavar="DATABASE",
            default="",
            help="The name of the database of which all is lost by this.",
        )

        given = parser.add_mutually_exclusive_group()
        given.add_argument(
            "--erasures",
            metavar="FILE",
            type=Path,
            help="What knows which spaces were erased; else that of ERASURES_FILE.",
        )
        given.add_argument(
            "--without-erasures",
            action="store_true",
            help="It is lost for good: what was erased after the backup is back.",
        )

    def handle(self, file, check, replace, without, **options):
        # Also who is told to end leaves nothing half behind.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            server = our_server()
            choices = {"without": without, "erasures": self.erasures(**options)}
            if check:
                report = restoring.check(file, server, **choices)
            else:
                report = restoring.restore(file, server, replace=replace, **choices)
        except (Refused, OperationalError) as refusal:
            raise CommandError(refusal) from refusal
        for words in report:
            self.stdout.write(words)
        self.stdout.write(
            "It can be restored; nothing was changed."
            if check
            else f"Restored: {server.database}. Everybody signs in anew."
        )

    def erasures(self, erasures, without_erasures, **options):
        return erasing.LOST if without_erasures else erasing.asked_for(erasures)

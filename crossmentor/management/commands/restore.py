from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from crossmentor.backups import restoring
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
            "--replace",
            metavar="DATABASE",
            default="",
            help="The name of the database of which all is lost by this.",
        )

    def handle(self, file, check, replace, **options):
        try:
            server = our_server()
            if check:
                seen = restoring.check(file, server)
            else:
                seen = restoring.restore(file, server, replace=replace)
        except Refused as refusal:
            raise CommandError(refusal) from refusal
        for words in seen:
            self.stdout.write(words)
        self.stdout.write(
            "It can be restored; nothing was changed."
            if check
            else f"Restored: {server.database}. Everybody signs in anew."
        )

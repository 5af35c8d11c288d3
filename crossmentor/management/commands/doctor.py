import json

from django.core.management.base import BaseCommand

from crossmentor.doctor.examining import examine
from crossmentor.doctor.finding import FAIL

WIDTH = {"ok": "ok  ", "warn": "warn", "fail": "FAIL"}


class Command(BaseCommand):
    help = (
        "Looks at everything that this installation stands on: one line each, with the "
        "cure. Changes nothing; ends with 1 when something fails."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="For a program.")
        parser.add_argument(
            "--send", metavar="ADDRESS", default="", help="Really send a mail there."
        )

    def handle(self, **options):
        findings = examine(send_to=options["send"])
        if options["json"]:
            self.stdout.write(
                json.dumps([finding.as_dict() for finding in findings], indent=1)
            )
        else:
            for finding in findings:
                self.stdout.write(
                    f"{WIDTH[finding.level]} {finding.about:<10} {finding}"
                )
        if any(finding.level == FAIL for finding in findings):
            raise SystemExit(1)

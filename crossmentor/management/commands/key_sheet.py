import sys
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError, connection
from django.utils import timezone

from crossmentor.backups import sheet
from crossmentor.backups.container import written_whole
from crossmentor.backups.errors import Refused
from spaces.marks import fingerprint, prove_keys, state_of_keys

TOP = """\
CROSSMENTOR: MASTER KEYS

Made on {date}
Database {database}
Address {address}

Without these keys nobody can read a text again, and no backup gives them. With them and
a copy of the database, anybody can. Keep this sheet in a safe, on paper, apart from the
backups; keep no file of it.

To check what you type again: the lines that begin with key, 1, 2, 3 and 4, as they stand,
into  manage.py key_sheet --check  . Capitals count, blanks do not. The last four digits on
a line are the check of that line alone: 0 to 9 and a to f.
"""


class Command(BaseCommand):
    help = (
        "Prints the master keys for the safe, in lines that can be typed again; each has "
        "shown first that it is the one that the database knows."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "file",
            metavar="FILE",
            type=Path,
            nargs="?",
            help="Where to write it; without one it is printed.",
        )
        parser.add_argument(
            "--check",
            metavar="TYPED",
            nargs="?",
            const="-",
            help="See whether a sheet was typed well: a file, or what you type now.",
        )
        parser.add_argument(
            "--into",
            metavar="FILE",
            type=Path,
            help="With --check: write the keys there, for MASTER_KEYS_FILE.",
        )

    def handle(self, file, check, into, **options):
        try:
            if check is not None:
                self.check_typed(self.typed(check), into)
            else:
                self.print_sheet(file)
        except (Refused, ImproperlyConfigured) as refusal:
            raise CommandError(refusal) from refusal
        except ProgrammingError as error:
            raise CommandError("Run `manage.py migrate` first.") from error

    def print_sheet(self, file):
        text = self.text()
        if file is None:
            self.stdout.write(text, ending="")
            return
        with written_whole(file.absolute()) as draft:
            draft.write_text(text)
        self.stdout.write(f"{file}: print it, and take the file away.")

    def text(self):
        if not settings.MASTER_KEYS:
            raise Refused("Set MASTER_KEYS or MASTER_KEYS_FILE.")
        # A sheet with a wrong key on it is worse than none.
        prove_keys()
        states = {state.name: state for state in state_of_keys()}
        there = connection.settings_dict
        parts = [
            TOP.format(
                date=timezone.localdate().isoformat(),
                database=f"{there['NAME']} on {there['HOST'] or 'this machine'}",
                address=settings.BASE_URL,
            )
        ]
        for place, (name, key) in enumerate(settings.MASTER_KEYS):
            does = "seals what is new" if place == 0 else "opens what is older"
            parts.append("\n".join(sheet.lines(name, key)))
            parts.append(f"  {does}; {states[name].spaces} spaces lie under it\n")
        return "\n".join(parts)

    def typed(self, source):
        if source != "-":
            try:
                return Path(source).read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError) as error:
                raise Refused(f"{source} cannot be read.") from error
        if sys.stdin.isatty():
            self.stderr.write("Type the lines of the sheet, then Ctrl-D.")
        return sys.stdin.read()

    def check_typed(self, text, into):
        keys = sheet.parse_sheet(text)
        if not keys:
            raise Refused("No line begins with key: type the sheet as it stands.")
        for typed in keys:
            if typed.faults:
                self.stdout.write(f"{typed.name}: {'; '.join(typed.faults)}.")
            else:
                self.stdout.write(
                    f"{typed.name} ({typed.known}): every line fits; {here(typed)}."
                )
        if any(typed.faults for typed in keys):
            raise CommandError("The sheet was not typed as it was printed.")
        if into:
            with written_whole(into.absolute()) as draft:
                draft.write_text("".join(f"{typed.word}\n" for typed in keys))
            self.stdout.write(f"{into}: for MASTER_KEYS_FILE.")


def here(typed) -> str:
    for name, key in settings.MASTER_KEYS:
        if key == typed.key:
            return "it is configured here"
        if name == typed.name:
            return f"another key has that name here, {fingerprint(key)}"
    return "it is not configured here"

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from handbook.questions.rules import LANGUAGES, classify


class Command(BaseCommand):
    help = (
        "Prints of which kind each question of a file is, one label a line: suggestive, "
        "cocktail, follow_up, either_or, open or closed. The file is UTF-8 with one "
        "question on each line; an empty line gives an empty line. Needs no database."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--language", required=True, choices=LANGUAGES)
        parser.add_argument("file", metavar="FILE", help='"-" is the standard input.')

    def handle(self, file, language, **options):
        for line in lines_of(file):
            self.stdout.write(classify(line, language).kind if line.strip() else "")


def lines_of(file: str) -> list[str]:
    """Raises CommandError for a file that is not there or not to be read as text."""
    try:
        sent = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as problem:
        raise CommandError(f"Cannot read {file}: {problem.strerror}.") from None
    try:
        text = sent.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = sent.count(b"\n", 0, problem.start) + 1
        raise CommandError(f"{file} is not UTF-8: see line {line}.") from None
    # Not splitlines(): a line here ends with a line feed, and with nothing else.
    lines = text.split("\n")
    return lines if lines[-1] else lines[:-1]

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from crossmentor import catalogues


class Command(BaseCommand):
    help = "Brings the catalogues of translations up to date with what is said."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("rooms", nargs="*", help="All rooms when none is named.")
        parser.add_argument(
            "--check",
            action="store_true",
            help="Write nothing; fail when a translation is missing, unsure or unused.",
        )

    def handle(self, rooms, check, **options):
        self.root = settings.ROOT
        names = [Path(path).name for path in settings.LOCALE_PATHS]
        self.rooms = [name for name in names if name != catalogues.BORROWED]
        if unknown := set(rooms) - set(self.rooms):
            raise CommandError(f"No room: {', '.join(sorted(unknown))}.")
        complaints = [
            complaint
            for language in catalogues.LANGUAGES
            for complaint in self.go_through(language, rooms or self.rooms, check)
        ]
        if check and complaints:
            raise CommandError("\n".join(complaints))
        for complaint in complaints:
            self.stdout.write(complaint)

    def go_through(self, language, rooms, check):
        known = {
            room: catalogues.load(self.path(room, language), language)
            for room in self.rooms
        }
        for room in rooms:
            keys = catalogues.extract_room(self.root, room, self.rooms)
            if check:
                yield from self.differences(room, language, keys, known[room])
                yield from self.contradictions(room, language, known)
            else:
                others = [known[other] for other in self.rooms if other != room]
                merged = catalogues.merge(keys, [known[room], *others], language)
                self.write(self.path(room, language), merged)
                known[room] = merged
            yield from self.weaknesses(room, language, known[room])

    def path(self, room, language):
        return catalogues.path_of(self.root, room, language)

    def name(self, room, language):
        return str(self.path(room, language).relative_to(self.root))

    def write(self, path, catalog):
        if not len(catalog):
            path.unlink(missing_ok=True)
            return
        content = catalogues.rendered(catalog)
        if path.exists() and path.read_text() == content:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)

    def differences(self, room, language, keys, catalog):
        there = set(catalogues.messages(catalog))
        for _context, words in keys - there:
            yield f"{self.name(room, language)}: missing: {words!r}"
        for _context, words in there - keys:
            yield f"{self.name(room, language)}: nobody says: {words!r}"

    def weaknesses(self, room, language, catalog):
        for (_context, words), message in sorted(
            catalogues.messages(catalog).items(), key=lambda item: str(item[0][1])
        ):
            where = f"{self.name(room, language)}:"
            if not catalogues.is_translated(message):
                yield f"{where} untranslated: {words!r}"
            elif message.fuzzy:
                yield f"{where} fuzzy: {words!r}"
            else:
                for error in message.check(catalog):
                    yield f"{where} {error}: {words!r}"

    def contradictions(self, room, language, known):
        """Django shows one translation everywhere: of the first room that has it."""
        mine = catalogues.messages(known[room])
        for other in self.rooms[: self.rooms.index(room)]:
            theirs = catalogues.messages(known[other])
            for key in mine.keys() & theirs.keys():
                if mine[key].string != theirs[key].string:
                    yield (
                        f"{self.name(room, language)}: {other} says "
                        f"{theirs[key].string!r} for {key[1]!r}; use a context"
                    )

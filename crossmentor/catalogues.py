"""The catalogues of translations: one per room, made and compiled without gettext.

English is the language of the source. `locale/<room>/nl/LC_MESSAGES/django.po` holds
what the code and the templates of that room say, sorted, without places or dates, so
that two branches seldom touch the same lines.
"""

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

LANGUAGES = ("nl",)
COMMON = "crossmentor"
# Not extracted: what Django says, in our words.
BORROWED = "django"
FUNCTIONS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NOISE = {
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Generated-By",
}

# Context, then the English words: one, or the singular and the plural.
Key = tuple[str | None, str | tuple[str, ...]]


def path_of(root: Path, room: str, language: str) -> Path:
    return root / "locale" / room / language / "LC_MESSAGES" / "django.po"


def extract_room(root: Path, room: str, rooms: list[str]) -> set[Key]:
    """Return what the code and the templates of `room` say."""
    keys: set[Key] = set()
    for file in _python_files(root, room):
        keys |= _extracted("python", file.read_bytes())
    for file in _template_files(root, room, rooms):
        marked = templatize(file.read_text(), origin=str(file))
        keys |= _extracted("javascript", marked.encode())
    return keys


def _python_files(root: Path, room: str) -> Iterator[Path]:
    for file in sorted((root / room).rglob("*.py")):
        if "migrations" not in file.parts:
            yield file


def _template_files(root: Path, room: str, rooms: list[str]) -> Iterator[Path]:
    folder = root / "templates"
    for file in sorted(folder.rglob("*")):
        top = file.relative_to(folder).parts[0]
        if file.is_file() and room == (top if top in rooms else COMMON):
            yield file


def _extracted(method: str, source: bytes) -> set[Key]:
    options = {"encoding": "utf-8", "jsx": False, "template_string": False}
    extracted = extract(method, io.BytesIO(source), FUNCTIONS, options=options)
    return {(context, words) for _line, words, _comments, context in extracted if words}


def load(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, ignore_obsolete=True)


def messages(catalog: Catalog) -> dict[Key, Message]:
    return {(message.context, message.id): message for message in catalog if message.id}


def merge(keys: set[Key], known: list[Catalog], language: str) -> Catalog:
    """Return a catalogue of the `keys`, translated as the first of `known` that can."""
    merged = Catalog(locale=language, fuzzy=False)
    translations = [messages(catalog) for catalog in known]
    for context, words in keys:
        translated = [by_key.get((context, words)) for by_key in translations]
        message = next((old for old in translated if old and is_translated(old)), None)
        merged.add(
            words,
            message.string if message else None,
            context=context,
            flags=message.flags & {"fuzzy"} if message else (),
        )
    return merged


def is_translated(message: Message) -> bool:
    strings = message.string
    return all(strings if isinstance(strings, tuple | list) else [strings])


def rendered(catalog: Catalog) -> str:
    output = io.BytesIO()
    ordered = Catalog(locale=catalog.locale, fuzzy=False, header_comment="")
    keys = messages(catalog)
    for context, words in sorted(keys, key=_order):
        message = keys[context, words]
        ordered.add(words, message.string, context=context, flags=message.flags)
    write_po(output, ordered, no_location=True, width=88)
    lines = output.getvalue().decode().strip().splitlines()
    return "\n".join(line for line in lines if not _is_noise(line)) + "\n"


def _order(key: Key) -> tuple[str, ...]:
    context, words = key
    return (words if isinstance(words, str) else words[0], context or "", str(words))


def _is_noise(line: str) -> bool:
    header = re.match(r'"([A-Za-z-]+): .*\\n"$', line)
    return line == "#" or (header is not None and header[1] in NOISE)


def compile_all(root: Path) -> list[Path]:
    """Compile the catalogues that changed since; return what was written."""
    written = []
    for source in sorted(root.glob("locale/*/*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        changed = source.stat().st_mtime_ns
        if target.exists() and target.stat().st_mtime_ns == changed:
            continue
        output = io.BytesIO()
        write_mo(output, load(source, source.parents[1].name))
        # Never half a file under a process that reads it.
        fresh = target.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(output.getvalue())
        os.utime(fresh, ns=(changed, changed))
        fresh.replace(target)
        written.append(target)
    return written

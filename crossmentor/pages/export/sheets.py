"""The files of one page, out of its records: HTML for people, JSON for programs."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.translation import get_language

from spaces.taking import ExportPage, Record, Taker

# Of what is written, in characters; then another file goes on. So much is in memory.
FULL = 400_000
EARLIER = "-versions"
# What the form of the files is called, for good; see `described.py`.
FORM = 1


@dataclass(frozen=True)
class File:
    """A file of the archive; `title` where it is a page that the first one leads to."""

    name: str
    content: bytes
    title: str = ""
    is_earlier: bool = False


@dataclass
class ExportFile:
    """A file that is being filled, and the number of those of its name so far."""

    name: str
    number: int = 1
    size: int = 0
    records: list = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        return self.size >= FULL

    def add(self, record: Record) -> None:
        self.records.append(record)
        self.size += record.size

    def begin_next(self) -> None:
        self.number += 1
        self.size = 0
        self.records.clear()

    def name_of(self, number: int, ending: str) -> str:
        return f"{self.name}{'' if number == 1 else f'-{number}'}.{ending}"


def files_of(page: ExportPage, taker: Taker) -> Iterator[File]:
    """Those of a page; none where a person has nothing of it."""
    html = {
        False: ExportFile(page.name),
        True: ExportFile(page.name + EARLIER),
    }
    for part in page.parts:
        data = {}
        for record in part.records(taker):
            sheet = html[record.is_earlier]
            if sheet.is_full:
                yield page_file(page, sheet, record.is_earlier, goes_on=True)
            sheet.add(record)
            sheet = data.setdefault(record.file, ExportFile(f"json/{record.file}"))
            if sheet.is_full:
                yield data_file(sheet)
            sheet.add(record)
        yield from map(data_file, data.values())
    for is_earlier, sheet in html.items():
        if sheet.records:
            yield page_file(page, sheet, is_earlier)


def page_file(page, sheet, is_earlier, goes_on=False) -> File:
    number = sheet.number
    context = {
        "title": page.title,
        "language": get_language(),
        "is_earlier": is_earlier,
        "number": number,
        "records": sheet.records,
        "before": sheet.name_of(number - 1, "html") if number > 1 else "",
        "next": sheet.name_of(number + 1, "html") if goes_on else "",
    }
    content = render_to_string("crossmentor/pages/export/page.html", context).encode()
    name = sheet.name_of(number, "html")
    sheet.begin_next()
    return File(name, content, str(page.title), is_earlier)


def data_file(sheet) -> File:
    name = sheet.name_of(sheet.number, "json")
    kind = sheet.name.partition("/")[2]
    rows = [record.data for record in sheet.records]
    data = {"form": FORM, "file": kind, "part": sheet.number, "rows": rows}
    sheet.begin_next()
    return File(name, json.dumps(data, ensure_ascii=False, indent=1).encode())

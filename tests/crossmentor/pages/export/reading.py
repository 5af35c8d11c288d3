"""What is in a file that somebody took along."""

import io
import json
from html.parser import HTMLParser
from zipfile import ZipFile

from crossmentor.pages.export.archive import export


def taken_by(person, **options) -> dict[str, str]:
    """{name: content} of the file that `person` takes along."""
    return unpacked(b"".join(export(person, **options)))


def unpacked(content: bytes) -> dict[str, str]:
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {
            name.removeprefix("crossmentor/"): archive.read(name).decode()
            for name in archive.namelist()
        }


def rows(files: dict, name: str) -> list[dict]:
    """Those of a file for programs; of all its parts."""
    parts = sorted(
        (json.loads(text) for file, text in files.items() if file.startswith("json/")),
        key=lambda part: part["part"],
    )
    return [row for part in parts if part["file"] == name for row in part["rows"]]


class Page(HTMLParser):
    """The words of a page, its elements, and where its links lead."""

    def __init__(self, source):
        super().__init__()
        self.words, self.elements, self.links, self.attributes = [], [], [], []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes += attrs
        self.links += [to for name, to in attrs if name in {"href", "src"}]

    def handle_data(self, data):
        if self.elements and self.elements[-1] != "style":
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

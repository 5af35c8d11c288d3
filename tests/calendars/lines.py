"""Reads calendar files (RFC 5545) line by line, strictly, with no library of calendars.

Whatever a program might trip over is refused: the tests are to notice before it does.
"""

import re
from dataclasses import dataclass, field, replace

LINE = re.compile(
    r"""(?P<name>[A-Z][A-Z0-9-]*)
        (?P<parameters>(?:;[A-Z-]+=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*)
        :(?P<value>.*)""",
    re.VERBOSE,
)
PARAMETER = re.compile(r';([A-Z-]+)=("[^"]*"|[^";:,]*)')
ESCAPED = re.compile(r"\\(.)")


class Refused(Exception):
    """A program does not take this, and why."""


@dataclass(frozen=True)
class Line:
    name: str
    value: str
    parameters: dict[str, str]

    def of(self, value) -> "Line":
        """One of its several values."""
        return replace(self, value=value)

    @property
    def text(self) -> str:
        return ESCAPED.sub(
            lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[1]), self.value
        )


@dataclass
class Component:
    """What stands between BEGIN and END."""

    name: str
    lines: list[Line] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def all(self, name) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def get(self, name) -> Line | None:
        """The only line of that name, if there is one; two are refused."""
        found = self.all(name)
        if len(found) > 1:
            raise Refused(f"{len(found)} times {name}")
        return found[0] if found else None

    def value(self, name) -> str:
        """What it says; refused without."""
        line = self.get(name)
        if line is None:
            raise Refused(f"{self.name} without {name}")
        return line.value

    def named(self, name) -> list["Component"]:
        return [part for part in self.parts if part.name == name]


def read(content: bytes) -> Component:
    """The calendar of a file; raises Refused."""
    opened, calendars = [], []
    for line in map(_line, unfolded(content)):
        if line.name == "BEGIN":
            component = Component(line.value)
            (opened[-1].parts if opened else calendars).append(component)
            opened.append(component)
        elif line.name == "END":
            if not opened or opened.pop().name != line.value:
                raise Refused(f"END:{line.value} without its beginning")
        elif not opened:
            raise Refused("a line outside of all")
        else:
            opened[-1].lines.append(line)
    if opened or [one.name for one in calendars] != ["VCALENDAR"]:
        raise Refused("not one calendar")
    (calendar,) = calendars
    if calendar.value("VERSION") != "2.0":
        raise Refused("another version")
    calendar.value("PRODID")
    return calendar


def unfolded(content: bytes) -> list[str]:
    """Lines of at most 75 bytes that end in CRLF, put together where they are folded."""
    if not content.endswith(b"\r\n"):
        raise Refused("no end of the last line")
    lines = content[:-2].split(b"\r\n")
    if any(b"\n" in line or b"\r" in line for line in lines):
        raise Refused("a bare end of line")
    if any(len(line) > 75 for line in lines):
        raise Refused("a line of more than 75 bytes")
    try:
        return content[:-2].replace(b"\r\n ", b"").decode().split("\r\n")
    except UnicodeDecodeError:
        raise Refused("not UTF-8") from None


def _line(text) -> Line:
    found = LINE.fullmatch(text)
    if not found:
        raise Refused(f"no content line: {text}")
    parameters = PARAMETER.findall(found["parameters"])
    given = {name: value.strip('"') for name, value in parameters}
    return Line(found["name"], found["value"], given)

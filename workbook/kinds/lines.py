"""An answer is a plain text of lines; cells of a line are parted by a tab."""

import re

LINE_END = re.compile(r"\r\n|\r|\n")
BETWEEN = re.compile(r"[\t\r\n]+")


def lines_in(body: str) -> list[str]:
    """Those with something on them, as they stand."""
    return [line for line in LINE_END.split(body) if line.strip()]


def cells_in(line: str) -> list[str]:
    return line.split("\t")


def one_line(words: str) -> str:
    """What was typed in a field of one line: it can hold no tab and no line end."""
    return BETWEEN.sub(" ", words).strip()


def line_of(cells) -> str:
    return "\t".join(cells).rstrip("\t")


def joined(lines) -> str:
    return "\n".join(lines)

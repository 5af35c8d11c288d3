"""What this room lists of what people take along (`spaces/taking.py`)."""

from spaces.taking import Page

LEFT_OUT: dict[str, str] = {}


def pages() -> list[Page]:
    return []

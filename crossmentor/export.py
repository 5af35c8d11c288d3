"""What the project itself lists of what people take along (`spaces/taking.py`)."""

from spaces.taking import ExportPage

LEFT_OUT = {"crossmentor.Beat": "when a process last gave a sign of life"}


def pages() -> list[ExportPage]:
    return []

"""What people take along (`spaces/taking.py`): nothing of this room is anybody's own."""

from spaces.taking import ExportPage

COMPOSING = "how coordinators compose groups; of nobody's own"
LEFT_OUT = {
    "boards.Composition": COMPOSING,
    "boards.Column": COMPOSING,
    "boards.Placement": COMPOSING,
    "boards.Pin": COMPOSING,
    "boards.Away": COMPOSING,
    "boards.Step": COMPOSING,
    "boards.Proposal": COMPOSING,
    "boards.SheetImport": COMPOSING,
}


def pages() -> list[ExportPage]:
    return []

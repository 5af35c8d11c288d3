from groups.models.composition import (
    Away,
    Column,
    Command,
    Composition,
    Exclusion,
    Pin,
    Placement,
)
from groups.models.group import MentorGroup, Seat
from groups.models.proposal import Proposal
from groups.models.sheet import SheetImport

__all__ = [
    "Away",
    "Column",
    "Command",
    "Composition",
    "Exclusion",
    "MentorGroup",
    "Pin",
    "Placement",
    "Proposal",
    "Seat",
    "SheetImport",
]

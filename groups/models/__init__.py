from groups.models.composition import (
    Column,
    Command,
    Composition,
    Exclusion,
    Pin,
    Placement,
)
from groups.models.group import MentorGroup, Seat
from groups.models.proposal import Proposal

__all__ = [
    "Column",
    "Command",
    "Composition",
    "Exclusion",
    "MentorGroup",
    "Pin",
    "Placement",
    "Proposal",
    "Seat",
]

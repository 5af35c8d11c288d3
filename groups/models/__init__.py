from groups.models.circle import FormerCircle
from groups.models.composition import (
    Away,
    Column,
    Command,
    Composition,
    Exclusion,
    Pin,
    Placement,
)
from groups.models.ending import SeatEnding
from groups.models.group import LEAST, MentorGroup
from groups.models.pause import Pause
from groups.models.proposal import Proposal
from groups.models.retention import RetentionRound
from groups.models.seat import Seat
from groups.models.sheet import SheetImport
from groups.models.tolerance import Breach, Rule, Tolerance
from groups.models.wait import Wait

__all__ = [
    "LEAST",
    "Away",
    "Breach",
    "Column",
    "Command",
    "Composition",
    "Exclusion",
    "FormerCircle",
    "MentorGroup",
    "Pause",
    "Pin",
    "Placement",
    "Proposal",
    "RetentionRound",
    "Rule",
    "Seat",
    "SeatEnding",
    "SheetImport",
    "Tolerance",
    "Wait",
]

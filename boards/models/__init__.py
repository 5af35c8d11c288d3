from boards.models.composition import Away, Column, Command, Composition, Pin, Placement
from boards.models.proposal import Proposal
from boards.models.sheet import SheetImport

__all__ = [
    "Away",
    "Column",
    "Command",
    "Composition",
    "Pin",
    "Placement",
    "Proposal",
    "SheetImport",
]

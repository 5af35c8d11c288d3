from boards.models.composition import Away, Column, Composition, Pin, Placement, Step
from boards.models.proposal import Proposal
from boards.models.sheet import SheetImport

__all__ = [
    "Away",
    "Column",
    "Composition",
    "Pin",
    "Placement",
    "Proposal",
    "SheetImport",
    "Step",
]

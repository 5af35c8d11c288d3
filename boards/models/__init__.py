from boards.models.composition import Away, Column, Composition, Pin, Placement
from boards.models.proposal import Proposal
from boards.models.sheet import SheetImport
from boards.models.step import Step

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

"""What good groups are, and why: plain data and pure functions, no database.

The search stands in `boards.solving`; whoever loads people calls both."""

from .capacity import most_places
from .explain import explain_group, options
from .files import read_instance, write_solution
from .model import (
    FormatError,
    Group,
    Instance,
    Params,
    Person,
    Pin,
    Solution,
    Stint,
    Unplaced,
    Weights,
)
from .reasons import explain_unplaced
from .rules import Break, breaks, group_breaks
from .scoring import Score, fits, score

__all__ = [
    "Break",
    "FormatError",
    "Group",
    "Instance",
    "Params",
    "Person",
    "Pin",
    "Score",
    "Solution",
    "Stint",
    "Unplaced",
    "Weights",
    "breaks",
    "explain_group",
    "explain_unplaced",
    "fits",
    "group_breaks",
    "most_places",
    "options",
    "read_instance",
    "score",
    "write_solution",
]

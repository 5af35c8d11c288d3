"""Composing mentor groups: plain data in, groups and reasons out, no database."""

from .capacity import most_places
from .explain import explain, explain_group, options
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
from .scoring import Fit, Score, fits, score
from .solve import Progress, solve

__all__ = [
    "Break",
    "Fit",
    "FormatError",
    "Group",
    "Instance",
    "Params",
    "Person",
    "Pin",
    "Progress",
    "Score",
    "Solution",
    "Stint",
    "Unplaced",
    "Weights",
    "breaks",
    "explain",
    "explain_group",
    "explain_unplaced",
    "fits",
    "group_breaks",
    "most_places",
    "options",
    "read_instance",
    "score",
    "solve",
    "write_solution",
]

from programmes.models.participation import (
    OWN_WORDS,
    Expertise,
    Need,
    NeedWords,
    Participation,
)
from programmes.models.programme import Counts, Programme, ProgrammeCoordinator, Role
from programmes.models.topic import Topic

__all__ = [
    "OWN_WORDS",
    "Counts",
    "Expertise",
    "Need",
    "NeedWords",
    "Participation",
    "Programme",
    "ProgrammeCoordinator",
    "Role",
    "Topic",
]

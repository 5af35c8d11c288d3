from programmes.models.participation import (
    OWN_WORDS,
    Expertise,
    Need,
    NeedWords,
    Participation,
)
from programmes.models.programme import Programme, ProgrammeCoordinator, Role
from programmes.models.topic import Topic

__all__ = [
    "OWN_WORDS",
    "Expertise",
    "Need",
    "NeedWords",
    "Participation",
    "Programme",
    "ProgrammeCoordinator",
    "Role",
    "Topic",
]

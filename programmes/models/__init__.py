from programmes.models.participation import Expertise, Need, NeedWords, Participation
from programmes.models.programme import Programme, ProgrammeCoordinator, Role
from programmes.models.topic import Topic

__all__ = [
    "Expertise",
    "Need",
    "NeedWords",
    "Participation",
    "Programme",
    "ProgrammeCoordinator",
    "Role",
    "Topic",
]

from people.models.allowance import Allowance
from people.models.departure import Departure
from people.models.organisation import Discipline, Location, Organisation, Project, Team
from people.models.person import Coordinator, Invitation, Person, Stint
from people.models.roster import ColumnMapping, RosterImport

__all__ = [
    "Allowance",
    "ColumnMapping",
    "Coordinator",
    "Departure",
    "Discipline",
    "Invitation",
    "Location",
    "Organisation",
    "Person",
    "Project",
    "RosterImport",
    "Stint",
    "Team",
]

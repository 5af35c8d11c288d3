from people.models.address_change import AddressChange
from people.models.adviser import Adviser
from people.models.allowance import Allowance
from people.models.coordinator import Coordinator
from people.models.departure import Departure
from people.models.event import RosterEvent
from people.models.invitation import Invitation
from people.models.organisation import Discipline, Location, Organisation, Project, Team
from people.models.person import Person
from people.models.roster import ColumnMapping, RosterImport
from people.models.sent import Sent
from people.models.sign_in import SignIn
from people.models.single_sign_on import SingleSignOn
from people.models.step_reset import StepReset
from people.models.stint import Stint

__all__ = [
    "AddressChange",
    "Adviser",
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
    "RosterEvent",
    "RosterImport",
    "Sent",
    "SignIn",
    "SingleSignOn",
    "StepReset",
    "Stint",
    "Team",
]

from people.accounts.models.address_change import AddressChange
from people.accounts.models.invitation import Invitation
from people.accounts.models.sign_in import SignIn
from people.accounts.models.single_sign_on import SingleSignOn
from people.accounts.models.step_reset import StepReset
from people.models.adviser import Adviser
from people.models.coordinator import Coordinator
from people.models.departure import Departure
from people.models.event import RosterEvent
from people.models.organisation import Discipline, Location, Organisation, Project, Team
from people.models.person import Person
from people.models.stint import Stint
from people.roster.models import ColumnMapping, RosterImport
from people.web.models.allowance import Allowance
from people.web.models.sent import Sent

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

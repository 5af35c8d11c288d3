"""What somebody sent, checked; views call them and hand it to services."""

from groups.forms.apart import ApartForm
from groups.forms.groups import GroupNameForm, ToleranceForm
from groups.forms.moves import DissolveForm, MoveOnForm
from groups.forms.seats import EndingsForm, JoinForm, SuccessorForm
from groups.forms.waits import WaitForm

__all__ = [
    "ApartForm",
    "DissolveForm",
    "EndingsForm",
    "GroupNameForm",
    "JoinForm",
    "MoveOnForm",
    "SuccessorForm",
    "ToleranceForm",
    "WaitForm",
]

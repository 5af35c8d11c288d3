from groups.forms.compositions import (
    ApartForm,
    CompositionForm,
    KeptApartForm,
    ProposeForm,
)
from groups.forms.groups import GroupNameForm, ToleranceForm
from groups.forms.moves import DissolveForm, MoveOnForm
from groups.forms.seats import EndingsForm, JoinForm, SuccessorForm
from groups.forms.sheets import SheetForm
from groups.forms.steps import (
    BackForm,
    ColumnForm,
    MoveForm,
    PinForm,
    ReasonForm,
    StepForm,
    UnpinForm,
)
from groups.forms.waits import WaitForm

__all__ = [
    "ApartForm",
    "BackForm",
    "ColumnForm",
    "CompositionForm",
    "DissolveForm",
    "EndingsForm",
    "GroupNameForm",
    "JoinForm",
    "KeptApartForm",
    "MoveForm",
    "MoveOnForm",
    "PinForm",
    "ProposeForm",
    "ReasonForm",
    "SheetForm",
    "StepForm",
    "SuccessorForm",
    "ToleranceForm",
    "UnpinForm",
    "WaitForm",
]

from boards.forms.compositions import CompositionForm, KeptApartForm, ProposeForm
from boards.forms.steps import (
    BackForm,
    ColumnForm,
    MoveForm,
    PinForm,
    ReasonForm,
    StepForm,
    UnpinForm,
)

__all__ = [
    "BackForm",
    "ColumnForm",
    "CompositionForm",
    "KeptApartForm",
    "MoveForm",
    "PinForm",
    "ProposeForm",
    "ReasonForm",
    "StepForm",
    "UnpinForm",
]

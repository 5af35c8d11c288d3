"""What somebody sent, checked; views call them and hand it to services."""

from boards.forms.compositions import CompositionForm, KeptApartForm, ProposeForm
from boards.forms.steps import (
    BackForm,
    ColumnForm,
    ColumnReasonForm,
    MoveForm,
    PinForm,
    StepForm,
    UnpinForm,
)

__all__ = [
    "BackForm",
    "ColumnForm",
    "ColumnReasonForm",
    "CompositionForm",
    "KeptApartForm",
    "MoveForm",
    "PinForm",
    "ProposeForm",
    "StepForm",
    "UnpinForm",
]

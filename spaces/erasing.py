"""What becomes of a row when the person who wrote it erases what they wrote.

In their own space everything goes. Of what lies elsewhere each confidential model says it
by `erased`, a list of these; `spaces.erasers` makes the database's function of it.
"""

from dataclasses import dataclass
from typing import ClassVar

from django.core.checks import Error

from spaces.fields import sealed_fields
from spaces.models import Confidential

# The function of the database that says whose erasing is carried out at this moment.
ERASING = "spaces_erasing"


@dataclass(frozen=True)
class ErasedRows:
    """The rows of which the column `by` names the person go; `only`, in SQL, some of them."""

    by: str = "author_id"
    only: str = ""
    among: ClassVar[str] = ERASING


@dataclass(frozen=True)
class ErasedWords:
    """The row stays, as others need it: that there was something, by whom and when.

    Of the sealed `fields`, without names all of them, nothing is left. The column `by` is
    `among` what that function of the database answers: by itself, the people who erase.
    """

    by: str = "author_id"
    fields: tuple[str, ...] = ()
    only: str = ""
    among: str = ERASING


@dataclass(frozen=True)
class Stays:
    """The row stays as it is, for this reason."""

    why: str


def check_every_model_says_what_is_erased(app_configs, **kwargs):
    from django.apps import apps

    models = [model for model in apps.get_models() if issubclass(model, Confidential)]
    return faults(models)


def faults(models) -> list[Error]:
    return [
        Error(
            f"{model._meta.label} does not say what becomes of {what} when the person "
            "who wrote it erases what they wrote.",
            hint="Set `erased`, a list of Rows, Words or Stays (spaces/erasing.py).",
            obj=model,
            id="spaces.E003",
        )
        for model in models
        for what in _unsaid(model)
    ]


def _unsaid(model):
    if not model.erased:
        yield "its rows"
    elif not any(isinstance(entry, (ErasedRows, Stays)) for entry in model.erased):
        covered = {name for entry in model.erased for name in names(model, entry)}
        yield from sorted({field.name for field in sealed_fields(model)} - covered)


def names(model, words: ErasedWords) -> tuple[str, ...]:
    """The sealed fields of which nothing is left."""
    return words.fields or tuple(field.name for field in sealed_fields(model))

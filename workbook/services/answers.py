"""Answers to the questions of the workbook."""

from uuid import uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from spaces.errors import DomainError
from spaces.unopened import refuse_unopened
from workbook.models import EXERCISE
from writing import services as writing
from writing.models import Text


@transaction.atomic
def write_answer(*, author, prompt: str, **typed) -> writing.Saved | None:
    """Save the answer to a prompt, named as `editions.question_under` does."""
    return writing.write_text(kind=EXERCISE, key=prompt, by=author, **typed)


@transaction.atomic
def move_answer(*, answer: Text, prompt: str) -> writing.Saved | None:
    """Begin the answer to `prompt` with what was answered under an earlier key, once.

    That one stays, with its versions. Raises DomainError where something stands already.
    """
    refuse_unopened(answer)
    writing.refuse_erasing(answer)
    here = Text.objects.of_kind(EXERCISE).about(prompt).written_by(answer.author)
    stands = here.first()
    if stands and (stands.unopened or stands.body not in ("", answer.body)):
        raise DomainError(
            _("You answered this already: copy by hand what you want to keep.")
        )
    return write_answer(
        author=answer.author,
        prompt=prompt,
        client_id=uuid5(answer.pk, str(answer.head)),
        based_on=stands.head if stands else None,
        body=answer.body,
    )

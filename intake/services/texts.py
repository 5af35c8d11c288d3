"""Putting what was written around an intake before the other, and taking it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from intake.models import MenteeSeat
from people.errors import DomainError
from programmes.models import OWN_WORDS
from writing import services as writing
from writing.models import Text


@transaction.atomic
def put_text(*, seat: MenteeSeat, kind: str, by) -> Text:
    """Put a text of `by`, who acts, before the other of the pair, as it reads now.

    Raises DomainError when nothing is written, or two versions wait to be chosen from.
    """
    if seat.pair_id is None:
        raise DomainError(_("There is no mentor in this group now."))
    draft = _texts_of(seat, kind, by).drafts().first()
    if draft is None or not (draft.unopened or draft.body.strip()):
        raise DomainError(_("Write something first."))
    if draft.revisions.beside().exists():
        raise DomainError(_("There are two versions of this text: choose one first."))
    return writing.publish(draft=draft, space_id=seat.pair_id)


@transaction.atomic
def take_back_text(*, seat: MenteeSeat, kind: str, by) -> None:
    """Nobody else reads it any more, in no version; the own text stays."""
    for put in _texts_of(seat, kind, by).published():
        writing.unpublish(text=put)


def _texts_of(seat, kind, by):
    key = seat.participation_id if kind == OWN_WORDS else seat.pk
    return Text.objects.written_by(by).of_kind(kind).about(str(key))

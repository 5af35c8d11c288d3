"""Putting what was written around an intake before the other, and taking it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from intake.models import PREPARATION, PREPARATIONS, MenteeSeat
from programmes.models import OWN_WORDS
from spaces.errors import DomainError
from writing import services as writing
from writing.models import Text


@transaction.atomic
def put_text(*, seat: MenteeSeat, kind: str, by) -> list[Text]:
    """Put a text of `by`, who acts, before the other of the pair, as it reads now.

    A preparation is put as a whole: what was written to each of its questions, and of
    those that are empty now the other reads nothing any more. Raises DomainError when
    nothing is written, or two versions wait to be chosen from.
    """
    if seat.pair_id is None:
        raise DomainError(_("There is no mentor in this group now."))
    drafts = list(_texts_of(seat, kind, by).drafts())
    written = [draft for draft in drafts if draft.unopened or draft.body.strip()]
    if not written:
        raise DomainError(_("Write something first."))
    if any(draft.revisions.beside().exists() for draft in drafts):
        raise DomainError(_("There are two versions of this text: choose one first."))
    emptied = {draft.kind for draft in drafts} - {draft.kind for draft in written}
    for put in _texts_of(seat, kind, by).published():
        if put.kind in emptied:
            writing.unpublish(text=put)
    return [writing.publish(draft=draft, space_id=seat.pair_id) for draft in written]


@transaction.atomic
def take_back_text(*, seat: MenteeSeat, kind: str, by) -> None:
    """Nobody else reads it any more, in no version; the own text stays."""
    for put in _texts_of(seat, kind, by).published():
        writing.unpublish(text=put)


def _texts_of(seat, kind, by):
    key = seat.participation_id if kind == OWN_WORDS else seat.pk
    kinds = PREPARATIONS if kind == PREPARATION else [kind]
    return Text.objects.written_by(by).of_kinds(kinds).about(str(key))

"""Compositions of a programme: several may stand side by side."""

from django.db import transaction
from django.utils.translation import gettext as _

from boards import board
from boards.models import Composition
from boards.reading import read_board
from boards.services.boards import write_board
from people.web.typed import shortened
from programmes.refusals import refuse_ended
from spaces.errors import DomainError


def open_composition(*, programme, name, by) -> Composition:
    """Raises DomainError where the programme has ended."""
    refuse_ended(programme)
    return Composition.objects.create(programme=programme, name=name, created_by=by)


def rename_composition(*, composition, name) -> Composition:
    composition.name = name
    composition.save(update_fields=["name"])
    return composition


@transaction.atomic
def copy_composition(*, composition, by) -> Composition:
    """A second composition with the same groups and pins, to try something else on."""
    twin = open_composition(
        programme=composition.programme,
        name=_("%(name)s, copy") % {"name": shortened(composition.name, 100)},
        by=by,
    )
    write_board(twin, board.difference(board.Board(), read_board(composition)))
    return twin


@transaction.atomic
def delete_composition(*, composition) -> None:
    """Raises DomainError for the one that was published; again changes nothing."""
    # With its key, for it goes: neither a step nor a proposal may come to it meanwhile.
    locked = Composition.objects.select_for_update().filter(pk=composition.pk)
    if any(composition.published_at for composition in locked):
        raise DomainError(_("This composition is published: it stays."))
    locked.delete()

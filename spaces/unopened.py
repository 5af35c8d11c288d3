"""What stands in the place of a text that does not open, or that was erased."""

from django.utils.translation import gettext as _

from spaces.acting import current_actor
from spaces.errors import DomainError
from spaces.sealing import CannotOpen


class NotSaved(CannotOpen, DomainError):
    """A save that would lose a text which does not open, or that has no key."""


class BeingErased(NotSaved):
    """All that who acts wrote is being erased: what they wrote now would go along."""

    def __init__(self):
        super().__init__(
            _(
                "What you wrote is being erased, as you asked, and this would go along "
                "with it. Wait a minute and send it again."
            )
        )


def refuse_while_erased() -> None:
    """Raise BeingErased when what who acts wrote is being erased at this moment."""
    if is_being_erased():
        raise BeingErased


def is_being_erased() -> bool:
    actor = current_actor()
    return bool(actor and not actor.may_write)


def refuse_unopened(row) -> None:
    """Raise NotSaved when something is to be made of texts of which one does not open."""
    if row.unopened:
        raise NotSaved(_("This text cannot be opened, so it cannot be used either."))


class Unopened(str):
    """A text that does not open: words that say so on a page, and empty in code.

    So no page fails for it, no form is filled with those words, and what code makes of
    it is empty too. Its sealed value, `raw`, stays what it is when the row is saved.
    """

    unopened = True

    def __new__(cls, raw, bound_to):
        self = super().__new__(cls)
        self.raw, self.bound_to = raw, bound_to
        return self

    def __str__(self):
        return _("This text cannot be opened. Tell whoever runs this site.")

    def __repr__(self):
        return "<unopened>"

    def __bool__(self):
        return True


class Erased(str):
    """A text that the person who wrote it erased: words that say so, and empty in code.

    A row that is saved with it keeps it so.
    """

    def __new__(cls):
        return super().__new__(cls)

    def __str__(self):
        return _("Erased by the one who wrote it.")

    def __repr__(self):
        return "<erased>"

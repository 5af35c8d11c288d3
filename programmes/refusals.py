"""What is refused in every room of a programme."""

from django.utils.translation import gettext as _

from spaces.errors import DomainError


def refuse_ended(programme) -> None:
    """Raise DomainError for one that has ended: nothing begins in it any more."""
    if programme.has_ended:
        raise DomainError(_("The programme has ended."))

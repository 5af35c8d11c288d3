"""Who is kept apart in a programme, whichever composition."""

from django.utils.translation import gettext as _

from groups.models import Exclusion
from spaces.errors import DomainError


def keep_apart(*, programme, one, other) -> Exclusion:
    """Keep two participations of a programme out of one group; twice is once."""
    if one.pk == other.pk:
        raise DomainError(_("Choose two different people."))
    first, second = sorted([one, other], key=lambda part: part.pk)
    return Exclusion.objects.get_or_create(
        programme=programme, first=first, second=second
    )[0]


def allow_together(*, exclusion) -> None:
    exclusion.delete()

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from programmes.models import Programme


def programme_run_by(person, pk) -> Programme:
    """The programme, which the person runs; else 404 or, for who takes part, 403."""
    programmes = Programme.objects.visible_to(person).run_by(person)
    programme = get_object_or_404(programmes, pk=pk)
    if not programme.is_run:
        raise PermissionDenied
    return programme

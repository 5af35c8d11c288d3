"""Opening and changing a programme."""

from django.db import transaction

from programmes.models import Programme, ProgrammeCoordinator
from programmes.topics import ensure_topics


@transaction.atomic
def open_programme(*, programme: Programme, by) -> Programme:
    """Open a programme of the organisation of `by`, who coordinates it from then on."""
    programme.organisation = by.organisation
    programme.save()
    ProgrammeCoordinator.objects.create(programme=programme, person=by)
    ensure_topics(by.organisation)
    return programme

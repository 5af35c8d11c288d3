"""Opening and changing a programme."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.accounts.services.invitations import invite
from people.models import Coordinator
from programmes.models import Programme, ProgrammeCoordinator, Topic
from programmes.topics import ensure_topics
from reminders.services import post
from spaces.errors import DomainError


@transaction.atomic
def open_programme(*, programme: Programme, by) -> Programme:
    """Open a programme of the organisation of `by`, who coordinates it from then on."""
    programme.organisation = by.organisation
    programme.save()
    ProgrammeCoordinator.objects.create(programme=programme, person=by)
    ensure_topics(by.organisation)
    return programme


@transaction.atomic
def add_coordinator(*, programme, person, by) -> ProgrammeCoordinator:
    """Let somebody of the organisation coordinate the programme too.

    Raises DomainError for who sits in one of its groups: they read what is said there.
    """
    if programme.participations.seated().filter(person=person).exists():
        raise DomainError(
            _(
                "%(name)s sits in a group of this programme: who coordinates it sits in "
                "none. Choose somebody else."
            )
            % {"name": person.full_name}
        )
    row, _created = ProgrammeCoordinator.objects.get_or_create(
        programme=programme, person=person
    )
    if not person.has_way_in:
        invite(person=person, by=by)
    post(
        person=person,
        kind="programmes.coordinates",
        programme_id=programme.pk,
        zone=programme.time_zone,
        object_id=row.pk,
        link=programme.get_absolute_url(),
        context={"programme": str(programme), "by": by.full_name},
    )
    return row


@transaction.atomic
def remove_coordinator(*, coordinator: ProgrammeCoordinator) -> None:
    """Raises DomainError for the last one: somebody has to look after the programme."""
    # Two who take each other out at once: the second one waits and is the last.
    rows = ProgrammeCoordinator.objects.select_for_update().filter(
        programme=coordinator.programme_id
    )
    if len(rows) == 1:
        raise DomainError(_("A programme keeps one coordinator: first add another."))
    coordinator.delete()


def retire_topic(*, topic: Topic, retired: bool) -> None:
    """Leave a topic out of new enrolments; what was chosen already stays."""
    topic.retired_at = timezone.now() if retired else None
    topic.save(update_fields=["retired_at"])


def coordinating(people) -> set[int]:
    """The keys of those among `people` who coordinate anything."""
    keys = [person.pk for person in people]
    programmes = ProgrammeCoordinator.objects.filter(person__in=keys)
    organisations = Coordinator.objects.filter(person__in=keys)
    rows = programmes.values_list("person").union(organisations.values_list("person"))
    return {pk for (pk,) in rows}

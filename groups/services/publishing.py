"""From a composition to mentor groups, once."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups import board
from groups.loading import load
from groups.models import Composition, MentorGroup
from groups.refusals import said_in_words
from groups.services.seats import form_group
from groups.stories import hindrances
from people.errors import DomainError
from programmes.models import Programme


@transaction.atomic
def publish(*, composition, by, version=None) -> list[MentorGroup]:
    """Form the groups of a composition and start the programme (R1 to R3).

    One transaction under a lock of the programme; doing it again changes nothing.
    `version` is that of the board the person has seen. Raises DomainError.
    """
    programme = Programme.objects.select_for_update(no_key=True).get(
        pk=composition.programme_id
    )
    composition = Composition.objects.select_for_update(no_key=True).get(
        pk=composition.pk
    )
    if composition.published_at:
        return list(programme.mentor_groups.all())
    if version is not None and version != composition.version:
        raise DomainError(
            _("The board was changed meanwhile: look again at what will happen.")
        )
    if composition.proposals.under_way().exists():
        raise DomainError(
            _("Groups are being proposed right now: wait for them, or stop it.")
        )
    seen = board.read(composition)
    loaded = load(programme, pins=seen.pins, also=seen.keys(), away=seen.away)
    groups = _form(programme, loaded, seen, by)
    with said_in_words():
        composition.published_at = timezone.now()
        composition.save(update_fields=["published_at"])
    programme.state = Programme.State.RUNNING
    programme.save(update_fields=["state"])
    return groups


def _form(programme, loaded, seen, by) -> list[MentorGroup]:
    if not seen.columns:
        raise DomainError(_("There are no groups yet: have them proposed first."))
    if found := hindrances(loaded, seen):
        raise DomainError(" ".join(found))
    parts = loaded.participations
    for part in parts.values():
        part.programme = programme
    return [
        form_group(
            mentor=parts[mentor],
            mentees=[parts[mentee] for mentee in seen.mentees_of(mentor)],
            reason=reason,
            by=by,
        )
        for mentor, reason in seen.columns.items()
    ]

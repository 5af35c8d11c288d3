"""Who writes alone says: I am done. Nothing goes on by that (A4)."""

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.methods.models.ready import Ready
from sessions.running.services.run_changes import locked, stir
from spaces.errors import DomainError


@transaction.atomic
def say_ready(*, run, by, since: int) -> None:
    """In the step to which the run came at version `since`, and in no other."""
    run = _at(run, since)
    row = Ready(run=run, space_id=run.space_id, author=by, since=since)
    Ready.objects.bulk_create([row], ignore_conflicts=True)
    stir(run)


@transaction.atomic
def say_busy(*, run, by, since: int) -> None:
    """Take it back."""
    run = _at(run, since)
    Ready.objects.of_now(run).of(by).delete()
    stir(run)


def _at(run, since):
    run = locked(run)
    if run.since != since:
        raise DomainError(_("The group has gone on to another step meanwhile."))
    return run

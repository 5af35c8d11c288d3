"""How a run changes: one after the other, each by who may, as long as it goes on."""

from django.utils.translation import gettext as _

from sessions.methods.models.run import Run
from spaces.errors import DomainError


def locked(run, by=None, version=None, *, clock=False) -> Run:
    """It as it is now, nobody else's to change meanwhile.

    `no_key`: marks and who is done refer to it, and are written at the same moment.

    With `by` it is the leader's to do, or also the timekeeper's where it is the clock.
    """
    runs = Run.objects.select_for_update(of=["self"], no_key=True)
    run = runs.select_related("session__group").get(pk=run.pk)
    if not run.is_going_on:
        raise DomainError(_("This meeting was ended."))
    may = {run.leader_id, run.timekeeper_id if clock else None}
    if by and by.pk not in may:
        raise DomainError(_("Somebody else leads now. You can take over the lead."))
    if version is not None and version != run.version:
        raise DomainError(
            _("Something changed just before you pressed: look where the group is now.")
        )
    return run


def save(run, *changed) -> Run:
    run.version = run.version + 1
    run.save(update_fields=["version", *changed])
    return run


def stir(run) -> Run:
    """Have the pages ask what is new beside the step; no press is refused for that."""
    run.stirred = run.stirred + 1
    run.save(update_fields=["stirred"])
    return run

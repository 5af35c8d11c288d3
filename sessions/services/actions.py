from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazystr
from django.utils.translation import gettext as _

from people.errors import DomainError
from programmes import clock
from reminders import services as reminders
from sessions.models import Action

KIND = "sessions.action_due"


@transaction.atomic
def add_action(*, group, by, text: str, owner, due_on, session=None) -> Action:
    """Agree on something to be done, by whom and by when (R14), for the circle."""
    _refuse_stranger(group, owner)
    action = Action.objects.create(
        group=group,
        session=session,
        author=by,
        owner=owner,
        text=text,
        due_on=due_on,
        space_id=group.circle_id,
    )
    _remind(action)
    return action


@transaction.atomic
def change_action(*, action: Action, text: str, owner, due_on) -> Action:
    if owner != action.owner:
        _refuse_stranger(action.group, owner)
    action.text, action.owner, action.due_on = text, owner, due_on
    action.changed_at = timezone.now()
    action.save(update_fields=["text", "owner", "due_on", "changed_at"])
    _stop_reminding(action)
    if action.done_at is None:
        _remind(action)
    return action


@transaction.atomic
def finish_action(*, action: Action) -> Action:
    action.done_at = action.done_at or timezone.now()
    action.save(update_fields=["done_at"])
    _stop_reminding(action)
    return action


@transaction.atomic
def reopen_action(*, action: Action) -> Action:
    action.done_at = None
    action.save(update_fields=["done_at"])
    _remind(action)
    return action


def _refuse_stranger(group, owner):
    if not group.seats.held().filter(person=owner).exists():
        raise DomainError(_("The owner of an action is a member of the group."))


def _remind(action):
    """The worker cannot read actions: the mail is laid ready here, without its text."""
    programme = action.group.programme
    if action.due_on < clock.today_in(programme):
        return
    reminders.post(
        person=action.owner,
        kind=KIND,
        programme_id=programme.pk,
        zone=programme.time_zone,
        object_id=str(action.pk),
        link=reverse("sessions:action_list", args=[action.group_id]),
        context={"group": lazystr(action.group), "due_on": action.due_on.isoformat()},
        not_before=clock.day_before_at_eight(programme, action.due_on),
        day=action.due_on,
    )


def _stop_reminding(action):
    reminders.cancel(kind=KIND, object_id=action.pk)

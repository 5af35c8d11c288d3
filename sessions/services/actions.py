from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.errors import DomainError
from reminders.services import fall, stand
from sessions.models import Action

ACTION_DUE = "sessions.action_due"


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
    _keep_standing(action)
    return action


@transaction.atomic
def change_action(*, action: Action, text: str, owner, due_on) -> Action:
    if owner != action.owner:
        _refuse_stranger(action.group, owner)
    action.text, action.owner, action.due_on = text, owner, due_on
    action.changed_at = timezone.now()
    action.save(update_fields=["text", "owner", "due_on", "changed_at"])
    _keep_standing(action)
    return action


@transaction.atomic
def finish_action(*, action: Action) -> Action:
    action.done_at = action.done_at or timezone.now()
    action.save(update_fields=["done_at"])
    _keep_standing(action)
    return action


@transaction.atomic
def reopen_action(*, action: Action) -> Action:
    action.done_at = None
    action.save(update_fields=["done_at"])
    _keep_standing(action)
    return action


def _refuse_stranger(group, owner):
    if not group.seats.held().filter(person=owner).exists():
        raise DomainError(_("The owner of an action is a member of the group."))


def _keep_standing(action):
    """The worker cannot read actions: this is what a reminder may say, until then."""
    if action.done_at:
        fall(kind=ACTION_DUE, object_id=action.pk)
        return
    facts = {
        "group": action.group_id,
        "owner": action.owner_id,
        "due_on": action.due_on,
    }
    stand(kind=ACTION_DUE, object_id=action.pk, facts=facts)

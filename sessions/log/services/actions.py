from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reminders.services import fall, stand
from sessions.log.models.action import Action, ActionWord
from spaces.errors import DomainError
from spaces.unopened import refuse_unopened

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
    """Also one that is ended, or was meanwhile: it stays so."""
    action = _locked(action)
    if owner != action.owner:
        _refuse_stranger(action.group, owner)
    action.text, action.owner, action.due_on = text, owner, due_on
    action.changed_at = timezone.now()
    action.save(update_fields=["text", "owner", "due_on", "changed_at"])
    _keep_standing(action)
    return action


@transaction.atomic
def finish_action(*, action: Action) -> Action:
    """Done; once is enough. Raises DomainError when it was dropped meanwhile."""
    action = _locked(action)
    if action.done_at:
        return action
    _refuse_ended(action)
    action.done_at = timezone.now()
    return _save(action, "done_at")


@transaction.atomic
def drop_action(*, action: Action, by, why: str) -> Action:
    """Let it go, with a word that the circle of the action reads."""
    action = _locked(action)
    if action.dropped_at:
        return action
    _refuse_ended(action)
    action.dropped_at = timezone.now()
    ActionWord.objects.create(
        action=action, author=by, words=why, space_id=action.space_id
    )
    return _save(action, "dropped_at")


@transaction.atomic
def go_on_with(*, action: Action, due_on: date, session=None) -> Action:
    """It goes on until another day, as was said at that meeting."""
    action = _locked(action)
    _refuse_ended(action)
    action.due_on, action.gone_on_in = due_on, session or action.gone_on_in
    return _save(action, "due_on", "gone_on_in")


@transaction.atomic
def put_before_group(*, action: Action, by) -> Action:
    """Agree on it anew, for the circle of now: that of before keeps what it read.

    By its owner, who acts. Pressed twice it is put once.
    """
    action = _locked(action)
    if action.put_on_id:
        return Action.objects.get(pk=action.put_on_id)
    _refuse_ended(action)
    refuse_unopened(action)
    if action.owner != by:
        raise DomainError(_("Whose action it is puts it before the group."))
    if action.space_id == action.group.circle_id:
        return action
    action.put_on = add_action(
        group=action.group,
        by=by,
        text=action.text,
        owner=by,
        due_on=action.due_on,
    )
    _save(action, "put_on")
    return action.put_on


@transaction.atomic
def reopen_action(*, action: Action) -> Action:
    action = _locked(action)
    if action.put_on_id:
        _refuse_ended(action)
    action.done_at = action.dropped_at = None
    return _save(action, "done_at", "dropped_at")


def _locked(action) -> Action:
    """It as it is now, nobody else's to end meanwhile.

    `no_key`: a word on it refers to it, and need not wait.
    """
    actions = Action.objects.select_for_update(of=["self"], no_key=True)
    return actions.select_related("owner", "group").get(pk=action.pk)


def _refuse_ended(action):
    if not action.is_undone:
        raise DomainError(
            _("Somebody ended this action just before you: look how it stands now.")
        )


def _refuse_stranger(group, owner):
    if not group.seats.held().filter(person=owner).exists():
        raise DomainError(_("The owner of an action is a member of the group."))


def _save(action, *changed) -> Action:
    action.save(update_fields=changed)
    _keep_standing(action)
    return action


def _keep_standing(action):
    """The worker cannot read actions: this is what a reminder may say, until then."""
    if not action.is_undone:
        fall(kind=ACTION_DUE, object_id=action.pk)
        return
    facts = {
        "group": action.group_id,
        "owner": action.owner_id,
        "due_on": action.due_on,
    }
    stand(kind=ACTION_DUE, object_id=action.pk, facts=facts)

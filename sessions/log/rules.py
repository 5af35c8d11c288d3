"""Who may change what was agreed on."""

from sessions.session.rules import may_lead


def may_change_action(person, action) -> bool:
    return action.owner_id == person.pk or may_lead(person, action.group)

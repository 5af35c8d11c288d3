"""What was agreed on before, as a meeting begins with it (A10)."""

from programmes import clock
from sessions.log.models.action import Action, ActionWord


def carried_into(session):
    """What is open of the group from before that meeting; also of its former circles,
    for who was in them."""
    return session.group.actions.open().of_before(session)


def asked_next(group):
    """The day on which the group asks what became of it: of its next meeting, or None."""
    later = group.sessions.planned().after(clock.today_in(group.programme))
    return later.values_list("on", flat=True).first()


def told_actions(actions, group, known=()) -> list[Action]:
    """The actions, each with its owner; whether it `is_from_before`, that is, for another
    circle than the group has now; and the word with which it was dropped, `why`."""
    actions, people = list(actions), {person.pk: person for person in known}
    for action in actions:
        if action.owner_id in people:
            action.owner = people[action.owner_id]
        action.is_from_before = action.space_id != group.circle_id
    dropped = [action for action in actions if action.dropped_at]
    rows = ActionWord.objects.of_actions(dropped) if dropped else []
    words = {word.action_id: word for word in rows}
    for action in dropped:
        action.why = words.get(action.pk)
    return actions

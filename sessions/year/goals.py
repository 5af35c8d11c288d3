"""Learning goals at a first meeting: what its people put before the circle."""

from django.conf import settings
from django.utils.module_loading import import_string

from writing.models import Shown


def goals_before(group, person) -> dict:
    """What the circle reads, and what `person`, who acts, may put before it; two queries.

    The workbook lies above this room: which goals there are, the settings know.
    """
    shown = list(Shown.objects.before(group.circle_id))
    own = {copy.text_id: copy for copy in shown if copy.author_id == person.pk}
    mine = import_string(settings.GOALS)(person)
    for goal in mine:
        goal.before = own.get(goal.text_id)
    return {
        "goals": shown,
        "own_goals": [goal for goal in mine if not goal.text.unopened],
    }

"""Whether what was saved still opens: a few texts are tried as their reader signs in.

No other process can: the worker has no key, and nobody but its members may read a space.
What is kept of it are two numbers a day (`Reopening`); a text that does not open is named
in the log, by its id. `manage.py doctor` tells both.
"""

import logging
import random
from uuid import uuid4

from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from spaces.acting import acting_as
from spaces.fields import sealed_fields
from spaces.models import Confidential, Member, Reopening

logger = logging.getLogger(__name__)
# Of so many kinds of rows, so many rows in a space: some milliseconds.
KINDS, ROWS = 6, 5


def reopen_some(person) -> None:
    """Try some of the texts that `person` can read; keeps nobody from signing in."""
    try:
        with acting_as(person), transaction.atomic():
            tried, closed = _try(person)
            if tried:
                _count(tried, closed)
    except DatabaseError as error:
        logger.warning("Texts could not be tried: %s.", type(error).__name__)


def sealed_models() -> list[type[Confidential]]:
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Confidential) and sealed_fields(model)
    ]


def _try(person) -> tuple[int, int]:
    """In a space of theirs, by chance; answers how many texts, and how many are closed."""
    spaces = list(
        Member.objects.filter(person=person, left_at=None).values_list(
            "space", flat=True
        )
    )
    if not spaces:
        return 0, 0
    models = sealed_models()
    tried = closed = 0
    for model in random.sample(models, min(KINDS, len(models))):
        # In one space: its index finds the rows, however many others have.
        space = random.choice(spaces)  # noqa: S311 - no secret
        rows = model._base_manager.filter(space=space, pk__gte=uuid4()).order_by("pk")
        for row in rows[:ROWS]:
            tried += 1
            closed += row.unopened
    return tried, closed


def _count(tried, closed):
    today = Reopening.objects.filter(on=timezone.now().date())
    more = {"tried": F("tried") + tried, "closed": F("closed") + closed}
    if not today.update(**more):
        Reopening.objects.bulk_create(
            [Reopening(on=timezone.now().date())], ignore_conflicts=True
        )
        today.update(**more)

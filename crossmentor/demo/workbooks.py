"""Somebody's workbook with an answer of each kind, and their mentor's."""

import datetime as dt
from uuid import uuid4

from crossmentor.demo.days import doing
from workbook import services
from workbook.models import EXERCISE
from writing.models import Text

# Before today: when they began, and when they wrote in it again.
FIRST, SECOND = dt.timedelta(days=100), dt.timedelta(days=12)
# After today: when letters open.
LATER = dt.timedelta(days=60)


def write_in(person, texts: dict, today: dt.date):
    """What `person` wrote of `texts`: {"first": {key: answer}, "second": …}."""
    days = {"first": today - FIRST, "second": today - SECOND, "later": today + LATER}
    told = {name: day.isoformat() for name, day in days.items()}
    for when, answers in texts.items():
        with doing(person, days[when], 21):
            heads = dict(
                Text.objects.written_by(person)
                .of_kind(EXERCISE)
                .values_list("key", "head")
            )
            for key, body in answers.items():
                services.write_answer(
                    author=person,
                    prompt=key,
                    client_id=uuid4(),
                    based_on=heads.get(key),
                    body=body.format(**told),
                )

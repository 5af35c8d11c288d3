"""A mentor who looks now and then where they stood."""

import datetime as dt
from uuid import uuid4

from django.utils import timezone

from crossmentor.demo.days import doing, pick
from handbook import services
from handbook.stance.map import felt
from handbook.stance.scoring import LARGEST
from handbook.stance.statements import self_test
from sessions.models import Session

# In days before today, with what counts for relation and for content on the whole.
TESTS = [(150, 3, 1), (75, 3, 2), (12, 3, 3)]
AFTER = [("much", "little"), ("much", "middle"), ("little", "much"), ("much", "much")]


def stand(group, today: dt.date):
    """A self-test three times, and dots by feeling after meetings that were held."""
    mentor = group.seats.held().mentors().get().person
    starts = group.programme.starts_on
    for number, (before, relation, content) in enumerate(TESTS):
        day = max(today - dt.timedelta(before), starts + dt.timedelta(3 + number))
        with doing(mentor, day, 17):
            test = self_test(mentor.language)
            services.finish_test(
                by=mentor,
                pk=uuid4(),
                on=timezone.localdate(),
                test=test,
                answers=answers(test, relation, content),
            )
    held = Session.objects.held().led_by(mentor).before(today).order_by("on")
    for number, session in enumerate(held):
        with doing(mentor, session.on, 18):
            services.put_dot(
                by=mentor,
                pk=uuid4(),
                on=session.on,
                place=felt(*pick(AFTER, number)),
                about=str(session.pk),
            )


def answers(test, relation: int, content: int) -> dict[str, int]:
    """Nearly even, so that an axis comes to ten times what counts there, or a bit more."""
    wanted = {"relation": relation, "content": content}
    return {
        statement.key: statement.points(
            min(wanted[statement.axis] + (number % 5 == 0), LARGEST)
        )
        for number, statement in enumerate(test.statements)
    }

"""What a mentor's month took, for the mentor alone (R8)."""

from django.db import transaction

from programmes import clock
from sessions.one_on_ones.models.one_on_one import OneOnOne
from sessions.one_on_ones.models.spent import Spent
from sessions.session.models.session import Session
from spaces.services import own_space


@transaction.atomic
def take_from_dates(*, by, first, last) -> int:
    """Take over the meetings and one-on-ones of these days that are past or of today.

    `by` is the mentor, who acts. What was taken before is not taken twice; answers how
    much was new.
    """
    dates = [*_sessions(by, first, last), *_one_on_ones(by, first, last)]
    mine = Spent.objects.of(by)
    before = mine.count()
    space_id = own_space(by).pk
    Spent.objects.bulk_create(
        [
            Spent(author=by, space_id=space_id, kind=kind, about=str(meeting.pk), **of)
            for kind, meeting, of in dates
        ],
        # Another window took them at the same moment.
        ignore_conflicts=True,
    )
    return mine.count() - before


@transaction.atomic
def add_preparation(*, by, on, minutes: int) -> Spent:
    return Spent.objects.create(
        author=by,
        space_id=own_space(by).pk,
        on=on,
        minutes=minutes,
        kind=Spent.Kind.PREPARATION,
    )


@transaction.atomic
def remove_spent(*, spent: Spent) -> None:
    spent.delete()


def _sessions(by, first, last):
    sessions = Session.objects.standing().led_by(by).between(first, last)
    for session in sessions.select_related("group__programme"):
        if session.on <= clock.today_in(session.group.programme):
            yield (
                Spent.Kind.MEETING,
                session,
                {"on": session.on, "minutes": session.minutes},
            )


def _one_on_ones(by, first, last):
    for one_on_one in (
        OneOnOne.objects.of_mentor(by).held().between(first, last).defer_words()
    ):
        yield (
            Spent.Kind.ONE_ON_ONE,
            one_on_one,
            {"on": one_on_one.on, "minutes": one_on_one.minutes},
        )

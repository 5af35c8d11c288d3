"""Every write of the handbook: dots on a mentor's map of stances."""

import datetime as dt
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from handbook.models import StanceDot
from handbook.stance.map import StancePlace
from handbook.stance.scoring import as_text, place_of
from handbook.stance.statements import SelfTest
from handbook.stance.texts import ANSWERS, SELF_TEST
from spaces.errors import DomainError
from spaces.services import own_space
from spaces.unopened import refuse_unopened
from writing import services as writing
from writing.models import Text


@transaction.atomic
def put_dot(
    *, by, pk: UUID, on: dt.date, place: StancePlace, words="", about=""
) -> StanceDot:
    """A dot by feeling; the one of that meeting is moved. The same `pk` again is once."""
    StanceDot.objects.of(by).dropped().delete()
    mine = StanceDot.objects.of(by).standing()
    # Two windows after one meeting: the later one moves the dot of the earlier one.
    if about and (dot := mine.about(about).select_for_update(no_key=True).first()):
        refuse_unopened(dot)
        dot.say(place, words)
        dot.made_at = timezone.now()
        dot.save(update_fields=["said", "made_at"])
        return dot
    return _put(by, pk, StanceDot.Kind.FELT, on, place, words=words, about=str(about))


@transaction.atomic
def finish_test(
    *, by, pk: UUID, on: dt.date, test: SelfTest, answers: dict[str, int]
) -> StanceDot:
    """The dot of a self-test, whose form is empty again after it.

    Raises DomainError when too few are answered.
    """
    place = place_of(test, answers)
    if place is None:
        raise DomainError(
            _(
                "Answer a few more: at least eight of the ten on relation, and eight of the ten on content."
            )
        )
    StanceDot.objects.of(by).dropped().delete()
    dot = _put(by, pk, StanceDot.Kind.TEST, on, place, answers=answers)
    mine = Text.objects.drafts().written_by(by).of_kind(SELF_TEST).about(ANSWERS)
    if (text := mine.first()) and not text.unopened and text.body:
        writing.save(text=text, by=by, client_id=uuid4(), based_on=text.head)
    return dot


def keep_answers(*, by, answers: dict[str, int], **typed) -> writing.Saved | None:
    """A self-test that is not finished yet; `typed`: client_id, based_on."""
    body = as_text(answers)
    return writing.write_text(kind=SELF_TEST, key=ANSWERS, by=by, body=body, **typed)


@transaction.atomic
def drop_dot(*, dot: StanceDot) -> None:
    """Off the map; it can be put back until another one is put or taken off."""
    StanceDot.objects.of(dot.author).dropped().delete()
    dot.dropped_at = timezone.now()
    dot.save(update_fields=["dropped_at"])


@transaction.atomic
def put_back(*, dot: StanceDot) -> None:
    """Raises DomainError when the meeting has another dot by now."""
    there = StanceDot.objects.of(dot.author).standing()
    if dot.about and there.about(dot.about).exists():
        raise DomainError(_("That meeting has another dot by now."))
    dot.dropped_at = None
    dot.save(update_fields=["dropped_at"])


def _put(by, pk, kind, on, place, about="", **fields) -> StanceDot:
    dot = StanceDot(
        pk=pk, author=by, space_id=own_space(by).pk, kind=kind, on=on, about=about
    )
    dot.say(place, **fields)
    # Pressed twice, or in another window at the same moment.
    StanceDot.objects.bulk_create([dot], ignore_conflicts=True)
    return dot

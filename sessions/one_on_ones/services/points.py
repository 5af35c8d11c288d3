"""The list of a pair: what the two want to talk about."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import Seat
from sessions.one_on_ones.models.point import Point
from spaces.errors import DomainError
from spaces.services import own_space
from spaces.unopened import refuse_unopened

# So many wait on one list: what is more is no list any longer.
AT_MOST = 50


@transaction.atomic
def add_point(*, seat, by, text: str, on_list: bool) -> Point:
    """Keep a point for oneself, or put it on the list of the two at once."""
    if on_list:
        _refuse_ended(seat)
    return _add(seat, by, text, seat.pair_id if on_list else own_space(by).pk)


@transaction.atomic
def put_point(*, point: Point) -> Point:
    """Put a point of one's own on the list: from then on the other reads it."""
    return _move(point, lambda locked: locked.seat.pair_id)


@transaction.atomic
def take_back_point(*, point: Point) -> Point:
    """Take a point of one's own off the list: nobody else reads it any more."""
    return _move(point, lambda locked: own_space(locked.author).pk)


@transaction.atomic
def carry_point(*, point: Point, seat) -> Point:
    """Put a point of one's own from a pair of before on the list of now, as a copy.

    Done twice it is done once.
    """
    _refuse_ended(seat)
    refuse_unopened(point)
    # Two presses at once: the second one finds the copy of the first.
    Seat.objects.select_for_update(no_key=True).get(pk=seat.pk)
    there = Point.objects.of_seat(seat).in_space(seat.pair_id).written_by(point.author)
    for known in there.open():
        if known.text == point.text:
            return known
    return _add(seat, point.author, point.text, seat.pair_id)


@transaction.atomic
def end_point(*, point: Point, ending: str, word: str = "") -> Point:
    """Tick a point off, or drop it with a word; done twice it is done once.

    Raises DomainError when the other ended it in another way meanwhile.
    """
    point = _locked(point)
    if point.ending == ending:
        return point
    if point.ending:
        raise DomainError(_("This point was ended meanwhile: see below."))
    _end(point, ending, timezone.now(), word)
    return point


@transaction.atomic
def reopen_point(*, point: Point) -> Point:
    """Put it back with what is still to be talked about."""
    point = _locked(point)
    _end(point, "", None, "")
    return point


def _end(point, ending, at, word):
    point.ending, point.ended_at, point.word = ending, at, word
    point.save(update_fields=["ending", "ended_at", "word"])


def _move(point, where) -> Point:
    point = _locked(point)
    space_id = where(point)
    if point.space_id == space_id:
        return point
    if point.ending:
        raise DomainError(_("This point was ended meanwhile: see below."))
    refuse_unopened(point)
    # A new row: when it was thought of stays its author's.
    moved = _add(point.seat, point.author, point.text, space_id)
    point.delete()
    return moved


def _add(seat, author, text, space_id) -> Point:
    if Point.objects.of_seat(seat).in_space(space_id).open().count() >= AT_MOST:
        raise DomainError(
            _("There are %(count)d points already: end some of them first.")
            % {"count": AT_MOST}
        )
    return Point.objects.create(seat=seat, author=author, text=text, space_id=space_id)


def _locked(point) -> Point:
    """As the other of the two left it: either may end it, and what is put elsewhere is gone."""
    points = Point.objects.select_related("seat", "author", "space")
    points = points.select_for_update(of=["self"], no_key=True).filter(pk=point.pk)
    point = points.first()
    if point is None:
        raise DomainError(_("This point was put elsewhere meanwhile: see the list."))
    _refuse_ended(point.seat)
    return point


def _refuse_ended(seat):
    if seat.left_at:
        raise DomainError(
            _("You are not in a group together any more: the list stays as it is.")
        )

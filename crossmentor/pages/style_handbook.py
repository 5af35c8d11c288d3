"""What `/style/` shows of the mentor's tools: the map of stances, and a turning picture."""

import datetime as dt

from crossmentor.pages.style_workbook import TODAY
from handbook.models import StanceDot
from handbook.pictures.drawing import drawing as picture_drawing
from handbook.pictures.picture import pictures
from handbook.stance.drawing import drawing as stance_drawing
from handbook.stance.map import StancePlace
from handbook.stance.statements import self_test
from handbook.stance.words import Stood

# Weeks before today, with the place on both axes.
TESTS = [(30, 33, 12), (16, 31, 20), (2, 31, 31)]
FELT = [(24, 33, 10), (9, 33, 22), (1, 33, 33)]
CHOSEN = {"me": 1, "other": 4}


def stance_map() -> dict:
    test = self_test("en")
    kinds = StanceDot.Kind
    stood = [at(test, kinds.TEST, *dot) for dot in TESTS]
    stood += [at(test, kinds.FELT, *dot) for dot in FELT]
    stood.sort(key=lambda place: place.dot.on)
    return {"test": test, "drawing": stance_drawing(stood, test.map)}


def at(test, kind, weeks: int, relation: int, content: int) -> Stood:
    dot = StanceDot(kind=kind, on=TODAY - dt.timedelta(weeks=weeks))
    place = StancePlace(relation, content)
    stances = [test.stance(key) for key in test.map.stances_at(place)]
    return Stood(dot, place, stances, "", "")


def turned() -> list[tuple]:
    """Each picture with the dots put down somewhere."""
    return [(shown, drawn(shown), called(shown)) for shown in pictures("en")]


def drawn(picture):
    return picture_drawing(picture, picture.hands, chosen(picture))


def chosen(picture) -> dict[str, str]:
    number_of = {hand.key: CHOSEN.get(hand.key, 2) for hand in picture.hands}
    count = len(picture.places)
    return {
        key: picture.places[number % count].key for key, number in number_of.items()
    }


def called(picture) -> str:
    return picture.place(chosen(picture)["me"]).calls

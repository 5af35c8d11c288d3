"""Who may sit on a board: rows of a programme, and of its composition."""

from boards.board import Board
from boards.reading import read_board, read_near
from groups.loaded import Loaded
from groups.loading import load, seatable
from people.namesakes import tell_apart
from programmes.models import Participation


def load_board(composition, most=None) -> tuple[Loaded, Board]:
    """All who may sit on the board of a composition or do, and who sits where.

    Of a composition `with_enrolled`: where more than `most` are not on the board, those
    alone who are.
    """
    board = read_board(composition)
    if most is not None and composition.enrolled - len(board.keys()) > most:
        keys = [int(key) for key in board.keys()]  # noqa: SIM118
        programme, away = composition.programme, board.away
        return load(programme, pins=board.pins, only=keys, away=away), board
    loaded = load(
        composition.programme, pins=board.pins, also=board.keys(), away=board.away
    )
    return loaded, board


def load_near(composition, mentee, most) -> tuple[Loaded, Board]:
    """One mentee, and so many groups of the board that may suit: where they sit first.

    Too few people to say why somebody has no group.
    """
    board = read_near(composition, mentee, most)
    pinned = [key.split(":")[1] for key in board.pins]
    keys = {int(key) for key in (*board.keys(), *pinned, mentee)}
    return load(composition.programme, pins=board.pins, only=keys), board


def count_left(composition) -> int:
    """How many mentees who can be seated have no place on the board."""
    mentees = composition.programme.participations.mentees().filter(seatable())
    return mentees.exclude(pk__in=composition.placements.values("mentee")).count()


def idle_mentors(composition) -> list[Participation]:
    """Mentors who could lead a group on the board, by name."""
    mentors = composition.programme.participations.mentors().filter(seatable())
    idle = list(
        mentors.exclude(pk__in=composition.columns.values("mentor"))
        .exclude(pk__in=composition.away.values("mentor"))
        .select_related("person__team", "person__discipline")
        .order_by("person__sort_key", "pk")
    )
    tell_apart(participation.person for participation in idle)
    return idle


def away_mentors(composition) -> list[Participation]:
    rows = composition.away.select_related("mentor__person").order_by(
        "mentor__person__sort_key", "pk"
    )
    return [row.mentor for row in rows]

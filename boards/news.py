"""What of a board is no longer as it was at a version, so that only that is sent."""

from dataclasses import dataclass

from boards.board import PARTS, Board

# With more changed groups than this the whole board is as cheap.
MANY = 40


@dataclass(frozen=True)
class News:
    """Keys of participations, as on the board.

    `columns` changed or are `added`, others are `gone`; mentees were `placed`, or
    were `left` without a group. `away`: of mentors who are not available.
    """

    columns: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    placed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    away: bool = False

    @property
    def moves_mentors(self) -> bool:
        """Whether others can be chosen for a group than before."""
        return bool(self.added or self.gone or self.away)

    def people(self, board: Board) -> set[str]:
        """Everybody of whom there is something to tell."""
        seated = (key for mentor in self.columns for key in board.mentees_of(mentor))
        return {*self.columns, *seated, *self.left}


def since(composition, board: Board, version: int, made=None) -> News | None:
    """None: too much, show the board anew. One query, unless `made` is all since."""
    if not 0 <= version <= composition.version:
        return None
    if made and made.version == version + 1:
        changes = [made.change]
    else:
        rows = composition.steps.filter(version__gt=version)
        changes = rows.values_list("change", flat=True)
    news = news_of_changes(board, changes)
    fresh = len(news.added) == len(board.columns)
    return None if fresh or len(news.columns) > MANY else news


def _before(changes) -> dict[str, dict]:
    """Per part and key what there was before the first of these changes."""
    was = {part: {} for part in PARTS}
    for change in changes:
        for part, entries in change.items():
            for key, (before, _comes) in entries.items():
                was[part].setdefault(key, before)
    return was


def news_of_changes(board: Board, changes) -> News:
    """What is no longer as before these changes, which led to the board."""
    was = _before(changes)
    columns, seats, pins = was["columns"], was["seats"], was["pins"]
    now = board.seats
    touched = {at for key in seats for at in (seats[key], now.get(key))}
    touched |= {now.get(key.split(":")[0]) for key in pins}
    touched |= set(columns)
    here = board.columns
    return News(
        columns=tuple(key for key in here if key in touched),
        added=tuple(k for k in here if k in columns and columns[k] is None),
        gone=tuple(k for k in columns if columns[k] is not None and k not in here),
        placed=tuple(k for k in seats if seats[k] is None and k in now),
        left=tuple(k for k in seats if seats[k] is not None and k not in now),
        away=bool(was["away"]),
    )

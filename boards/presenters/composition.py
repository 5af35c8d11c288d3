"""A composition as a whole: how many are placed, how well, and at what price."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from boards import composing
from boards.board import Board
from boards.models import Composition
from boards.reading import read_boards
from groups.loaded import Loaded
from groups.loading import load
from groups.presenters.fit import FitStory
from groups.sentences import relaxed


@dataclass(frozen=True)
class CompositionStory:
    """Everybody on the board is in `loaded`."""

    loaded: Loaded
    board: Board
    composition: Composition | None = None

    @property
    def groups(self) -> int:
        return len(self.board.columns)

    @property
    def placed(self) -> int:
        return len(self.board.seats)

    @cached_property
    def mentees(self) -> int:
        """Who could be seated, or sits here."""
        loaded = self.loaded
        present = {mentee.id for mentee in loaded.instance.mentees} - loaded.absent
        return len(present | set(self.board.seats))

    @cached_property
    def members(self) -> dict[str, list[str]]:
        return self.board.by_mentor()

    @cached_property
    def fits(self) -> dict[str, FitStory]:
        """By mentee."""
        return {
            mentee: FitStory(fit.points)
            for mentor, mentees in self.members.items()
            for mentee, fit in composing.fits(
                self.loaded.instance, mentor, mentees
            ).items()
        }

    @cached_property
    def fit(self) -> FitStory | None:
        points = [fit.points for fit in self.fits.values()]
        return FitStory(sum(points) // len(points)) if points else None

    @cached_property
    def worst(self) -> FitStory | None:
        return min(self.fits.values(), key=lambda fit: fit.points, default=None)

    @property
    def sizes(self) -> str:
        """How many mentees a group has, the fewest to the most."""
        sizes = {len(mentees) for mentees in self.members.values()}
        values = {"least": min(sizes), "most": max(sizes)}
        words = _("%(least)d to %(most)d") if len(sizes) > 1 else "%(least)d"
        return words % values

    @cached_property
    def crossing(self) -> int:
        """Groups of several disciplines (R2)."""
        by_id = self.loaded.instance.by_id
        return sum(
            len({by_id[key].discipline for key in (mentor, *mentees)}) > 1
            for mentor, mentees in self.members.items()
        )

    @cached_property
    def broken(self) -> int:
        """Groups that break a rule, whatever reason to cross there is allowed for."""
        return sum(
            bool(
                relaxed(
                    (
                        breach
                        for _mentee, breach in composing.group_breaks(
                            self.loaded.instance, mentor, mentees
                        )
                    ),
                    self.board.columns[mentor],
                )
            )
            for mentor, mentees in self.members.items()
        )


# Of more people than so many the board alone tells how well a composition fits.
JUDGED = 300


@dataclass(frozen=True)
class Outline:
    """As far as a list tells a composition `with_counts`: counted, and not judged."""

    composition: Composition
    mentees = fit = broken = None

    @property
    def groups(self) -> int:
        return self.composition.groups

    @property
    def placed(self) -> int:
        return self.composition.placed


def outlines(programme, compositions) -> list[CompositionStory | Outline]:
    """For a list; while composing, among not too many people, also how well each fits."""
    if not compositions or programme.state != programme.State.ENROLLING:
        return [Outline(composition) for composition in compositions]
    if programme.participations.enrolled()[: JUDGED + 1].count() > JUDGED:
        return [Outline(composition) for composition in compositions]
    return composition_stories(programme, compositions)


def composition_stories(programme, compositions) -> list[CompositionStory]:
    """In a constant number of queries."""
    if not compositions:
        return []
    boards = read_boards(compositions)
    keys = {key for board in boards.values() for key in board.keys()}  # noqa: SIM118
    loaded = load(programme, also=keys)
    return [
        CompositionStory(loaded, boards[composition.pk], composition)
        for composition in compositions
    ]

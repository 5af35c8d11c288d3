"""Who can come when, of a vote on dates: plain values, without a query.

Who proposed the dates can come on each of them as long as they do not say otherwise;
the other members are asked.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sessions.dates.models.poll import PollDate, Vote

Answer = Vote.Answer


@dataclass(frozen=True)
class PollChoice:
    """A date of a poll as the group answered so far; "" where somebody did not."""

    date: PollDate
    answers: tuple[tuple[Hashable, str], ...]
    proposer: Hashable = None
    past: bool = False
    taken: bool = False

    @property
    def yes(self) -> int:
        return sum(given == Answer.YES for _who, given in self.answers)

    @property
    def missing(self) -> list:
        """Who said no."""
        return [who for who, given in self.answers if given == Answer.NO]

    @property
    def silent(self) -> list:
        """Who is asked and did not answer for this date."""
        return [
            who for who, given in self.answers if not given and who != self.proposer
        ]

    @property
    def may_be_picked(self) -> bool:
        """It is still to come, and the group does not meet on that day already."""
        return not self.past and not self.taken

    @property
    def everybody(self) -> bool:
        """It suits all: each answered, and nobody says no."""
        return not self.silent and not self.missing

    @property
    def rank(self) -> tuple:
        """The order in which a date is picked: fewest no, most yes, the earliest."""
        return (len(self.missing), -self.yes, self.date.on, self.date.at)


@dataclass(frozen=True)
class Tally:
    """All dates of a poll, as they were proposed."""

    choices: tuple[PollChoice, ...]

    @cached_property
    def in_order(self) -> list[PollChoice]:
        """The one to pick first; those that cannot be picked come last."""
        return sorted(
            self.choices, key=lambda choice: (not choice.may_be_picked, choice.rank)
        )

    @property
    def best(self) -> PollChoice | None:
        """The one to pick as it looks now; None where nobody can come on any."""
        first = self.in_order[0] if self.choices else None
        can = first and any(
            given not in ("", Answer.NO) for _who, given in first.answers
        )
        return first if can and first.may_be_picked else None

    @property
    def decided(self) -> PollChoice | None:
        """The best one, when all have answered and it suits them all."""
        return (
            self.best if self.complete and self.best and self.best.everybody else None
        )

    @property
    def to_come(self) -> list[PollChoice]:
        return [choice for choice in self.choices if not choice.past]

    @property
    def all_past(self) -> bool:
        return not self.to_come

    @property
    def silent(self) -> list:
        """Who still has to answer for a date to come; each once, as they were named."""
        return list(
            dict.fromkeys(who for choice in self.to_come for who in choice.silent)
        )

    @property
    def complete(self) -> bool:
        """Whether all have answered for every date that is still to come."""
        return not self.all_past and not self.silent


def tally(
    dates: Iterable[PollDate],
    people: Collection[Hashable],
    given: Mapping[tuple[int, Hashable], str],
    *,
    proposer: Hashable = None,
    past: Collection[PollDate] = (),
    taken: Collection[PollDate] = (),
) -> Tally:
    """Each date with the answers that were `given` by (key of the date, who)."""
    return Tally(
        tuple(
            PollChoice(
                date,
                tuple((who, given.get((date.pk, who), "")) for who in people),
                proposer=proposer,
                past=date in past,
                taken=date in taken,
            )
            for date in dates
        )
    )

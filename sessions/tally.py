"""Who can come when, of a vote on dates: plain values, without a query.

The mentor proposed the dates, and so can come on each of them as long as the mentor
does not say otherwise; the others are asked.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from sessions.models import PollDate, Vote

Answer = Vote.Answer


def silent(asked: Iterable[Any], voted: Collection[Any]) -> list[Any]:
    """Those of the asked who answered on no date yet; nobody: everybody has answered."""
    return [one for one in asked if one not in voted]


@dataclass(frozen=True)
class PollChoice:
    """A date of a poll as the group answered so far; "" where somebody did not."""

    date: PollDate
    answers: tuple[tuple[Any, str], ...]
    mentor: Any = None
    past: bool = False
    best: bool = False

    @property
    def yes(self) -> int:
        return sum(given == Answer.YES for _who, given in self.answers)

    @property
    def possible(self) -> int:
        return sum(
            given in (Answer.YES, Answer.IF_NEED_BE) for _who, given in self.answers
        )

    @property
    def everybody(self) -> bool:
        """Whether all can come."""
        silent_mentor = (self.mentor, "") in self.answers
        return self.possible + silent_mentor == len(self.answers)

    @property
    def missing(self) -> list[Any]:
        """Who said no."""
        return [who for who, given in self.answers if given == Answer.NO]

    @property
    def consequence(self) -> str:
        """What picking this date means, in words."""
        if not self.missing:
            return _("Everybody gets an invitation, and the vote closes.")
        names = ", ".join(person.called for person in self.missing)
        return _("Cannot come: %(names)s. Everybody gets an invitation.") % {
            "names": names
        }


def tally(
    dates: Iterable[PollDate],
    people: Collection[Any],
    given: Mapping[tuple[int, int], str],
    *,
    mentor,
    past: Collection[PollDate] = (),
) -> list[PollChoice]:
    """Each date with the answers that were `given` by (date, person); the best marked.

    The best are those still to come on which most can come, and of these where most
    say yes.
    """
    choices = [
        PollChoice(
            date,
            tuple((who, given.get((date.pk, who.pk), "")) for who in people),
            mentor=mentor,
            past=date in past,
        )
        for date in dates
    ]
    ranks = {
        choice.date: (choice.possible, choice.yes)
        for choice in choices
        if choice.possible and not choice.past
    }
    top = max(ranks.values(), default=None)
    return [
        replace(choice, best=choice.date in ranks and ranks[choice.date] == top)
        for choice in choices
    ]

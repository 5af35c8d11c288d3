"""How far a run of the solver is and what became of it: in words, and as a line."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.models import Proposal
from groups.presenters.fit import FitStory

# Of the drawing, in its own units.
WIDTH, HEIGHT, EDGE = 320, 60, 4
State = Proposal.State


@dataclass(frozen=True)
class ProposalStory:
    """A proposal, for a panel that is asked for anew each second."""

    proposal: Proposal

    @cached_property
    def condition(self) -> str:
        """waiting, unheard, running, stopping, silent, lost, or how it ended."""
        proposal = self.proposal
        if proposal.state not in Proposal.UNDER_WAY:
            return proposal.state
        if not proposal.is_under_way:
            return "lost"
        if proposal.state == State.WAITING:
            return "unheard" if proposal.is_silent else "waiting"
        if proposal.is_silent:
            return "silent"
        return "stopping" if proposal.stop_asked else "running"

    @property
    def has_result(self) -> bool:
        return self.condition in (State.DONE, State.STOPPED)

    @property
    def percent(self) -> int | None:
        """Of the time given; None while there is nothing to measure."""
        if self.proposal.started_at is None:
            return None
        return min(100, round(100 * self.proposal.elapsed / self.proposal.seconds))

    @property
    def headline(self) -> str:
        return {
            "waiting": _("Waiting to begin"),
            "unheard": _("Nobody has taken this up yet"),
            "running": _("Looking for the best groups"),
            "stopping": _("Stopping: the best groups so far come on the board"),
            "silent": _("No sign of life for a while"),
        }[self.condition]

    @property
    def time(self) -> str:
        values = {"elapsed": self.proposal.elapsed, "given": self.proposal.seconds}
        return _("%(elapsed)d of %(given)d seconds") % values

    @property
    def silence(self) -> int:
        return int(self.proposal.silent_for.total_seconds())

    @property
    def share(self) -> float | None:
        """At least so many per cent of what is possible, rounded down."""
        progress = self.proposal.progress
        if progress.get("optimal"):
            return 100.0
        if (
            not progress.get("bound")
            or progress["bound"] < 0
            or progress.get("quality") is None
        ):
            return None
        return max(0, min(100, 1000 * progress["quality"] // progress["bound"] / 10))

    @property
    def found(self) -> str:
        """The best so far, or the result, in two sentences."""
        progress = self.proposal.progress
        if not progress:
            return ""
        placed = ngettext(
            "%(placed)d of %(count)d mentee has a group.",
            "%(placed)d of %(count)d mentees have a group.",
            progress["mentees"],
        ) % {"placed": progress["placed"], "count": progress["mentees"]}
        return f"{placed} {self._fit(progress)}".strip()

    def _fit(self, progress) -> str:
        if progress["fit"] is None:
            return ""
        fit = FitStory(progress["fit"])
        values = {"fits": fit.words, "fit": fit.percent}
        if self.share is None:
            return _("On average it %(fits)s (%(fit)d of 100).") % values
        if self.share == 100:
            words = _(
                "On average it %(fits)s (%(fit)d of 100), the best there is with these "
                "people."
            )
            return words % values
        values["share"] = number_format(self.share, 1)
        words = _(
            "On average it %(fits)s (%(fit)d of 100), at least %(share)s %% of what is "
            "possible with these people."
        )
        return words % values

    @property
    def result(self) -> str:
        """What came of it, in one line that stays; "" when nothing did."""
        proposal = self.proposal
        if not self.has_result:
            return ""
        values = {"found": self.found, "count": max(1, round(proposal.elapsed))}
        if proposal.state == State.STOPPED:
            words = ngettext(
                "Stopped after %(count)d second. %(found)s",
                "Stopped after %(count)d seconds. %(found)s",
                values["count"],
            )
        elif proposal.move_limit is not None:
            values["moved"] = self._moved
            words = ngettext(
                "Improved in %(count)d second: %(moved)s. %(found)s",
                "Improved in %(count)d seconds: %(moved)s. %(found)s",
                values["count"],
            )
        else:
            words = ngettext(
                "Proposed in %(count)d second. %(found)s",
                "Proposed in %(count)d seconds. %(found)s",
                values["count"],
            )
        return words % values

    @property
    def _moved(self) -> str:
        count = self.proposal.progress.get("moved") or 0
        words = ngettext("%(count)d mentee moved", "%(count)d mentees moved", count)
        return words % {"count": count}

    @cached_property
    def line(self) -> str:
        """The quality over the time given, as the path of a drawing; "" without.

        Of the quality the upper tenth is drawn; there all the work is done.
        """
        progress = self.proposal.progress
        trail = progress.get("trail") or []
        if len(trail) < 2:
            return ""
        top = progress.get("bound") or max(quality for _at, quality in trail)
        low = top - max(1, abs(top) // 10)
        seconds = max(self.proposal.seconds, trail[-1][0])

        def x(at):
            return round(EDGE + at / seconds * (WIDTH - 2 * EDGE), 1)

        def y(quality):
            part = max(0, quality - low) / (top - low)
            return round(HEIGHT - EDGE - part * (HEIGHT - 2 * EDGE), 1)

        (first, quality), *later = trail
        path = f"M{x(first)} {y(quality)}"
        for at, quality in later:
            path += f"H{x(at)}V{y(quality)}"
        return f"{path}H{x(min(seconds, max(trail[-1][0], self.proposal.elapsed)))}"

"""What there is to say about the groups that one mentee could go to."""

from dataclasses import dataclass

from boards import composing
from groups.loaded import Loaded
from groups.presenters.fit import FitStory
from groups.sentences import in_sentences, relaxed
from programmes.models import Participation


@dataclass(frozen=True)
class GroupOption:
    """A group that a mentee could go to; `key` is empty for no group at all."""

    key: str
    mentor: Participation | None = None
    size: int = 0
    limit: int = 0
    fit: FitStory | None = None
    broken: tuple[str, ...] = ()
    here: bool = False

    def as_hint(self) -> dict:
        """What a column says while the card is in the hand."""
        if self.here or not self.key:
            return {"words": "", "broken": False, "dots": 0}
        words = " ".join(self.broken) or self.fit.words
        dots = 0 if self.broken else self.fit.dots
        return {"words": words, "broken": bool(self.broken), "dots": dots}


def options_for(loaded: Loaded, groups, reasons, mentee) -> list[GroupOption]:
    """Every group for one mentee, the best fit first.

    `groups`: mentor to mentees; `reasons`: mentor to why it crosses disciplines (R2).
    """
    asked = [composing.Group(mentor, tuple(groups[mentor])) for mentor in groups]
    options = [
        _option(loaded, groups, reasons, mentee, option)
        for option in composing.options(loaded.instance, asked, mentee)
    ]
    options.sort(key=lambda option: (bool(option.broken), -option.fit.points))
    seated = any(mentee in mentees for mentees in groups.values())
    return [*options, GroupOption("", here=not seated)]


def _option(loaded, groups, reasons, mentee, option) -> GroupOption:
    broken = relaxed(option.broken, reasons[option.mentor])
    return GroupOption(
        key=option.mentor,
        mentor=loaded.participations[option.mentor],
        size=len(groups[option.mentor]),
        limit=loaded.instance.limit(loaded.instance.by_id[option.mentor]),
        fit=FitStory(option.points),
        broken=tuple(in_sentences(loaded, option.mentor, mentee, broken)),
        here=mentee in groups[option.mentor],
    )

"""What is the matter with a row of a spreadsheet, in words."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy

from boards.composing import rules

VERDICTS = {
    "left_out": gettext_lazy("left out"),
    "without": gettext_lazy("without a group"),
    "placed": gettext_lazy("on the board"),
}
ELSEWHERE = gettext_lazy("Put one of the two in another group.")
MENDS = {
    rules.SIZE: gettext_lazy("Put somebody in another group."),
    rules.SAME_TEAM: ELSEWHERE,
    rules.PROJECT: ELSEWHERE,
    rules.LINE_MANAGER: ELSEWHERE,
    rules.EXCLUSION: ELSEWHERE,
    rules.DISCIPLINE: gettext_lazy(
        "Choose another group, or write the reason in the column “Reason to cross "
        "disciplines”."
    ),
    rules.LOCKED: gettext_lazy(
        "Take it out of the column “Pins”, or choose the group of that mentor."
    ),
    rules.FORBIDDEN: gettext_lazy(
        "Take it out of the column “Pins”, or choose another group."
    ),
}


class SheetRemark(NamedTuple):
    """What is the matter with a row, and the mend; `verdict` is what becomes of it."""

    row: int
    name: str
    verdict: str
    words: str
    mend: str = ""

    @property
    def becomes(self):
        return VERDICTS[self.verdict]

"""The themes of one-on-ones (chapter 6), each with questions at hand and its page."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from sessions.one_on_ones.models.one_on_one import OneOnOne

Theme = OneOnOne.Theme


@dataclass(frozen=True)
class ThemeAtHand:
    """`slug` is of its page in the handbook, `methods` of the one with things to do."""

    theme: str
    slug: str
    ask: tuple

    @property
    def methods(self) -> str:
        return f"{self.slug}-methods"

    @property
    def title(self) -> Any:
        return Theme(self.theme).label


THEMES = [
    ThemeAtHand(
        Theme.DISCIPLINE,
        "discipline-and-time",
        (
            _("What do you put off, and what do you do instead?"),
            _("When did it work out, and what helped then?"),
            _("What would be the smallest first step, and when do you take it?"),
        ),
    ),
    ThemeAtHand(
        Theme.BALANCE,
        "balance-and-stress",
        (
            _("What gives you energy in an ordinary week, and what takes it?"),
            _("By what do you notice first that it is too much?"),
            _("What is in your own hands here?"),
        ),
    ),
    ThemeAtHand(
        Theme.PROFILE,
        "profile-and-influence",
        (
            _("What should people know you for?"),
            _("Who decides here, and what matters to them?"),
            _("What do you want them to do after your story?"),
        ),
    ),
    ThemeAtHand(
        Theme.BOUNDARIES,
        "boundaries-and-confidence",
        (
            _("Where did you say yes, and mean no?"),
            _("What are you afraid of if you say it?"),
            _("How would you say it, in one sentence, to me now?"),
        ),
    ),
]


def at_hand(one_on_one) -> list[ThemeAtHand]:
    """That of its theme; before that is known all of them."""
    return [theme for theme in THEMES if theme.theme == one_on_one.theme] or THEMES

"""How well people fit, as a picture and in words."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

# The least fit, in thousandths of the best imaginable, for so many of five dots. Even
# in the best composition few come near to the best imaginable: a mentor for everything.
FITS = (
    (600, 5, gettext_lazy("fits very well")),
    (450, 4, gettext_lazy("fits well")),
    (300, 3, gettext_lazy("fits fairly")),
    (150, 2, gettext_lazy("fits poorly")),
    (0, 1, gettext_lazy("hardly fits")),
)


@dataclass(frozen=True)
class FitStory:
    """A fit for people: `dots` of five, `words`, and why."""

    points: int
    why: str = ""

    @property
    def dots(self) -> int:
        return next(dots for least, dots, _words in FITS if self.points >= least)

    @property
    def percent(self) -> int:
        """Of the best imaginable, a mentor for everything among peers alike."""
        return self.points // 10

    @property
    def words(self) -> str:
        return next(words for least, _dots, words in FITS if self.points >= least)

"""What the exercises of a chapter ask in common, as it was and as it is now.

Of each exercise a table that is filled in by day (`kinds/days.py`). What was said of its
rows on the first day and on the last one gives two places on a line: a mean for the eye
alone, of which no figure is shown.
"""

from dataclasses import dataclass
from statistics import fmean

from django.utils.translation import gettext as _

from workbook.chapters import Chapter, Exercise
from workbook.kinds import days
from workbook.kinds.cell import FIGURES_IN_WORDS
from workbook.prompts import Prompt

# An option of this name has no place among the others: what it says does not occur.
NOT_HERE = "not-here"
HIGHEST = 10


@dataclass(frozen=True)
class Compared:
    """`first` and `last` are places from 0 to 1, None where nothing was said that has
    one; `last` is None too while there is only one day."""

    exercise: Exercise
    prompt: Prompt
    first: float | None
    last: float | None

    @property
    def words(self) -> str:
        """What the picture shows, in words."""
        places = [place for place in (self.first, self.last) if place is not None]
        words = [_place_in_words(self.prompt, place) for place in places]
        if len(words) == 2:
            return _("then %(then)s, now %(now)s") % dict(
                zip(("then", "now"), words, strict=True)
            )
        return words[0] if words else _("nothing said yet")

    @property
    def x(self) -> dict[str, str]:
        """Where the marks stand, in percent, with a little room at both ends."""
        places = {"first": self.first, "last": self.last}
        return {
            name: _percent(place) for name, place in places.items() if place is not None
        }


def asked_in_common(chapter: Chapter) -> list[tuple[Exercise, Prompt]]:
    """The prompts of which the chapter has an overview, each with its exercise."""
    return [
        (exercise, prompt)
        for exercise in chapter.exercises
        for prompt in exercise.prompts
        if prompt.name == chapter.overview and prompt.by_day
    ]


def compared(chapter: Chapter, bodies: dict[str, str]) -> list[Compared]:
    """`bodies`: what was answered, by the slug of the exercise."""
    return [
        _compared(exercise, prompt, bodies.get(exercise.slug, ""))
        for exercise, prompt in asked_in_common(chapter)
    ]


def after_these(chapter: Chapter) -> Exercise | None:
    """The exercise to go on with once they are filled in."""
    in_common = {exercise.slug for exercise, _prompt in asked_in_common(chapter)}
    return next(
        (exercise for exercise in chapter.exercises if exercise.slug not in in_common),
        None,
    )


def line_of(prompt: Prompt) -> list[tuple[str, str]]:
    """What the line means, from left to right, each with its place in percent."""
    labels = _degrees(prompt)
    return [
        (label, _percent(number / (len(labels) - 1)))
        for number, label in enumerate(labels)
    ]


def _degrees(prompt):
    if not prompt.cell.options:
        return [prompt.cell.low, prompt.cell.high]
    options = prompt.cell.options.items()
    return [label for key, label in options if key != NOT_HERE]


def _compared(exercise, prompt, body):
    answer = days.read(prompt, body)
    first = _place(prompt, answer, answer.days[0]) if answer.days else None
    last = _place(prompt, answer, answer.days[-1]) if len(answer.days) > 1 else None
    return Compared(exercise, prompt, first, last)


def _place(prompt, answer, day) -> float | None:
    """The mean of what was said on that day."""
    places = [_place_of(prompt.cell, answer.said(row, day)) for row in prompt.rows]
    known = [place for place in places if place is not None]
    return fmean(known) if known else None


def _place_of(cell, value) -> float | None:
    if not cell.options:
        return int(value) / HIGHEST if value in FIGURES_IN_WORDS else None
    keys = [key for key in cell.options if key != NOT_HERE]
    return keys.index(value) / (len(keys) - 1) if value in keys else None


def _place_in_words(prompt, place):
    if not prompt.cell.options:
        return _("%(figure)s of 10") % {"figure": round(place * HIGHEST)}
    labels = _degrees(prompt)
    lower, beyond = divmod(place * (len(labels) - 1), 1)
    if 0.25 < beyond < 0.75:
        between = {"one": labels[int(lower)], "other": labels[int(lower) + 1]}
        return _("between %(one)s and %(other)s") % between
    return labels[int(lower) + round(beyond)]


def _percent(place):
    return str(round(4 + 92 * place, 2))

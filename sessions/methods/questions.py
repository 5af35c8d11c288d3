"""The questions that members wrote alone, in the order in which they are answered (A9)."""

from dataclasses import dataclass

from sessions.methods.models.mark import Mark
from writing.models import Text

# What is not marked yet comes first where that is done, and before the cold ones after.
ORDER = [Mark.Heat.WARM, Mark.Heat.LUKEWARM, "", Mark.Heat.COLD]


@dataclass(frozen=True, slots=True)
class MarkedQuestion:
    """One line of a text; `heat` is "" until it is marked."""

    text: Text
    line: int
    words: str
    heat: str

    @property
    def heats(self) -> list[tuple[str, str, bool]]:
        """Each with its words, and whether it is this one's."""
        return [(heat.value, heat.label, heat == self.heat) for heat in Mark.Heat]


def lines_of(text: Text) -> dict[int, str]:
    """What stands on each line that has words, by its number."""
    lines = enumerate(text.body.splitlines(), start=1)
    return {number: words.strip() for number, words in lines if words.strip()}


def questions(run, texts: list[Text], *, is_marking: bool) -> list[MarkedQuestion]:
    """Of these texts on the table; while `is_marking`, what is left to mark comes first."""
    marks = Mark.objects.of_run(run).values_list("text", "line", "heat")
    heats = {(text, line): heat for text, line, heat in marks}
    asked = [
        MarkedQuestion(text, line, words, heats.get((text.pk, line), ""))
        for text in texts
        for line, words in lines_of(text).items()
    ]
    order = sorted(ORDER, key=bool) if is_marking else ORDER
    return sorted(asked, key=lambda question: order.index(question.heat))

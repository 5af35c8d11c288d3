"""From the answers of a self-test to a place on the map."""

from handbook.stance.map import CONTENT, HIGHEST, RELATION, StancePlace
from handbook.stance.statements import LARGEST, SelfTest

# With fewer answers on an axis there is no dot.
LEAST = 8


def place_of(test: SelfTest, answers: dict[str, int]) -> StancePlace | None:
    """Where the answers, by key of their statement, come together; None: too few.

    What was left out counts as the mean of what is there on its axis.
    """
    relation = _axis(test, answers, RELATION)
    content = _axis(test, answers, CONTENT)
    if relation is None or content is None:
        return None
    return StancePlace(relation, content)


def _axis(test, answers, axis):
    points = [
        statement.points(answers[statement.key])
        for statement in test.statements
        if statement.axis == axis and statement.key in answers
    ]
    if len(points) < LEAST:
        return None
    return round(sum(points) * HIGHEST / (LARGEST * len(points)))


def answers_in(test: SelfTest, text: str) -> dict[str, int]:
    """What `as_text` made of answers; a line that is none of ours is passed over."""
    known = {statement.key for statement in test.statements}
    answers = {}
    for line in text.splitlines():
        key, _, answer = line.partition(": ")
        if key in known and answer in ("0", "1", "2", "3", "4"):
            answers[key] = int(answer)
    return answers


def as_text(answers: dict[str, int]) -> str:
    return "\n".join(f"{key}: {answer}" for key, answer in answers.items())

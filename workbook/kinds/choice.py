"""One or more of a few options: a key a line; own words behind `own: `."""

from dataclasses import dataclass

from workbook.kinds.lines import joined, lines_in, one_line
from workbook.kinds.told import ToldAnswer
from workbook.prompts import OWN

BEFORE_OWN = f"{OWN}: "


@dataclass(frozen=True, slots=True)
class ChoiceValue:
    """`rest`: lines that are no option, or a second one where one was asked."""

    chosen: tuple[str, ...] = ()
    own: str = ""
    rest: tuple[str, ...] = ()


def read(prompt, body: str) -> ChoiceValue:
    chosen, own, rest = [], "", []
    for line in lines_in(body):
        is_own = prompt.own and line.startswith(BEFORE_OWN) and not own
        if (
            line in prompt.options
            and line not in chosen
            and (prompt.several or not chosen)
        ):
            chosen.append(line)
        elif is_own and line.removeprefix(BEFORE_OWN).strip():
            own = line.removeprefix(BEFORE_OWN)
        else:
            rest.append(line)
    return ChoiceValue(tuple(chosen), own, tuple(rest))


def write(prompt, choice: ChoiceValue) -> str:
    known = [key for key in prompt.options if key in choice.chosen]
    own = [f"{BEFORE_OWN}{choice.own}"] if choice.own else []
    return joined([*known, *own, *choice.rest])


def posted(prompt, data, prefix: str) -> list[str]:
    """The lines that the fields of a page come to."""
    chosen = [one_line(key) for key in data.getlist(f"{prefix}-chosen")]
    own = one_line(data.get(f"{prefix}-own", ""))
    return [*chosen, *([f"{BEFORE_OWN}{own}"] if own else [])]


def fields(prompt, body: str, today) -> dict:
    """What the fields of a page show."""
    choice = read(prompt, body)
    options = [
        (key, label, key in choice.chosen) for key, label in prompt.options.items()
    ]
    return {"options": options, "own": choice.own, "rest": choice.rest}


def told(prompt, body: str) -> ToldAnswer:
    choice = read(prompt, body)
    labels = [prompt.options[key] for key in prompt.options if key in choice.chosen]
    words = [*labels, *([choice.own] if choice.own else [])]
    known = {**prompt.dropped, **prompt.options}
    rest = [known.get(line, line) for line in choice.rest]
    rows = tuple((word,) for word in words)
    return ToldAnswer(shape="choice", rows=rows, rest=joined(rest))

"""Words as they are written: a long answer, a short one, a letter."""

from workbook.kinds.told import ToldAnswer

ROWS = {"long": 5, "short": 1, "letter": 12}


def read(prompt, body: str) -> str:
    return body


def write(prompt, words: str) -> str:
    return words


def told(prompt, body: str) -> ToldAnswer:
    return ToldAnswer(shape="words", rows=((body,),) if body.strip() else ())

"""What `/style/` shows of the workbook: a question of each kind, a line, then and now."""

import datetime as dt
from uuid import uuid4

from workbook import kinds, prompts
from workbook.answers import AskedPrompt
from workbook.chapters import get_chapter
from workbook.forms import PromptForm
from workbook.line import GoalLine, LinePoint, drawn
from workbook.overview import asked_in_common, compared, line_of

OFTEN = {
    "seldom": "seldom",
    "sometimes": "now and then",
    "often": "often",
    "nearly-always": "nearly always",
    "not-here": "does not occur",
}
SIDES = {"helps": "helps", "neutral": "neutral", "hinders": "is in the way"}
RINGS = {"near": "close by", "middle": "in between", "far": "further away"}
# Each as a file declares it, with what was answered.
QUESTIONS = [
    (
        {"name": "wishes", "kind": "list", "label": "What I could learn"},
        "Saying sooner that something goes wrong\nNot checking all of it myself",
    ),
    (
        {
            "name": "figure",
            "kind": "scale",
            "low": "I never manage",
            "high": "it goes by itself",
            "label": "A figure, twice",
        },
        "before: 4\nafter: 6",
    ),
    (
        {
            "name": "fits",
            "kind": "choice",
            "options": {"longer": "give it more time", "smaller": "make it smaller"},
            "own": True,
            "label": "What if it is not there yet?",
        },
        "smaller",
    ),
    (
        {
            "name": "often",
            "kind": "table",
            "moments": True,
            "rows": {"ask": "I ask for help", "look": "I look back"},
            "options": OFTEN,
            "label": "How often, at some moments of the year?",
        },
        "\t2026-03-03\nask\tseldom\nlook\tnot-here",
    ),
    (
        {
            "name": "tried",
            "kind": "table",
            "columns": [
                {"name": "day", "kind": "date", "label": "When"},
                {"name": "did", "label": "What did I try?"},
                {"name": "happened", "label": "What happened?"},
                {"name": "felt", "kind": "scale", "label": "How hard was it?"},
            ],
            "lines": 1,
            "label": "A table",
        },
        "day\tdid\thappened\tfelt\n2026-06-02\tI called first\tThey were glad\t8",
    ),
    ({"name": "day", "kind": "date", "label": "On which day?"}, "2026-09-01"),
    (
        {
            "name": "map",
            "kind": "circle",
            "sides": SIDES,
            "rings": RINGS,
            "label": "Who is around my goal?",
        },
        "K\thelps\tnear\tasks on\nB\thinders\tmiddle\nM\tneutral\tfar",
    ),
]
TODAY = dt.date(2026, 9, 15)
# Of the exercises of a chapter, from the first one on; the others are not begun.
FILLED_IN = [
    "\t2026-03-03\t2026-09-08\nnumber\tsometimes\tnearly-always",
    "\t2026-03-03\t2026-09-08\nsecond-solution\toften\toften",
    "\t2026-03-03\nright-problem\tseldom",
]
NOTED = [2, 3, None, 3, 5, 5, 6, None, 7, 8]


def questions() -> list[AskedPrompt]:
    return [asked(prompts.read_prompt(table, {}), body) for table, body in QUESTIONS]


def asked(prompt, body: str) -> AskedPrompt:
    form = PromptForm(prompt=prompt, initial={"body": body, "client_id": uuid4()})
    fields = kinds.fields(prompt, body, TODAY)
    return AskedPrompt(f"style.{prompt.name}", prompt, None, form, fields)


def answered() -> list:
    """The same as they are read."""
    asked_of = [(prompts.read_prompt(table, {}), body) for table, body in QUESTIONS]
    return [(prompt.label, kinds.told(prompt, body)) for prompt, body in asked_of]


def line() -> dict:
    """Of a goal that was worded otherwise once, and paused once."""
    first = TODAY - dt.timedelta(weeks=2 * len(NOTED))
    days = [first + dt.timedelta(weeks=2 * number) for number in range(len(NOTED))]
    points = [
        LinePoint(day, figure, "" if figure is not None else "nothing happened")
        for day, figure in zip(days, NOTED, strict=True)
    ]
    reworded = [(days[4], "I say what I think, also to the board")]
    return drawn(GoalLine(points, reworded, [(days[6], days[8])]), TODAY)


def then_and_now() -> dict:
    """Of the exercises of a chapter that ask the same, some half a year later again."""
    chapter = get_chapter("skills", "en")
    in_common = asked_in_common(chapter)
    slugs = [exercise.slug for exercise, _prompt in in_common]
    lines = compared(chapter, dict(zip(slugs, FILLED_IN, strict=False)))
    return {"compared": lines[:4], "line": line_of(in_common[0][1])}

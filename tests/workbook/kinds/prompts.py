"""A prompt of every kind, as a file declares them; and what an answer to it looks like."""

import tomllib

from workbook.prompts import read_prompts

FILE = """
[[prompts]]
name = "long"
label = "Tell"

[[prompts]]
name = "short"
kind = "short"
label = "In a sentence"

[[prompts]]
name = "list"
kind = "list"
label = "What helps me"

[[prompts]]
name = "scale"
kind = "scale"
low = "I never manage"
high = "it goes by itself"
label = "A figure"

[prompts.moments]
before = "At the beginning"
after = "At the end"

[prompts.dropped]
between = "In between"

[[prompts]]
name = "choice"
kind = "choice"
several = true
most = 2
own = true
label = "Which?"

[prompts.options]
silent = "staying silent"
ask = "asking on"
judge = "not judging"

[prompts.dropped]
wait = "waiting"

[[prompts]]
name = "one"
kind = "choice"
label = "Which one?"

[prompts.options]
silent = "staying silent"
ask = "asking on"

[[prompts]]
name = "date"
kind = "date"
label = "On this day"

[[prompts]]
name = "table"
kind = "table"
label = "Each time"
lines = 2

[[prompts.columns]]
name = "day"
kind = "date"
label = "When"

[[prompts.columns]]
name = "did"
label = "What I did"

[[prompts.columns]]
name = "felt"
kind = "scale"
label = "How exciting"

[prompts.dropped]
who = "With whom"

[[prompts]]
name = "rows"
kind = "table"
label = "The same, differently"

[prompts.rows]
rescuer = "Rescuer becomes caring"
victim = "Victim becomes vulnerable"

[[prompts.columns]]
name = "said"
label = "What I heard"

[[prompts.columns]]
name = "healthy"
label = "What else"

[[prompts]]
name = "days"
kind = "table"
label = "How often?"
moments = true

[prompts.rows]
source = "I ask where it comes from."
say-so = "I say so."

[prompts.options]
seldom = "seldom"
often = "often"

[[prompts]]
name = "circle"
kind = "circle"
label = "Who stand around my goal?"

[prompts.sides]
helps = "helps"
neutral = "neutral"
hinders = "gets in the way"

[prompts.rings]
near = "near"
far = "further off"

[[prompts]]
name = "letter"
kind = "letter"
opens = "date"
label = "Dear me,"
"""

PROMPTS = {one.name: one for one in read_prompts(tomllib.loads(FILE)["prompts"], {})}

# Texts as they are written, and as they are told in English.
ANSWERS = {
    "long": ("Two\nlines", "Two\nlines"),
    "short": ("One", "One"),
    "list": ("say no\nspeak up", "1. say no\n2. speak up"),
    "scale": ("before: 4\nafter: 7", "At the beginning: 4\nAt the end: 7"),
    "choice": (
        "silent\njudge\nown: a bit of both",
        "staying silent\nnot judging\na bit of both",
    ),
    "one": ("ask", "asking on"),
    "date": ("2027-03-01", "1 March 2027"),
    "table": (
        "day\tdid\tfelt\n2027-03-01\tsaid no\t10\n\tonce more",
        "When: 1 March 2027 · What I did: said no · How exciting: 10\n"
        "What I did: once more",
    ),
    "rows": (
        "\tsaid\thealthy\nvictim\tK sighed\task for help",
        "Victim becomes vulnerable · What I heard: K sighed · What else: ask for help",
    ),
    "days": (
        "\t2026-12-01\t2027-06-01\nsource\tseldom\toften\nsay-so\t\toften",
        "I ask where it comes from. 1 December 2026: seldom · 1 June 2027: often\n"
        "I say so. 1 June 2027: often",
    ),
    "circle": (
        "K\thinders\tnear\tdecides on my hours\nL",
        "K · gets in the way · near · decides on my hours\nL",
    ),
    "letter": ("Dear me", "Dear me"),
}

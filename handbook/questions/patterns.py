"""The patterns of the files of rules, as regular expressions over `Sentence.text`.

    ^ heb|had je ... niet $

Words with blanks between them are that sequence; `|` either of them; `*` any ending; `_` a blank
within one of them; `[…]` may be left out; `..` up to three words and `...` up to eight
of one clause, `....` up to twenty; `~name` any word but those of that name; `{name}` the words of that name in the file; `<` where a sentence begins,
`^` where a clause does, `$` where the sentence ends, `?` a question mark.

Every gap is bounded, so that each takes a time in proportion to the text.
"""

import re

GAPS = {"..": "{0,3}?", "...": "{0,8}?", "....": "{0,20}?"}
# Not over the end; the longest gap alone goes over a comma.
ANY_WORD = r"[^\s<>?.!,:;\u2026]+"
OR_COMMA = r"[^\s<>?.!:;\u2026]+"
END = r"(?:[?.!;\u2026] )?>"


def compiled(patterns, words: dict[str, list[str]]) -> re.Pattern | None:
    """One that finds any of them; raises KeyError for words that the file has not, and
    ValueError for an end that may be left out, as it says nothing."""
    expressions = [_pattern(pattern, words) for pattern in patterns]
    return re.compile("|".join(expressions)) if expressions else None


def _pattern(pattern, words):
    last = pattern.split()[-1]
    if last.startswith("[") or (last in GAPS and last != "...."):
        raise ValueError(f"Nothing has to stand at the end of {pattern!r}.")
    return r"(?<!\S)" + _sequence(pattern, words)


def _sequence(pattern, words):
    return "".join(_element(each, words) for each in pattern.split())


def _element(element, words):
    if element in GAPS:
        bit = OR_COMMA if element == "...." else ANY_WORD
        return f"(?:{bit} ){GAPS[element]}"
    if element == ">":
        return ">"
    if element == "$":
        return END
    if element == "^":
        return _clause(words)
    if element.startswith("["):
        return f"(?:(?:{_either(element[1:-1], words)}) )?"
    return f"(?:{_either(element, words)}) "


def _clause(words):
    leads = sorted(words["leads"], key=len, reverse=True)
    before = "".join(f"|(?<= {re.escape(lead)} )" for lead in leads)
    return f"(?:< |(?<=< )|(?<= , )|(?<= : ){before})"


def _either(element, words):
    return "|".join(_word(each, words) for each in element.split("|"))


def _word(word, words):
    if word == "{any}":
        return ANY_WORD
    if word == "{leads}":
        return "|".join(f"{_word(each, words)}(?: ,)?" for each in words["leads"])
    if word.startswith("~"):
        but = "|".join(_word(each, words) for each in words[word[1:]])
        return f"(?!(?:{but}) ){ANY_WORD}"
    if word.startswith("{"):
        return "|".join(_word(each, words) for each in words[word[1:-1]])
    spelled = re.escape(word.replace("_", " ").replace("*", "\0"))
    return spelled.replace("\\ ", " ").replace("\0", r"\S*").replace("\\\0", r"\S*")

"""What stands out in the three sentences of a confrontation; it blocks nothing."""

import re
from dataclasses import dataclass

from handbook.confrontation.guide import FIELDS, Guide
from writing.wording import Phrases, first_part, look, normal, unquoted, words_of

LONGEST = 60
# A word in capitals, and no abbreviation.
SHOUTED = re.compile(r"\b[^\W\d_]{4,}\b")
# From the kind word to the "but", in words.
FAR = 12


@dataclass(frozen=True)
class Notice:
    """`title` is of its pitfall, none of the build; `why` that of the pitfall."""

    say: str
    words: tuple[str, ...] = ()
    title: str = ""
    why: str = ""


@dataclass(frozen=True)
class Look:
    """Of each sentence, and of the three together."""

    of: dict[str, list[Notice]]
    together: list[str]


def look_at(guide: Guide, texts: dict[str, str]) -> Look:
    """What is written so far; nothing is said of an empty page."""
    written = [first_part(texts.get(field, "")).strip() for field in FIELDS]
    of = {
        field: _look(guide, field, text)
        for field, text in zip(FIELDS, written, strict=True)
    }
    together = []
    if any(written) and not all(written):
        together.append(guide.words["empty"])
    if len(words_of(normal(" ".join(written)))) > LONGEST:
        together.append(guide.words["long"])
    if all(written) and not together and not any(of.values()):
        together.append(guide.words["nothing"])
    return Look(of, together)


def _look(guide, field, text):
    notices = [
        Notice(each.rule.say, each.words, pitfall.title, pitfall.why)
        for pitfall in guide.pitfalls
        for each in look(pitfall.rules, text, field)
    ]
    notices += [
        Notice(each.rule.say, each.words) for each in look(guide.build, text, field)
    ]
    return notices + _asides(guide.asides, field, unquoted(normal(text)))


def _asides(asides, field, text):
    notices = []
    if field == "want" and text.count("?") > 1:
        notices.append(Notice(asides["questions"]["say"]))
    if words := _turned(asides["but"], text):
        notices.append(Notice(asides["but"]["say"], words))
    shouted = [word for word in SHOUTED.findall(text) if word.isupper()]
    if shouted:
        notices.append(Notice(asides["shouting"]["say"], tuple(dict.fromkeys(shouted))))
    return notices


def _turned(settings, text):
    """The kind word and the "but" that takes it back in the same sentence."""
    kind, but = Phrases(tuple(settings["before"])), Phrases(tuple(settings["then"]))
    for sentence in re.split(r"[.?!\n]", text):
        words = words_of(sentence)
        turns = {turn for turn, _last in but.places(words)}
        for first, last in kind.places(words):
            near = range(last + 1, last + FAR + 1)
            if near_turns := [turn for turn in near if turn in turns]:
                return tuple(words[at].text for at in (first, near_turns[0]))
    return ()

"""Names that are written from right to left, in sentences that are not.

A name between two isolating signs (what `<bdi>` is in HTML) moves neither the words nor
the figures around it; other names need none, and have none. So what is said is right
wherever it is shown: on a page and in its attributes, in a mail, in a calendar.
"""

import unicodedata

OPEN, CLOSE = "\u2068", "\u2069"
FROM_THE_RIGHT = {"R", "AL", "AN"}


def isolated(name: str) -> str:
    if not name or name.isascii():
        return name
    if not any(unicodedata.bidirectional(sign) in FROM_THE_RIGHT for sign in name):
        return name
    return f"{OPEN}{name}{CLOSE}"


def plain(words: str) -> str:
    """Without those signs: for what is read by programs, or stands alone."""
    return words.replace(OPEN, "").replace(CLOSE, "")

"""The pages as PostgreSQL finds words in them: full text, in the language of the reader.

Nothing of it is kept in the database: the pages come with the program. What PostgreSQL
makes of their words is asked for once and handed back with each query; for the hundred
pages there are that takes some milliseconds.
"""

from dataclasses import dataclass
from functools import cache

from django.db import connection
from django.utils.translation import override

from crossmentor.pages.search.pages import SearchPage, pages
from crossmentor.pages.search.words import Vocabulary, folded, words_of
from writing.content import DEFAULT_LANGUAGE

CONFIGURATIONS = {"nl": "dutch", "en": "english"}
# Signs that no text of ours has.
START, STOP = "\ue000", "\ue001"
HEADLINE = f"StartSel={START}, StopSel={STOP}, MaxFragments=1, MinWords=14, MaxWords=28"
MOST = 12
# What a word counts for by its weight, D to A, where only the title counts.
TITLE = [0.0, 0.0, 0.0, 1.0]

VECTORS = """
    SELECT (
        setweight(to_tsvector(%(of)s::regconfig, title), 'A')
        || setweight(to_tsvector(%(of)s::regconfig, summary), 'B')
        || to_tsvector(%(of)s::regconfig, body)
    )::text
    FROM unnest(%(titles)s::text[], %(summaries)s::text[], %(bodies)s::text[])
        WITH ORDINALITY AS page (title, summary, body, place)
    ORDER BY place
"""
RANKED = """
    SELECT place::int - 1
    FROM unnest(%(vectors)s::tsvector[]) WITH ORDINALITY AS page (vector, place),
        to_tsquery(%(of)s::regconfig, %(exact)s) AS exact,
        to_tsquery(%(of)s::regconfig, %(wide)s) AS wide
    WHERE vector @@ wide
    ORDER BY
        ts_rank(%(title)s::float4[], vector, exact) + ts_rank(%(title)s::float4[], vector, wide)
        + ts_rank(vector, exact, 1) + ts_rank(vector, wide, 1) DESC,
        place
    LIMIT %(most)s
"""
# A word that says nothing by itself, such as "the", is as good as known.
KNOWN = """
    SELECT numnode(query) = 0 OR bool_or(vector @@ query)
    FROM unnest(%(queries)s::text[]) WITH ORDINALITY AS asked (words, place),
        to_tsquery(%(of)s::regconfig, words) AS query,
        unnest(%(vectors)s::tsvector[]) AS vector
    GROUP BY query, place
    ORDER BY place
"""
HEADLINES = """
    SELECT ts_headline(%(of)s::regconfig, body, to_tsquery(%(of)s::regconfig, %(wide)s), %(as)s)
    FROM unnest(%(bodies)s::text[]) WITH ORDINALITY AS page (body, place)
    ORDER BY place
"""


@cache
def index_of(language: str | None, *, is_mentor: bool) -> "Index":
    """Of the pages in a language that a mentor may read, or everyone."""
    code = (language or "").split("-")[0]
    code = code if code in CONFIGURATIONS else DEFAULT_LANGUAGE
    with override(code):
        return made_of(pages(code, is_mentor=is_mentor), CONFIGURATIONS[code])


def made_of(pages: tuple[SearchPage, ...], configuration: str) -> "Index":
    titles = [" ".join(words_of(f"{page.title} {page.names}")) for page in pages]
    bodies = [folded(page.body) for page in pages]
    summaries = [
        folded(f"{page.summary} {page.place} {page.headings}") for page in pages
    ]
    asked = {"titles": titles, "summaries": summaries, "bodies": bodies}
    vectors = [vector for (vector,) in _rows(VECTORS, of=configuration, **asked)]
    words = Vocabulary(map(" ".join, zip(titles, summaries, bodies, strict=True)))
    return Index(pages, configuration, vectors, words, titles, bodies)


@dataclass(frozen=True)
class Index:
    """Pages are named by their place in `pages`; a query is one of `to_tsquery`."""

    pages: tuple[SearchPage, ...]
    configuration: str
    vectors: list[str]
    words: Vocabulary
    titles: list[str]
    bodies: list[str]

    def called(self, name: str) -> list[int]:
        """Those with these words in their title: what says nothing by itself counts, too.

        First those that begin with them.
        """
        at = {
            place: f" {title}".find(f" {name}")
            for place, title in enumerate(self.titles)
        }
        places = [place for place in at if at[place] >= 0]
        return sorted(places, key=lambda place: (at[place] > 0, place))

    def words_of(self, place: int) -> tuple[set[str], set[str]]:
        """Those of its title, and those of its body."""
        return set(self.titles[place].split()), set(words_of(self.bodies[place]))

    def ranked(self, exact: str, wide: str) -> list[int]:
        """Those in which `wide` is found, first those in which `exact` is."""
        asked = {"exact": exact, "wide": wide, "title": TITLE, "most": MOST}
        return [place for (place,) in self._rows(RANKED, vectors=self.vectors, **asked)]

    def known(self, words: list[str]) -> list[bool]:
        """Of each whether any page has it in some form."""
        queries = [f"'{word}'" for word in words]
        rows = queries and self._rows(KNOWN, vectors=self.vectors, queries=queries)
        return [known for (known,) in rows]

    def headlines(self, places: list[int], wide: str) -> list[list[tuple[str, bool]]]:
        """Of each page the words around what was found: text, and whether it was that."""
        bodies = [self.bodies[place] for place in places]
        asked = {"wide": wide, "as": HEADLINE, "bodies": bodies}
        rows = self._rows(HEADLINES, **asked) if places else []
        return [
            marked(self.pages[place].body, self.bodies[place], headline)
            for place, (headline,) in zip(places, rows, strict=True)
        ]

    def _rows(self, query, **asked):
        return _rows(query, of=self.configuration, **asked)


def marked(text: str, folded_text: str, headline: str) -> list[tuple[str, bool]]:
    """The words of `text` that `headline` shows of its folded twin, in pieces.

    Empty where nothing is marked: then it says no more than the page's summary.
    """
    if START not in headline:
        return []
    at = folded_text.find(headline.replace(START, "").replace(STOP, ""))
    pieces, is_mark = [], False
    for piece in headline.replace(STOP, START).split(START):
        shown = text[at : at + len(piece)] if at >= 0 else piece
        pieces.append((shown, is_mark))
        at += len(piece) if at >= 0 else 0
        is_mark = not is_mark
    return [
        ("… ", False),
        *((shown, is_mark) for shown, is_mark in pieces if shown),
        (" …", False),
    ]


def _rows(query, **asked):
    with connection.cursor() as cursor:
        cursor.execute(query, asked)
        return cursor.fetchall()

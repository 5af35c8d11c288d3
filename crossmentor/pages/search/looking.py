"""From what somebody typed to the pages that answer it, typing errors forgiven.

A query is made of terms, one for each word that was typed. A term has alternatives, and
each of them a word or two that must both be there.
"""

from dataclasses import dataclass

from crossmentor.pages.search.index import MOST, Index
from crossmentor.pages.search.pages import SearchPage
from crossmentor.pages.search.words import BEGINS, MOST_WORDS, words_of

Term = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`said` is where the words stand, in pieces, each with whether it was looked for."""

    page: SearchPage
    said: list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """`meant` is what was looked for instead, where nothing has what was typed."""

    results: list[SearchResult]
    meant: str = ""


def look_for(typed: str, index: Index) -> SearchOutcome:
    """Pages that have all the words, or what was meant by them; or else some of them."""
    words = words_of(typed)[:MOST_WORDS]
    if not words:
        return SearchOutcome([])
    terms = _terms(words, index)
    places, query = _found(index, terms, " & ")
    if not places:
        places, query = _found(index, terms, " | ")
    likely = _likely(terms, index, places)
    called = index.called(" ".join(words)) or index.called(" ".join(likely))
    places = [*called, *(place for place in places if place not in called)][:MOST]
    results = [
        SearchResult(index.pages[place], headline)
        for place, headline in zip(places, index.headlines(places, query), strict=True)
    ]
    meant = [
        word if (word,) in term else near
        for word, term, near in zip(words, terms, likely, strict=True)
    ]
    return SearchOutcome(results, " ".join(meant) if results and meant != words else "")


def _terms(words, index) -> list[Term]:
    """For each word itself, where a page has it; else what may have been meant by it.

    What PostgreSQL knows as another form of a word of ours may be that, or a slip.
    """
    strange = [word for word in words if not index.words.has_part(word)]
    known = dict(zip(strange, index.known(strange), strict=True))
    return [
        [(word,)]
        if word not in known
        else [(word,), *_near(word, index, most=1)]
        if known[word]
        else _near(word, index) or [index.words.halves(word) or (word,)]
        for word in words
    ]


def _near(word, index, **most):
    return [(near,) for near in index.words.nearest(word, **most)]


def _found(index, terms, joined):
    """The places of the pages, and the query that they answer."""
    exact = joined.join(_of(term, lambda word: f"'{word}'") for term in terms)
    wide = joined.join(_of(term, lambda word: _wide(word, index)) for term in terms)
    return index.ranked(exact, wide), wide


def _of(term, written):
    """A term as a query, with each word as `written` writes it."""
    alternatives = (
        " & ".join(f"({written(word)})" for word in words) for words in term
    )
    return "(" + " | ".join(f"({words})" for words in alternatives) + ")"


def _wide(word, index):
    """The word, what begins with it, and the compounds it is part of."""
    compounds = index.words.with_part(word)
    alternatives = [f"'{part}'" for part in (word, *compounds)]
    if len(word) >= BEGINS:
        alternatives.append(f"'{word}':*")
    return " | ".join(alternatives)


def _likely(terms, index, places) -> list[str]:
    """Of each term the alternative that the first page has, at best in its title."""
    there = [has for place in places[:1] for has in index.words_of(place)]
    in_a_row = (
        (words for has in there for words in term if has.issuperset(words))
        for term in terms
    )
    return [
        " ".join(next(each, term[0]))
        for each, term in zip(in_a_row, terms, strict=True)
    ]

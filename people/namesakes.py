"""Telling people apart who have one name, wherever one of them is to be chosen."""

from collections import defaultdict

from people.services.register import folded


def tell_apart(people, shown=()) -> list:
    """Have each of these people say in `full_name` and `called` who of them it is.

    By team, discipline or what stands before the @ of the address, and only where two
    share a name; `shown` are those of `team` and `discipline` that a page tells beside
    the name. Asks the database for nothing: what is not loaded is not told.
    """
    people = list(people)
    for alike in _sharing(people, lambda person: person.bare_name):
        beside = ["".join(_loaded(person, part) for part in shown) for person in alike]
        if not _differ(beside, alike):
            for person, words in zip(alike, _words(alike), strict=True):
                person.apart = words
    for alike in _sharing(people, lambda person: person.given_name):
        for person in alike:
            person.shares_given_name = True
    return people


def _sharing(people, name) -> list[list]:
    """Those of one name, whatever its capitals and accents; not one person twice."""
    called = defaultdict(list)
    for person in people:
        called[folded(name(person))].append(person)
    return [alike for alike in called.values() if len({p.pk for p in alike}) > 1]


def _words(alike) -> list[str]:
    local = [person.email.partition("@")[0] for person in alike]
    whole = [person.email for person in alike]
    for words in (
        [_loaded(person, "team") for person in alike],
        [_loaded(person, "discipline") for person in alike],
        local,
    ):
        if all(words) and _differ(words, alike):
            return words
    return whole


def _differ(words, alike) -> bool:
    """Whether each of these people has words of their own."""
    whose = {}
    return all(
        whose.setdefault(own, person.pk) == person.pk
        for own, person in zip(words, alike, strict=True)
    )


def _loaded(person, part) -> str:
    return str(person._state.fields_cache.get(part) or "")

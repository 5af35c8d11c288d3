"""Who somebody is, as a mail and a page of a group tell it to the others in it."""

from django.db.models import prefetch_related_objects

from people.models import RosterEvent
from people.services.register import facts_of, folded


def introduce(people, *, among=(), under_way=(), domains=None) -> dict[int, dict]:
    """By the id of each person what is known: plain words and dates, fit for a mail.

    `among` sit in the group or sat in it: namesakes are told apart. Of the ids in
    `under_way` it is said, too, when they had never signed in before this week.
    `domains` of their organisation's addresses, where they are at hand.
    """
    introduced = introduce_all(
        [people], among=among, under_way=under_way, domains=domains
    )
    return introduced[0]


def introduce_all(
    groups, *, among=(), under_way=(), domains=None
) -> list[dict[int, dict]]:
    """Of the people of many groups at once, in a constant number of queries."""
    groups = [list(group) for group in groups]
    people = [person for group in groups for person in group]
    prefetch_related_objects(people, "team")
    facts = facts_of(people, domains)
    return [
        {
            person.pk: _introduction(person, facts[person.pk])
            | {
                "is_new": person.pk in under_way and facts[person.pk].is_new(),
                "namesakes": namesakes(person, [*group, *among]),
            }
            for person in group
        }
        for group in groups
    ]


def namesakes(person, others) -> list[str]:
    """The addresses of those who have the same name but for capitals and accents."""
    name = folded(person.bare_name)
    return sorted(
        {
            other.email
            for other in others
            if other.pk != person.pk and folded(other.bare_name) == name
        }
    )


def _introduction(person, facts) -> dict:
    return {
        "name": person.full_name,
        "team": str(person.team or ""),
        "email": person.email,
        "since": facts.since_day,
        "is_known": facts.added is not None,
        "by": _who(facts.added),
        "changes": [
            {
                "what": str(event.what),
                "was": event.was,
                "became": event.became,
                "on": event.on,
                "by": _who(event),
            }
            for event in facts.changes
        ],
        "is_unlike": facts.is_unlike,
    }


def _who(event: RosterEvent | None) -> str:
    """Empty: a command on the server, or nobody knows."""
    return event.by.full_name if event and event.by else ""

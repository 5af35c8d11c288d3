"""What the roster can tell of a person to those who are to trust them."""

import datetime as dt
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.utils import timezone
from django.utils.encoding import punycode

from people.models import Organisation, RosterEvent
from people.names import is_infix

What = RosterEvent.What
WEEK = dt.timedelta(days=7)
CHANGES = (What.RENAMED, What.TEAM, What.ADDRESS)


@dataclass(frozen=True)
class Facts:
    """Since when somebody is on the roster, who put them there, what changed since.

    `added` is None for people of before such things were noted. `is_unlike`: the
    address is of no domain of the organisation. `entered_at`: the first sign-in, None
    when there was none; for people of before, when they came.
    """

    since: dt.datetime
    added: RosterEvent | None
    changes: tuple[RosterEvent, ...]
    is_unlike: bool
    entered_at: dt.datetime | None

    @property
    def since_day(self) -> dt.date:
        """The day of the organisation, which knows of no programme."""
        return timezone.localdate(self.since)

    def is_new(self, now=None) -> bool:
        """Whether the person had never signed in before this week."""
        now = now or timezone.now()
        return self.entered_at is None or self.entered_at > now - WEEK


def facts_of(people, domains=None) -> dict[int, Facts]:
    """By the id of each person, in two queries however many there are.

    In one where the `domains` of their organisations are at hand.
    """
    people = list(people)
    events = defaultdict(list)
    for event in RosterEvent.objects.about(people):
        events[event.person_id].append(event)
    organisations = {person.organisation_id for person in people}
    if domains is None or not organisations <= domains.keys():
        domains = domains_of(organisations)
    return {
        person.pk: _facts(person, events[person.pk], domains[person.organisation_id])
        for person in people
    }


def _facts(person, events, domains) -> Facts:
    first = {event.what: event for event in reversed(events)}
    entered = first.get(What.ENTERED)
    return Facts(
        since=person.joined_at,
        added=first.get(What.ADDED),
        changes=tuple(event for event in events if event.what in CHANGES),
        # Who left may have no address any more.
        is_unlike=bool(domains and person.email)
        and not is_within(person.email, domains),
        entered_at=entered.at
        if entered
        else person.joined_at
        if person.last_login
        else None,
    )


def domains_of(organisation_ids) -> dict[int, set[str]]:
    """The domains of each organisation's addresses.

    As the host set them; else those of its coordinators, whom the host alone appoints.
    Never those that most people have: a coordinator imports as many as they like.
    """
    organisations = Organisation.objects.filter(pk__in=organisation_ids).annotate(
        addresses=ArrayAgg("coordinators__person__email", default=[])
    )
    return {
        organisation.pk: domains_in(organisation.domains, organisation.addresses)
        for organisation in organisations
    }


def domains_in(domains, addresses) -> set[str]:
    """Those that the host set; else those of the coordinators' addresses."""
    return {domain_of(name) for name in domains or addresses if name}


def domain_of(address: str) -> str:
    """Of an address, or of a domain itself, as mail servers write it: xn--…"""
    domain = address.rpartition("@")[2].lower()
    if domain.isascii():
        return domain
    try:
        return punycode(domain)
    except UnicodeError:
        return domain


def is_within(address: str, domains) -> bool:
    """Whether the address is of one of the domains, or of a part of it."""
    domain = domain_of(address)
    return any(domain == known or domain.endswith(f".{known}") for known in domains)


def is_another_name(event: RosterEvent) -> bool:
    """Whether more changed than capitals, accents, or an infix such as "van der"."""
    return _bare(event.before) != _bare(event.after)


def _bare(name) -> str:
    given, infix, family = name
    # An infix is ignored for being one; whole names fit in that column too.
    kept = [word for word in infix.split() if not is_infix(word)]
    return folded(" ".join([given, *kept, family]))


def folded(name: str) -> str:
    """The name without capitals and accents, for comparing."""
    apart = unicodedata.normalize("NFKD", name)
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())

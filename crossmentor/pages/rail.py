"""What every page needs for its frame: the entries of the rail, the role, the colours."""

from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from django.db.models import Count, OuterRef, Subquery
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import pgettext_lazy

from people.models import Person
from people.web.typed import signs
from programmes.rules import roles_in, with_roles
from reminders.models import Mail
from spaces import selfcheck

AT_MOST = 6


@dataclass(frozen=True)
class RailEntry:
    """An entry of the rail; `within` are the rooms, or single pages, that lie behind it."""

    name: str
    label: str
    icon: str
    within: tuple[str, ...] = ()


class RailLink(NamedTuple):
    url: str
    label: str
    icon: str
    current: bool
    count: int | None


TODAY = RailEntry("today", pgettext_lazy("place", "Today"), "sun")
PROGRAMMES = RailEntry(
    "programmes:programme_list",
    pgettext_lazy("place", "Programmes"),
    "compass",
    ("programmes", "groups", "boards", "progress"),
)
PEOPLE = RailEntry(
    "people:person_list", pgettext_lazy("place", "People"), "users", ("people",)
)
# What a group has for itself is told by the room of sessions.
PAGES_OF_A_GROUP = (
    "sessions:group",
    "sessions:people",
    "sessions:first_meeting",
    "sessions:agenda_minutes",
    "sessions:agenda_leader",
    "sessions:agenda_way",
    "sessions:working",
    "sessions:sign",
    "sessions:agreement",
    "sessions:words",
    "sessions:poll_form",
    "sessions:poll",
    "sessions:poll_for",
    "sessions:series",
    "sessions:series_form",
    "sessions:action_list",
    "sessions:action_new",
    "sessions:action",
    "sessions:extension",
    "sessions:ballot",
    "sessions:leave",
    "sessions:certificate",
)
GROUP = RailEntry(
    "groups:group_list",
    pgettext_lazy("place", "Group"),
    "circle-dot",
    ("groups", "intake", "spaces:readers", *PAGES_OF_A_GROUP),
)
MEETINGS = RailEntry(
    "sessions:session_list",
    pgettext_lazy("place", "Meetings"),
    "calendar-days",
    ("sessions", "calendars"),
)
WORKBOOK = RailEntry(
    "workbook:home",
    pgettext_lazy("place", "Workbook"),
    "notebook-pen",
    ("workbook", "writing", "spaces"),
)
HANDBOOK = RailEntry(
    "handbook:home",
    pgettext_lazy("place", "Handbook"),
    "book-open",
    ("handbook", "search"),
)
INBOX = RailEntry(
    "reminders:inbox",
    pgettext_lazy("place", "Inbox"),
    "inbox",
    ("reminders",),
)

ENTRIES = {
    "coordinator": [TODAY, PROGRAMMES, PEOPLE, HANDBOOK, INBOX],
    # Of a programme only: the roster is the organisation's.
    "programme coordinator": [TODAY, PROGRAMMES, HANDBOOK, INBOX],
    "mentor": [TODAY, GROUP, MEETINGS, WORKBOOK, HANDBOOK, INBOX],
    "mentee": [TODAY, GROUP, MEETINGS, WORKBOOK, HANDBOOK, INBOX],
}
# Who has several roles may have too many entries: these go first, in this order.
SPARED = [HANDBOOK, PEOPLE, WORKBOOK]


def rail(request) -> dict:
    """Context processor; the database is asked only when a page draws the frame."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"rail": [], "role": "", "theme": ""}
    return {
        "rail": SimpleLazyObject(lambda: entries(request, *reader_of(request))),
        "role": SimpleLazyObject(lambda: first_role(reader_of(request).roles)),
        "theme": person.theme,
        "initials": initials(person.bare_name),
        "in_doubt": selfcheck.in_doubt(),
    }


class Reader(NamedTuple):
    """What the frame says of who reads: all that they are, and how many unread."""

    roles: list[str]
    unread: int


def reader_of(request) -> Reader:
    """Asked for once in a request, in one query."""
    if not hasattr(request, "reader"):
        person = knowing(request.user).get()
        request.reader = Reader(roles_in(person), person.unread or 0)
    return request.reader


def knowing(person):
    """The person with all that the frame says of them."""
    # Not put together once as the roles are: what is in an inbox depends on the hour.
    unread = Mail.objects.inbox_of(OuterRef("pk")).unread().order_by().values("person")
    unread = Subquery(unread.annotate(count=Count("pk")).values("count"))
    people = with_roles(Person.objects.filter(pk=person.pk)).only("pk")
    return people.annotate(unread=unread)


def first_role(roles) -> str:
    """The most encompassing, as the colours know it."""
    return roles[0].split()[-1] if roles else ""


def entries(request, roles, unread=0) -> list[RailLink]:
    """The entries of all the person's roles, each once, today first and inbox last."""
    middle = {entry: None for role in roles for entry in ENTRIES[role][1:-1]}
    urls = {
        entry: url
        for entry in [TODAY, *middle, INBOX]
        if (url := address(entry)) is not None
    }
    for entry in SPARED:
        if len(urls) > AT_MOST:
            urls.pop(entry, None)
    current = current_of(match_of(request), urls)
    return [
        RailLink(
            url,
            entry.label,
            entry.icon,
            entry is current,
            unread if entry is INBOX else None,
        )
        for entry, url in urls.items()
    ]


def address(entry: RailEntry) -> str | None:
    """Where it leads; None while no page answers to its name."""
    try:
        return reverse(entry.name)
    except NoReverseMatch:
        return None


def match_of(request):
    """Of the page; of one that shows what lies on another, as its view says, of that."""
    if there := getattr(request, "lies_at", ""):
        # A rail that marks nothing is better than no page.
        with suppress(Resolver404):
            return resolve(urlsplit(there).path)
    return request.resolver_match


def current_of(match, entries) -> RailEntry | None:
    """The entry of the page: one that names the page, or else one that has its room."""
    if match is None:
        return None
    # Reached from the menu, not from People.
    if match.view_name in ("people:account", "people:ways_in"):
        return None
    for name in (match.view_name, match.app_name):
        for entry in entries:
            if name and name in (entry.name, *entry.within):
                return entry
    return None


def initials(name: str) -> str:
    """Of the first and the last word: "Jan van den Berg" is JB."""
    words = name.split()
    return "".join(signs(word)[0] for word in [*words[:1], *words[1:][-1:]]).upper()

"""What happened with texts, in words; each with the text for who may read it now."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from spaces.audience import Audience, audiences
from spaces.models import AuditEvent, Space
from writing.kinds import kinds
from writing.models import Shown, Snapshot, Text

Verb, Kind = AuditEvent.Verb, Space.Kind
OF_COPIES = (Verb.SHARED, Verb.REVOKED, Verb.EXPIRED)
# For whoever did it or whom it is about, and for the others; None: of any other space.
# Into and out of the own space texts went in earlier versions.
WORDS = {
    Verb.OPENED: {
        Kind.OWN: (
            _("Your own place to write was opened"),
            _("Your own place to write was opened"),
        ),
        Kind.PAIR: (
            _("You opened a place to write for you and %(other)s"),
            _("%(actor)s opened a place to write for you and %(other)s"),
        ),
        Kind.CIRCLE: (
            _("You opened a place to write for your group"),
            _("%(actor)s opened a place to write for your group"),
        ),
        None: (
            _("You opened a place to write for others"),
            _("%(actor)s opened a place to write"),
        ),
    },
    Verb.SEEN: {
        None: (
            _("You looked at who is in your group, and it opened for you"),
            _("%(actor)s looked at who is in your group, and it opened for them"),
        )
    },
    Verb.LEFT: {
        Kind.PAIR: (
            _("You can no longer read what was written there"),
            _("%(person)s can no longer read what the two of you wrote"),
        ),
        Kind.CIRCLE: (
            _("You can no longer read what was written there"),
            _("%(person)s left, and can no longer read what your group writes here"),
        ),
        None: (
            _("You can no longer read what was written there"),
            _("%(person)s can no longer read what was written there"),
        ),
    },
    Verb.MOVED_IN: {
        Kind.OWN: (
            _("You took a text back, for yourself alone"),
            _("%(actor)s took a text back"),
        ),
        Kind.PAIR: (
            _("You let %(other)s read a text"),
            _("%(actor)s let you read a text"),
        ),
        Kind.CIRCLE: (
            _("You let your group read a text"),
            _("%(actor)s let your group read a text"),
        ),
        None: (
            _("You let others read a text"),
            _("%(actor)s let others read a text"),
        ),
    },
    Verb.MOVED_OUT: {
        Kind.OWN: (
            _("You let others read a text that was yours alone"),
            _("%(actor)s let others read a text"),
        ),
        Kind.PAIR: (
            _("You took back a text that %(other)s could read"),
            _("%(actor)s took back a text that you could read"),
        ),
        Kind.CIRCLE: (
            _("You took back a text that your group could read"),
            _("%(actor)s took back a text that your group could read"),
        ),
        None: (
            _("You took back a text that others could read"),
            _("%(actor)s took back a text that others could read"),
        ),
    },
    Verb.SHARED: {
        None: (
            _("You gave %(person)s a copy of a text"),
            _("%(actor)s gave you a copy of a text"),
        )
    },
    Verb.REVOKED: {
        Kind.SHARED: (
            _("You took back the copy that %(receiver)s could read; it is deleted"),
            _("%(giver)s took back the copy that you could read; it is deleted"),
        ),
        None: (
            _("You closed a place to write that nobody had used"),
            _("%(actor)s closed a place to write that nobody had used"),
        ),
    },
    Verb.EXPIRED: {
        None: (
            _("The copy that %(receiver)s could read ended on its date"),
            _("The copy that %(giver)s gave you ended on its date"),
        )
    },
}


@dataclass(frozen=True)
class TrailLine:
    """One event as one person reads it; `heading` and `link` are of its text."""

    at: datetime
    words: str
    audience: Audience | None
    heading: str = ""
    link: str = ""


def lines(events, reader) -> list[TrailLine]:
    """The events as `reader`, who acts, may know of them; constant queries."""
    events = list(events)
    by_space = audiences({event.space_id for event in events}, reader)
    copies = _copies({event.space_id for event in events if event.verb in OF_COPIES})
    ids = {event.text_id for event in [*events, *copies.values()]} - {None}
    of_texts, of_copies = _of_texts(ids, reader), _of_copies(copies)
    return [
        _line(
            event,
            reader,
            by_space.get(event.space_id),
            copy := copies.get(event.space_id),
            of_copies.get(event.space_id) or of_texts.get((copy or event).text_id, ()),
        )
        for event in events
    ]


def _line(event, reader, audience, copy, text) -> TrailLine:
    return TrailLine(event.at, _words(event, reader, audience, copy), audience, *text)


def _copies(space_ids) -> dict:
    """That each of these copies was given, by its space."""
    if not space_ids:
        return {}
    given = AuditEvent.objects.given().filter(space_id__in=space_ids)
    return {copy.space_id: copy for copy in given.select_related("actor", "person")}


def _words(event, reader, audience, copy) -> str:
    kind = Kind.SHARED if copy else audience and audience.kind
    by_kind = WORDS[event.verb]
    mine, theirs = by_kind.get(kind) or by_kind[None]
    doer = copy.actor if copy else event.actor
    subject = event.person if event.verb == Verb.LEFT else doer
    names = list(audience.names) if audience else []
    if reader.full_name in names:
        names.remove(reader.full_name)
    return (mine if subject == reader else theirs) % {
        "actor": event.actor or "Crossmentor",
        "person": event.person,
        "other": " & ".join(names),
        "giver": copy and copy.actor,
        "receiver": copy and copy.person,
    }


def _of_texts(ids, reader) -> dict:
    """The heading and the link of each that the database lets the person read."""
    if not ids:
        return {}
    own = {
        text.pk: (text.heading, text.address_for(reader))
        for text in Text.objects.filter(pk__in=ids, kind__in=kinds())
    }
    if ids <= own.keys():
        return own
    return own | {
        shown.text_id: (shown.title or _("A text"), shown.get_absolute_url())
        for shown in Shown.objects.filter(text__in=ids - own.keys())
    }


def _of_copies(space_ids) -> dict:
    """The same of copies that were given and still can be read."""
    if not space_ids:
        return {}
    return {
        copy.space_id: (copy.title or _("Without a title"), copy.get_absolute_url())
        for copy in Snapshot.objects.filter(space__in=space_ids)
    }

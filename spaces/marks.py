"""Master keys prove themselves: the database keeps something sealed under each.

A process that seals starts with the keys that this database knows, or not at all; else
a wrong one would seal new spaces, and nobody could read the old ones.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from spaces.keys import WrappedKey, wrapped_key
from spaces.models import MasterKeyMark
from spaces.sealing import CannotOpen, open_sealed, seal

WORDS = b"Crossmentor knows this key."


@dataclass(frozen=True)
class KeyState:
    """What there is to say about one master key; `fault` is empty when all is well."""

    name: str
    fingerprint: str
    configured: bool
    marked: bool
    opens: bool
    spaces: int

    @property
    def fault(self) -> str:
        """`wrong`, `unmarked` (no process starts), `absent` (its texts stay closed)."""
        if self.configured and not self.marked:
            return "unmarked"
        if self.configured:
            return "" if self.opens else "wrong"
        # Nothing lies any more under a key that was replaced: it may go.
        return "absent" if self.spaces else ""


def fingerprint(key: bytes) -> str:
    """By what people tell keys apart: sixteen hexadecimal digits, in fours."""
    digits = hashlib.sha256(b"Crossmentor master key|" + key).hexdigest()
    return "-".join(digits[start : start + 4] for start in range(0, 16, 4))


def _bound_to(name) -> str:
    return f"mark of master key {name}"


def new_mark(name: str, key: bytes) -> MasterKeyMark:
    return MasterKeyMark(
        name=name,
        fingerprint=fingerprint(key),
        sealed=seal(key, WORDS, bound_to=_bound_to(name)),
    )


def opens(mark: MasterKeyMark, key: bytes) -> bool:
    """Whether `key` is the one that `mark` was made with."""
    place = _bound_to(mark.name)
    try:
        words = open_sealed(key, bytes(mark.sealed), bound_to=place, before=place)
    except CannotOpen:
        return False
    return words == WORDS and mark.fingerprint == fingerprint(key)


def all_open() -> bool:
    """Whether each configured key still opens its mark; one query."""
    known = {mark.name: mark for mark in MasterKeyMark.objects.all()}
    return all(
        name in known and opens(known[name], key) for name, key in settings.MASTER_KEYS
    )


def prove_keys():
    """Raise ImproperlyConfigured unless this database knows every configured key.

    Into a database without spaces, or one from before there were marks, they are put
    here; in the latter case after each has opened data keys of its name.
    """
    if unknown := _unknown_keys():
        _refuse_unproved(unknown)
        _mark_first(unknown)
        # Another process may have been quicker, with other keys.
        unknown = _unknown_keys()
    if unknown:
        names = " ".join(name for name, _key in unknown)
        raise ImproperlyConfigured(
            f"This database does not know the master key {names}. If it is a new one, "
            f"run `manage.py add_master_key {names}`; else configure the right one."
        )


def _unknown_keys() -> list[tuple[str, bytes]]:
    """The configured keys without a mark; refuses those that are not as marked."""
    marks = {mark.name: mark for mark in MasterKeyMark.objects.all()}
    names = {mark.fingerprint: mark.name for mark in marks.values()}
    unknown = []
    for name, key in settings.MASTER_KEYS:
        mark = marks.get(name)
        if mark is None:
            refuse_other_name(name, names.get(fingerprint(key)))
            unknown.append((name, key))
        elif not opens(mark, key):
            raise ImproperlyConfigured(says_wrong(mark, key))
    return unknown


def refuse_other_name(name, known):
    if known is not None:
        raise ImproperlyConfigured(
            f"Master key {name} is known to this database as {known}: name it so."
        )


def says_wrong(mark, key) -> str:
    given = fingerprint(key)
    if given == mark.fingerprint:
        return (
            f"The mark of master key {mark.name} in the database is damaged: run "
            f"`manage.py add_master_key {mark.name}`, which makes it anew."
        )
    return (
        f"Master key {mark.name} is not the one that this database knows by that name: "
        f"its fingerprint is {mark.fingerprint}, that of the configured one {given}."
    )


def _refuse_unproved(unknown):
    samples = samples_of_data_keys()
    for name, _key in unknown:
        if not all(opens_data_key(sample) for sample in samples[name]):
            raise ImproperlyConfigured(
                f"Master key {name} does not open the keys that lie under that name in "
                "the database. If it is the right one all the same, run `manage.py "
                f"add_master_key {name}`, which tells more."
            )


def samples_of_data_keys() -> dict[str, list[WrappedKey]]:
    """Of a database without marks: the oldest and the newest data key of each name."""
    samples = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM spaces_samples()")
        for sample in (wrapped_key(*row) for row in cursor.fetchall()):
            samples[sample.master].append(sample)
    return samples


def opens_data_key(sample) -> bool:
    try:
        sample.unwrapped()
    except CannotOpen:
        return False
    return True


def _mark_first(keys):
    made = [new_mark(name, key) for name, key in keys]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT spaces_mark_first(%s::varchar[], %s::varchar[], %s::bytea[])",
            [
                [mark.name for mark in made],
                [mark.fingerprint for mark in made],
                [bytes(mark.sealed) for mark in made],
            ],
        )


def state_of_keys() -> list[KeyState]:
    """Of each master key that is configured, marked or in use; for the web process."""
    configured = dict(settings.MASTER_KEYS)
    marks = {mark.name: mark for mark in MasterKeyMark.objects.all()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT master, spaces FROM spaces_masters()")
        in_use = dict(cursor.fetchall())
    return [
        _state(name, configured.get(name), marks.get(name), in_use.get(name, 0))
        for name in dict.fromkeys([*configured, *marks, *in_use])
    ]


def _state(name, key, mark, spaces) -> KeyState:
    known = mark.fingerprint if mark else fingerprint(key) if key else ""
    return KeyState(
        name=name,
        fingerprint=known,
        configured=key is not None,
        marked=mark is not None,
        opens=bool(mark and key and opens(mark, key)),
        spaces=spaces,
    )

"""Adding a master key and replacing one by another, in the owner's role."""

from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from spaces.keys import facts_of
from spaces.marks import new_mark, opens, prove_keys, refuse_other_name, says_wrong
from spaces.models import DataKey, MasterKeyMark, Space
from spaces.sealing import CannotOpen, unwrap, wrap

# Opening and wrapping so many took 0.06 s, measured: nobody who writes waits for long.
ROTATED_AT_ONCE = 500


@dataclass
class Rotation:
    """What a rotation did: `closed` are spaces whose key no configured one opens."""

    wrapped: int = 0
    opened: int = 0
    closed: list[UUID] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)


@transaction.atomic
def add_master_key(*, name: str) -> tuple[MasterKeyMark, int]:
    """Make the configured key `name` known; answers its mark and how much lies under it.

    Raises ImproperlyConfigured when it is not configured, when something lies under
    that name that it does not open, or when the name stands for another key.
    """
    key = dict(settings.MASTER_KEYS).get(name)
    if key is None:
        raise ImproperlyConfigured(f"MASTER_KEYS holds no key named {name}.")
    under = DataKey.objects.filter(master=name)
    made = new_mark(name, key)
    # Two hosts with two keys of one name: the second sees the first one's mark.
    known = MasterKeyMark.objects.select_for_update().filter(name=name).first()
    if known and opens(known, key):
        return known, under.count()
    same = MasterKeyMark.objects.filter(fingerprint=made.fingerprint)
    refuse_other_name(
        name, same.exclude(name=name).values_list("name", flat=True).first()
    )
    samples = _samples(name)
    # A mark that somebody changed is no proof against what the key opens.
    if (
        known
        and known.fingerprint != made.fingerprint
        and Space.objects.exists()
        and not (samples and all(samples))
    ):
        raise ImproperlyConfigured(
            f"{says_wrong(known, key)} Give a new key a name of its own."
        )
    refuse_closed(name)
    MasterKeyMark.objects.filter(name=name).delete()
    made.save(force_insert=True)
    return made, under.count()


def refuse_closed(name: str) -> None:
    """Raise ImproperlyConfigured when the key opens nothing of what lies under its name.

    One that opens is proof enough: others may lie under a key of the same name.
    """
    samples = _samples(name)
    if samples and not any(samples):
        raise ImproperlyConfigured(
            f"Master key {name} opens neither the oldest nor the newest of the "
            "keys under that name: it is not the right one."
        )


def _samples(name) -> list[bool]:
    """Whether it opens the oldest and the newest of what lies under its name."""
    by_age = DataKey.objects.filter(master=name).order_by("space__opened_at")
    rows = [row for row in (by_age.first(), by_age.last()) if row]
    spaces = facts_of(row.pk for row in rows)
    return [_opened(row, spaces, [name]) is not None for row in rows]


def _opened(row: DataKey, spaces, names) -> bytes | None:
    """The data key of `row`, by the first of these master keys that opens it."""
    for name in names:
        try:
            return unwrap(spaces[row.pk], name, row.wrapped)
        except CannotOpen:
            continue
    return None


def rotate_master_keys() -> Rotation:
    """Wrap every data key anew under the first master key, in the owner's role.

    Opens each of them, also those that lie under the first one already, so that
    nothing is said to be done that is not. Safe to interrupt and to run again. Raises
    ImproperlyConfigured while keys of the first version are there: `seal_anew` wraps
    those, under the first master key as well.
    """
    prove_keys()
    if DataKey.objects.of_before().exists():
        raise ImproperlyConfigured(
            "Some keys are wrapped as before: run `manage.py seal_anew` first, with the "
            "same master keys."
        )
    names = list(dict(settings.MASTER_KEYS))
    rotation = Rotation()
    _go_through(DataKey.objects.all(), names, rotation)
    left = DataKey.objects.exclude(master=names[0]).exclude(pk__in=rotation.closed)
    # What a process that has not been restarted opened in the meantime.
    while (late := left.filter(master__in=names)).exists():
        _go_through(late, names, rotation)
    rotation.missing = set(left.values_list("master", flat=True).distinct())
    return rotation


def _go_through(rows, names, rotation):
    last = None
    while batch := _rotate(rows.filter(pk__gt=last) if last else rows, names, rotation):
        last = batch[-1].pk


@transaction.atomic
def _rotate(rows, names, rotation) -> list[DataKey]:
    # Erased meanwhile, a key must not come back; wrapped anew twice, it is the later one.
    batch = list(rows.order_by("pk").select_for_update()[:ROTATED_AT_ONCE])
    spaces = facts_of(row.pk for row in batch)
    changed = []
    for row in batch:
        # Under its own name first. Another one too: a wrong key once took that name.
        data_key = _opened(row, spaces, dict.fromkeys([row.master, *names]))
        if data_key is None:
            if row.master in names:
                rotation.closed.append(row.pk)
            continue
        rotation.opened += 1
        if row.master != names[0] or not _opened(row, spaces, names[:1]):
            row.master, row.wrapped = wrap(spaces[row.pk], data_key)
            if _opened(row, spaces, names[:1]) != data_key:
                raise CannotOpen("What was just wrapped does not open.")
            changed.append(row)
    DataKey.objects.bulk_update(changed, ["master", "wrapped"])
    rotation.wrapped += len(changed)
    return batch

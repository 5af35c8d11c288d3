"""Sealing anew what was sealed in the first version (`spaces.sealing`), by the host.

In a superuser's role, since nobody else sees all rows; with the master keys. The trigger
`spaces_keep_sealed` lets it change nothing but sealed values of that version.
"""

from contextlib import suppress
from dataclasses import dataclass, field

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Q
from django.db.models.functions import Substr

from spaces.fields import KeyedDigestField, sealed_fields
from spaces.keys import WrappedKey, wrapped_keys
from spaces.models import Confidential
from spaces.sealing import BEFORE, CannotOpen, wrap

# As many as keys are rotated at once: whoever writes in one of these waits for a batch.
AT_ONCE = 500


@dataclass
class Renewal:
    """How many rows and keys were sealed anew; `closed` names what does not open."""

    rows: int = 0
    keys: int = 0
    closed: list[str] = field(default_factory=list)


def seal_anew(*, tell=lambda words: None, without_closed=False) -> Renewal:
    """Seal every text and data key of the first version in the second one.

    Texts come first; the key of a space follows when all of its texts have, and takes
    only the second version from then on. Safe to interrupt and to run again. What does
    not open stays as it is, and with it the key of its space, unless `without_closed`:
    then that text is given up. `tell` hears how far it is.
    """
    renewal = Renewal()
    for model in apps.get_models():
        if issubclass(model, Confidential) and sealed_fields(model):
            before = renewal.rows
            _go_through(model, renewal)
            if renewal.rows > before:
                tell(f"{model._meta.label}: {renewal.rows - before} rows.")
    _wrap_anew(renewal, without_closed)
    return renewal


def _of_before(model):
    """Rows with a text of the first version."""
    alike = {"output_field": models.BinaryField()}
    versions = {
        f"version_{field.name}": Substr(field.name, 1, 1, **alike)
        for field in sealed_fields(model)
    }
    is_of_before = Q()
    for name in versions:
        is_of_before |= Q(**{name: BEFORE})
    rows = model._base_manager.order_by("pk")
    return rows.alias(**versions).filter(is_of_before)


def _go_through(model, renewal):
    last = None
    while True:
        rows = _of_before(model)
        with transaction.atomic():
            batch = list(
                (rows.filter(pk__gt=last) if last else rows).select_for_update(
                    no_key=True
                )[:AT_ONCE]
            )
            _renew(model, batch, renewal)
        if not batch:
            return
        last = batch[-1].pk


def _renew(model, batch, renewal):
    keys = _data_keys({row.space_id for row in batch})
    done = []
    for row in batch:
        try:
            done.append((row.pk, *_renewed(keys[row.space_id], row)))
        except (CannotOpen, KeyError):
            renewal.closed.append(f"{model._meta.label} {row.pk}")
    _write(model, [*sealed_fields(model), *_digests(model)], done)
    renewal.rows += len(done)


def _data_keys(space_ids) -> dict:
    """Those that open."""
    with connection.cursor() as cursor:
        wrapped = wrapped_keys(
            cursor, "WHERE datakey.space_id = ANY (%s)", [list(space_ids)]
        )
    keys = {}
    for key in wrapped:
        with suppress(CannotOpen):
            keys[key.space.id] = key.unwrapped()
    return keys


def _renewed(key, row):
    """The sealed values and digests of a row as they are from now on."""
    texts = {}
    for sealed_field in sealed_fields(type(row)):
        sealed = row.__dict__[sealed_field.attname]
        texts[sealed_field.name] = sealed_field.open_with(key, row, sealed, before=True)
        anew = sealed.is_of_before
        yield bytes(
            sealed_field.seal_with(key, row, texts[sealed_field.name])
            if anew
            else sealed
        )
    for sealed_field in _digests(type(row)):
        yield sealed_field.digest_with(
            key, row, [texts[name] for name in sealed_field.of]
        )


def _digests(model):
    return [
        sealed_field
        for sealed_field in model._meta.fields
        if isinstance(sealed_field, KeyedDigestField)
    ]


def _write(model, columns, rows):
    if not rows:
        return
    quoted = [connection.ops.quote_name(column.column) for column in columns]
    table = connection.ops.quote_name(model._meta.db_table)
    given = ", ".join(f"%s::{column.db_type(connection)}[]" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {', '.join(f'{name} = anew.{name}' for name in quoted)} "  # noqa: S608
            f"FROM unnest(%s::uuid[], {given}) AS anew (id, {', '.join(quoted)}) "
            f"WHERE {table}.id = anew.id",
            [list(values) for values in zip(*rows, strict=True)],
        )


def _wrap_anew(renewal, without_closed):
    last = None
    while batch := _keys_of_before(last):
        last = batch[-1].space.id
        open_yet = set() if without_closed else _with_old_texts(batch)
        for key in batch:
            if key.space.id not in open_yet:
                _rebind(key, renewal)


def _keys_of_before(last) -> list[WrappedKey]:
    condition = (
        "WHERE substring(datakey.wrapped FROM 1 FOR 1) = %s "
        "AND (%s::uuid IS NULL OR datakey.space_id > %s) "
        f"ORDER BY datakey.space_id LIMIT {AT_ONCE}"
    )
    with connection.cursor() as cursor:
        return wrapped_keys(cursor, condition, [BEFORE, last, last])


def _with_old_texts(keys) -> set:
    """Those of the spaces in which a text of the first version lies: none comes in."""
    ids = [key.space.id for key in keys]
    return {
        space_id
        for model in apps.get_models()
        if issubclass(model, Confidential) and sealed_fields(model)
        for space_id in _of_before(model)
        .filter(space__in=ids)
        .order_by()
        .values_list("space_id", flat=True)
        .distinct()
    }


def _rebind(key, renewal):
    try:
        master, wrapped = wrap(key.space, key.unwrapped())
    except CannotOpen:
        renewal.closed.append(f"key of space {key.space.id}")
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE spaces_datakey SET master = %s, wrapped = %s "
            "WHERE space_id = %s AND wrapped = %s",
            [master, bytes(wrapped), key.space.id, bytes(key.wrapped)],
        )
        renewal.keys += cursor.rowcount

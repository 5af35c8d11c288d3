"""A database as an earlier version left it: texts and keys of the first version."""

import os
from contextlib import contextmanager

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.conf import settings

from spaces.fields import sealed_fields
from spaces.keys import ROWS, wrapped_key
from spaces.models import Confidential
from spaces.sealing import Sealed, open_sealed
from tests.conftest import connect_as

SEALED = [
    model
    for model in apps.get_models()
    if issubclass(model, Confidential) and sealed_fields(model)
]


@contextmanager
def superuser():
    """A database administrator, whom neither policies nor triggers stop."""
    with connect_as("superuser") as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


def seal_before(key, plain, bound_to) -> bytes:
    nonce = os.urandom(12)
    return b"\x01" + nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def go_back(keys=True, keep=()):
    """Seal all there is as the first version did, but the rows of which `keep` are ids."""
    with superuser() as connection:
        found = [wrapped_key(*row) for row in connection.execute(ROWS).fetchall()]
        data_keys = {key.space.id: key.unwrapped() for key in found}
        for model in SEALED:
            _texts_back(connection, model, data_keys, keep)
        for key in found if keys else []:
            wrapped = seal_before(
                dict(settings.MASTER_KEYS)[key.master],
                data_keys[key.space.id],
                f"data key of space {key.space.id}",
            )
            connection.execute(
                "UPDATE spaces_datakey SET wrapped = %s WHERE space_id = %s",
                [wrapped, key.space.id],
            )


def _texts_back(connection, model, data_keys, keep):
    table = model._meta.db_table
    names = [field.column for field in model._meta.concrete_fields]
    attnames = [field.attname for field in model._meta.concrete_fields]
    columns = ", ".join(f'"{name}"' for name in names)
    for values in connection.execute(f'SELECT {columns} FROM "{table}"').fetchall():
        row = model.from_db(None, attnames, values)
        if row.pk in keep:
            continue
        key = data_keys[row.space_id]
        for field in sealed_fields(model):
            sealed = Sealed(dict(zip(attnames, values, strict=True))[field.attname])
            plain = open_sealed(key, sealed, bound_to=field.bound_to(row))
            first_table = model.first_table or table
            place = f"{first_table}|{row.pk}|{field.column}|{row.space_id}"
            connection.execute(
                f'UPDATE "{table}" SET "{field.column}" = %s WHERE id = %s',
                [seal_before(key, plain, place), row.pk],
            )


def versions() -> dict[str, set[int]]:
    """The version bytes that lie in the database, by table and column."""
    found = {}
    with superuser() as connection:
        columns = [
            (m._meta.db_table, f.column) for m in SEALED for f in sealed_fields(m)
        ]
        for table, column in [*columns, ("spaces_datakey", "wrapped")]:
            rows = connection.execute(f'SELECT get_byte("{column}", 0) FROM "{table}"')
            found[f"{table}.{column}"] = {version for (version,) in rows}
    return found

"""Whether a restored database is what it was: rows, walls, and texts that open."""

import psycopg
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from psycopg import sql

from crossmentor import roles
from crossmentor.backups.errors import Refused
from crossmentor.backups.manifest import Manifest, count_rows
from crossmentor.backups.server import Server, django_in
from crossmentor.doctor import catalog, tables
from spaces import selfcheck, startup
from spaces.acting import acting_as
from spaces.fields import sealed_fields
from spaces.marks import prove_keys
from spaces.master_keys import refuse_closed
from spaces.models import Confidential, Space
from spaces.unopened import Unopened

# Some texts are for fewer than all members: then another one is tried.
TRIED = 20

READABLE = """
SELECT t.id, m.person_id
FROM {table} t
JOIN spaces_datakey k ON k.space_id = t.space_id AND k.master = %s
JOIN spaces_space s ON s.id = t.space_id
JOIN spaces_member m ON m.space_id = t.space_id AND m.left_at IS NULL
WHERE t.{column} IS NOT NULL
  AND (s.until IS NULL OR s.until >= CURRENT_DATE OR s.owner_id = m.person_id)
LIMIT %s
"""


def refuse_other_rows(manifest: Manifest, inside: psycopg.Connection) -> None:
    counted = count_rows(inside)
    for table in sorted(counted.keys() | manifest.rows.keys()):
        was, now = manifest.rows.get(table), counted.get(table)
        if was != now:
            raise Refused(
                f"{table} has {now} rows, and had {was}: take another backup."
            )


def look(manifest: Manifest, server: Server, name: str, inside) -> list[str]:
    """What was seen to be well, in words; Refused when something is not."""
    rows = sum(manifest.rows.values())
    report = [f"{len(manifest.rows)} tables and {rows} rows, as when it was taken."]
    refuse_other_walls(inside)
    _refuse_open_to_worker(server, name)
    report.append(
        "Roles, grants and row-level security are as this version makes them."
    )
    with django_in(name, "owner"):
        for key, _known, _spaces in manifest.needed_keys:
            _refuse_what_is_closed(key)
    with django_in(name, "web"):
        startup.refuse_powerful_role()
        with transaction.atomic():
            if Space.objects.exists():
                raise Refused("The web role sees spaces while nobody acts.")
        for key, known, _spaces in manifest.needed_keys:
            what = _opened_text(key, inside) or "keys of spaces, which hold no text yet"
            report.append(
                f"Master key {key} ({known or 'not marked yet'}) opens {what}."
            )
        report += _what_is_left_to_do()
    return report


def _refuse_what_is_closed(key):
    try:
        refuse_closed(key)
    except ImproperlyConfigured as error:
        raise Refused(str(error)) from error


def _what_is_left_to_do():
    try:
        prove_keys()
    except ImproperlyConfigured as error:
        return [f"Before a process starts: {error}"]
    return []


def _opened_text(key, inside) -> str:
    """Which model's text a member read, as the pages do; empty when there is none.

    One that does not open is no reason to lose the others: Refused when none does.
    """
    closed = ""
    for model in apps.get_models():
        if issubclass(model, Confidential) and (fields := sealed_fields(model)):
            for pk, person in _candidates(model, fields[0], key, inside):
                opened = _is_opened(model, fields, pk, person)
                if opened:
                    return f"a text ({model._meta.label})"
                if opened is False:
                    closed = model._meta.label
    if closed:
        raise Refused(f"Master key {key} opens none of the texts, such as of {closed}.")
    return ""


def _candidates(model, field, key, inside):
    query = sql.SQL(READABLE).format(
        table=sql.Identifier(model._meta.db_table), column=sql.Identifier(field.column)
    )
    return inside.execute(query, [key, TRIED]).fetchall()


def _is_opened(model, fields, pk, person_id) -> bool | None:
    """Whether the texts of a row open to that member; None when it is not for them."""
    with acting_as(get_user_model()(pk=person_id)), transaction.atomic():
        row = model._base_manager.filter(pk=pk).first()
        if row is None:
            return None
        texts = [getattr(row, field.attname) for field in fields]
    return not any(isinstance(text, Unopened) for text in texts)


def refuse_other_walls(inside: psycopg.Connection) -> None:
    """Of each table who may do what, and which rows: as `migrate` makes it, or Refused."""
    there, known = catalog.relations(inside), catalog.functions(inside)
    with catalog.made_anew(inside) as (wanted, functions):
        faults = [
            fault.what
            for name in sorted(wanted)
            for fault in tables.different(there.get(name), wanted[name])
        ]
    faults += [
        f"{name} is not as its file says."
        for name, words in sorted(functions.items())
        if known.get(name) != words
    ]
    faults += [fault.words for fault in selfcheck.look(inside)]
    if faults:
        raise Refused(" ".join(faults))


def _refuse_open_to_worker(server, name):
    with server.connect_as(roles.WORKER, name) as worker:
        try:
            worker.execute("SELECT FROM spaces_space LIMIT 1")
        except psycopg.errors.InsufficientPrivilege:
            return
    raise Refused(f"{roles.WORKER} may read spaces.")

"""What others can read of a person: the policies themselves are asked, as each of them.

Makes the function of the database that asks them, out of the models; and calls it.
"""

from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db import connection

from spaces.erasing import ERASING, ErasedRows
from spaces.fields import sealed_fields
from spaces.models import Confidential


@dataclass(frozen=True)
class Reading:
    """Something that the person who acts wrote, and who else reads it at this moment.

    `model` is its label; `pk` its id, of what belongs to another row that row's.
    """

    model: str
    pk: UUID
    space_id: UUID
    readers: tuple[int, ...]


def readings() -> list[Reading]:
    """Of the person who acts, in every space, also those that they left; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT model, thing, space, array_agg(DISTINCT reader) "
            "FROM spaces_read_of_me() GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
        )
        return [Reading(*row[:3], tuple(row[3])) for row in cursor.fetchall()]


def models() -> list:
    """Those that hold words."""
    confidential = [
        model for model in apps.get_models() if issubclass(model, Confidential)
    ]
    return sorted(
        filter(sealed_fields, confidential), key=lambda model: model._meta.db_table
    )


def functions() -> str:
    """In SQL: the same after each migration, and again when a model says otherwise."""
    return READ_OF_ME.format("\n    UNION ALL ".join(map(_of_mine, models())))


def _of_mine(model) -> str:
    meta = model._meta
    return (
        f"SELECT DISTINCT '{meta.label}'::text, {model.listed_as}, space_id, one "  # noqa: S608
        f"FROM {meta.db_table} WHERE {mine(model)}"
    )


def mine(model) -> str:
    """In SQL, which rows hold words of `me`."""
    whose = [_whose(entry) for entry in model.erased]
    is_mine = " OR ".join(dict.fromkeys(condition for condition in whose if condition))
    columns = [field.column for field in sealed_fields(model)]
    left = " OR ".join(f"\"{column}\" <> ''" for column in columns)
    return f"({is_mine}) AND ({left})"


def _whose(entry) -> str:
    by, among = getattr(entry, "by", "author_id"), getattr(entry, "among", ERASING)
    if among != ERASING:
        # Of a page of all members each is found by their own versions.
        return ""
    only = f" AND {entry.only}" if isinstance(entry, ErasedRows) and entry.only else ""
    return f"{by} = me{only}"


READ_OF_ME = """
-- What others read of the person of the transaction: the policies are asked, as each of
-- those with whom that person shares a space, or did. It may no more than its caller, and
-- answers ids alone, of rows of that person.
CREATE OR REPLACE FUNCTION spaces_read_of_me()
RETURNS TABLE (model text, thing uuid, space uuid, reader bigint)
LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
DECLARE
  me bigint := spaces_person();
  people bigint[] := ARRAY(SELECT spaces_companions());
  one bigint;
BEGIN
  FOREACH one IN ARRAY people LOOP
    PERFORM set_config('crossmentor.person', one::text, true);
    RETURN QUERY {};
  END LOOP;
  PERFORM set_config('crossmentor.person', me::text, true);
END
$$;
REVOKE ALL ON FUNCTION spaces_read_of_me FROM PUBLIC;
GRANT EXECUTE ON FUNCTION spaces_read_of_me TO crossmentor_web;
"""

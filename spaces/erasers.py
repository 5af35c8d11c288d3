"""Makes, out of what the models say (`erased`), the functions by which people erase."""

from django.apps import apps

from spaces.erasing import ErasedRows, ErasedWords, names
from spaces.fields import KeyedDigestField
from spaces.models import Confidential


def erasing_columns(model, kind=(ErasedRows, ErasedWords)) -> list[tuple[str, str]]:
    """By which columns, and among what, the owner finds rows while a person erases."""
    listed = [entry for entry in model.erased if isinstance(entry, kind)]
    return list(dict.fromkeys((entry.by, entry.among) for entry in listed))


def condition(pairs) -> str:
    """In SQL: one of these columns is among what its function answers."""
    return " OR ".join(f"{by} IN (SELECT {among}())" for by, among in pairs)


def as_kept(pairs) -> str:
    """The same as PostgreSQL writes it down."""
    parts = [f"({by} IN ( SELECT {among}() AS {among}))" for by, among in pairs]
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


def eraser(model) -> list[tuple[str, str]]:
    """What of a table the owner finds at all: the policy `eraser`."""
    return [(model.space_column, "spaces_erased"), *erasing_columns(model)]


def functions() -> str:
    """In SQL: the same after each migration, and again when a model says otherwise."""
    return ERASE_WRITTEN.format("\n".join(_statements()))


def models() -> list:
    """Every confidential model, by table."""
    confidential = [
        model for model in apps.get_models() if issubclass(model, Confidential)
    ]
    return sorted(confidential, key=lambda model: model._meta.db_table)


def _statements():
    """Rows first: what only loses its words may hang on one of them."""
    for model in models():
        for entry in model.erased:
            if isinstance(entry, ErasedRows):
                yield _deletes(model, entry)
    for model in models():
        for entry in model.erased:
            if isinstance(entry, ErasedWords):
                yield _empties(model, entry)


def _deletes(model, rows) -> str:
    table, which = model._meta.db_table, _which(rows)
    return f"  RETURN QUERY DELETE FROM {table} WHERE {which} RETURNING id::text;"  # noqa: S608


def _empties(model, words) -> str:
    table, which = model._meta.db_table, _which(words)
    return f"  UPDATE {table} SET {emptied(model, words)} WHERE {which};"  # noqa: S608


def _which(entry) -> str:
    whose = condition([(entry.by, entry.among)])
    return f"{whose} AND {entry.only}" if entry.only else whose


def emptied(model, words) -> str:
    """In SQL, the columns that lose what is in them."""
    columns = [model._meta.get_field(name).column for name in names(model, words)]
    digests = [
        field.column
        for field in model._meta.concrete_fields
        if isinstance(field, KeyedDigestField)
    ]
    return ", ".join(f"\"{column}\" = ''" for column in (*columns, *digests))


ERASE_WRITTEN = """
-- Erases what a person wrote outside of the own space, as each model says (`erased`), and
-- what they gave away with its key. Answers the ids of the rows that went. The owner finds
-- rows of who erases at this moment alone.
CREATE OR REPLACE FUNCTION spaces_erase_written(the_person bigint) RETURNS SETOF text
LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
BEGIN
  PERFORM spaces_revoke_given(
    the_person, ARRAY(SELECT id FROM spaces_space
                      WHERE kind = 'shared' AND owner_id = the_person));
{}
END
$$;
REVOKE ALL ON FUNCTION spaces_erase_written FROM PUBLIC;
"""

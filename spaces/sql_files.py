"""Makes functions, triggers and views of the database what the rooms' files say.

`<room>/sql/<name>.sql` has the present text of one of them, or of a few that belong
together, so that it can be run again and again. What no file makes any more goes.
"""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from spaces import erasers, policies, readings

# What the owner made besides tables, as DROP names it, and where its row lies: making it
# again writes another row, so one that lies where it lay was made by no file.
PRESENT = """
SELECT 1, 'TRIGGER', format('%I ON %s', tgname, tgrelid::regclass), t.ctid::text
  FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
  WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace
UNION ALL
SELECT 2, 'VIEW', ev_class::regclass::text, r.ctid::text
  FROM pg_rewrite r JOIN pg_class c ON c.oid = ev_class
  WHERE relkind = 'v' AND relnamespace = current_schema()::regnamespace
    AND relowner = current_user::regrole
UNION ALL
SELECT 3, 'FUNCTION', oid::regprocedure::text, ctid::text
  FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
    AND proowner = current_user::regrole
"""
# Whoever may call a function, its file says.
TAKE_BACK = """
DO $$
DECLARE one regprocedure;
BEGIN
  FOR one IN SELECT oid FROM pg_proc
    WHERE pronamespace = current_schema()::regnamespace
      AND proowner = current_user::regrole
  LOOP
    EXECUTE format(
      'REVOKE ALL ON FUNCTION %s FROM PUBLIC, crossmentor_web, crossmentor_worker', one);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO PUBLIC', one);
  END LOOP;
END
$$
"""
# Once all of them are there: one may call another that comes after it.
LOOK_INTO = """
SELECT CASE lanname WHEN 'sql' THEN fmgr_sql_validator(p.oid)
                    ELSE plpgsql_validator(p.oid) END
FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
WHERE pronamespace = current_schema()::regnamespace AND lanname IN ('sql', 'plpgsql')
"""


def paths() -> Iterator[Path]:
    """Of the rooms on lower floors first, in a room by name."""
    for room in reversed(settings.ROOMS):
        yield from sorted((settings.ROOT / room / "sql").glob("*.sql"))


def texts() -> Iterator[str]:
    """What the files say, and what is made out of the models (`erased`)."""
    for path in paths():
        yield path.read_text()
    yield erasers.functions()
    yield readings.functions()


@transaction.atomic
def apply():
    """Run as the owner once all migrations have run; running it again changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE_BACK)
        before = _present(cursor)
        make(cursor)
        policies.apply()
        for _order, kind, name, _place in sorted(before & _present(cursor)):
            cursor.execute(f"DROP {kind} {name}")


def make(cursor):
    """All that the files say, in the schema that is first on the search path."""
    cursor.execute("SET LOCAL check_function_bodies = off")
    for text in texts():
        cursor.execute(text)
    cursor.execute("SET LOCAL check_function_bodies = on")
    cursor.execute(LOOK_INTO)


def _present(cursor) -> set[tuple]:
    cursor.execute(PRESENT)
    return set(cursor.fetchall())

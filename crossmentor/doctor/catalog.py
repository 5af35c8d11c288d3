"""What PostgreSQL's catalogs say of a schema's tables, and what they ought to say."""

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field

from psycopg import sql

from crossmentor.database import roles
from spaces import policies

SCRATCH = "crossmentor_doctor"
# One run at a time makes tables to compare with.
LOCK = 7301
KINDS = {"r": "table", "p": "table", "v": "view", "m": "view", "f": "foreign table"}

TABLES = """
SELECT relname, relkind::text, pg_get_userbyid(relowner)::text,
       relrowsecurity, relforcerowsecurity
FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind::text = ANY (%s)
"""
GRANTS = """
SELECT c.relname, '', coalesce(r.rolname, 'PUBLIC'), a.privilege_type
FROM pg_class c, aclexplode(c.relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
WHERE c.relnamespace = %(schema)s::regnamespace AND c.relkind::text = ANY (%(kinds)s)
  AND a.grantee <> c.relowner
UNION ALL
SELECT c.relname, t.attname, coalesce(r.rolname, 'PUBLIC'), a.privilege_type
FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid AND NOT t.attisdropped,
     aclexplode(t.attacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
WHERE c.relnamespace = %(schema)s::regnamespace AND c.relkind::text = ANY (%(kinds)s)
  AND a.grantee <> c.relowner
"""
POLICIES = """
SELECT tablename, policyname, permissive, roles::text[], cmd, qual, with_check
FROM pg_policies WHERE schemaname = %s
"""
TRIGGERS = """
SELECT c.relname, t.tgname, t.tgenabled <> 'D', pg_get_triggerdef(t.oid)
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = %s::regnamespace AND NOT t.tgisinternal
"""


@dataclass
class Relation:
    """A table or view: whose it is, and who may do what with it."""

    name: str
    kind: str
    owner: str
    secured: bool
    forced: bool
    # (column or "", grantee, privilege)
    grants: set[tuple] = field(default_factory=set)
    policies: dict[str, tuple] = field(default_factory=dict)
    triggers: dict[str, tuple] = field(default_factory=dict)


def relations(connection, schema="public") -> dict[str, Relation]:
    kinds = list(KINDS)
    found = {
        name: Relation(name, KINDS[kind], owner, secured, forced)
        for name, kind, owner, secured, forced in connection.execute(
            TABLES, [schema, kinds]
        )
    }
    for name, *grant in connection.execute(GRANTS, {"schema": schema, "kinds": kinds}):
        found[name].grants.add(tuple(grant))
    for name, policy, permissive, to, *rest in connection.execute(POLICIES, [schema]):
        found[name].policies[policy] = (permissive, sorted(to), *rest)
    for name, trigger, enabled, words in connection.execute(TRIGGERS, [schema]):
        words = words.replace(f" ON {schema}.", " ON ")
        found[name].triggers[trigger] = (enabled, words)
    return found


@contextmanager
def made_anew(connection, tables):
    """The relations as `spaces.policies` makes them; nothing of it stays.

    `connection` may do what the owner may. The tables are empty ones in a schema of
    their own, so that nobody waits for it, and PostgreSQL writes both down alike.
    """
    with connection.transaction(force_rollback=True):
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        connection.execute(
            sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(roles.OWNER))
        )
        schema = sql.Identifier(SCRATCH)
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(schema))
        for table in sorted(tables):
            connection.execute(
                sql.SQL("CREATE TABLE {}.{} (LIKE public.{})").format(
                    schema, sql.Identifier(table), sql.Identifier(table)
                )
            )
        connection.execute(sql.SQL("SET LOCAL search_path = {}, public").format(schema))
        policies.make(connection.cursor(), set(tables))
        yield relations(connection, SCRATCH)


def by_grantee(grants) -> dict[tuple[str, str], list[str]]:
    """Privileges by grantee and column, to be told in one line each."""
    found = defaultdict(list)
    for column, grantee, privilege in sorted(grants):
        found[grantee, column].append(privilege)
    return dict(found)

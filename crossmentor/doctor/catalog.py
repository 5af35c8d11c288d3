"""What PostgreSQL's catalogs say of a schema, and what they ought to say."""

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.apps import apps
from psycopg import sql

from crossmentor import roles
from spaces import policies, sql_files

SCRATCH = "crossmentor_doctor"
# One run at a time makes tables to compare with.
LOCK = 7301
KINDS = {
    "r": "table",
    "p": "table",
    "v": "view",
    "m": "materialized view",
    "f": "foreign table",
}

TABLES = """
SELECT relname, relkind::text, pg_get_userbyid(relowner)::text,
       relrowsecurity, relforcerowsecurity,
       CASE WHEN relkind = 'v' THEN pg_get_viewdef(oid) END
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
FUNCTIONS = """
SELECT p.oid::regprocedure::text, pg_get_functiondef(p.oid)
FROM pg_proc p LEFT JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e'
WHERE pronamespace = %s::regnamespace AND prokind = 'f' AND d.objid IS NULL
"""


@dataclass
class Relation:
    """A table or view: whose it is, who may do what with it, and of a view what it shows."""

    name: str
    kind: str
    owner: str
    secured: bool
    forced: bool
    definition: str | None
    # (column or "", grantee, privilege)
    grants: set[tuple] = field(default_factory=set)
    policies: dict[str, tuple] = field(default_factory=dict)
    triggers: dict[str, tuple] = field(default_factory=dict)


def relations(connection, schema="public") -> dict[str, Relation]:
    kinds = list(KINDS)
    by_name = {
        name: Relation(name, KINDS[kind], *rest)
        for name, kind, *rest in connection.execute(TABLES, [schema, kinds])
    }
    for name, *grant in connection.execute(GRANTS, {"schema": schema, "kinds": kinds}):
        by_name[name].grants.add(tuple(grant))
    for name, policy, permissive, to, *rest in connection.execute(POLICIES, [schema]):
        by_name[name].policies[policy] = (permissive, sorted(to), *rest)
    for name, trigger, enabled, words in connection.execute(TRIGGERS, [schema]):
        words = words.replace(f" ON {schema}.", " ON ")
        by_name[name].triggers[trigger] = (enabled, words)
    return by_name


def functions(connection, schema="public") -> dict[str, str]:
    """Their definitions, by name and types."""
    return {
        name: words.replace(f" FUNCTION {schema}.", " FUNCTION ", 1)
        for name, words in connection.execute(FUNCTIONS, [schema])
    }


def registered() -> set[str]:
    """The tables of the application."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table for model in models if model._meta.managed} | set(
        policies.UNMODELLED
    )


@contextmanager
def made_anew(connection):
    """Relations and functions as files and models make them; nothing of it stays.

    `connection` may do what the owner may. The tables are empty ones in a schema of
    their own, so that nobody waits for it, and PostgreSQL writes both down alike. Those
    that are the owner's no more are left out.
    """
    tables = {
        name
        for name, relation in relations(connection).items()
        if name in registered() and relation.owner == roles.OWNER
    }
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
        sql_files.make(connection.cursor())
        policies.make(connection.cursor(), tables)
        yield relations(connection, SCRATCH), functions(connection, SCRATCH)


def quoted(name: str) -> str:
    """A name of others as SQL takes it, whatever stands in it."""
    return name if name == "PUBLIC" else sql.Identifier(name).as_string(None)


def by_grantee(grants) -> dict[tuple[str, str], list[str]]:
    """Privileges by grantee and column, to be told in one line each."""
    privileges = defaultdict(list)
    for column, grantee, privilege in sorted(grants):
        privileges[grantee, column].append(privilege)
    return dict(privileges)

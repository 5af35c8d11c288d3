"""Functions do what their file says, for those to whom it gives them."""

import re

import psycopg

from crossmentor import roles
from crossmentor.doctor import catalog
from crossmentor.doctor.finding import fail, or_well
from crossmentor.doctor.sight import Sight
from crossmentor.doctor.written import written

MIGRATE = "Run `manage.py migrate`, which makes it anew."
FUNCTIONS = """
SELECT p.proname, p.oid::regprocedure::text, p.prosrc, p.prosecdef,
       pg_get_userbyid(p.proowner)::text, coalesce(p.proconfig::text, ''),
       ARRAY(SELECT coalesce(r.rolname, 'PUBLIC')
             FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
             LEFT JOIN pg_roles r ON r.oid = a.grantee WHERE a.grantee <> p.proowner)::text[]
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
LEFT JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e'
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND d.objid IS NULL
"""


def findings(sight: Sight):
    if sight.best is None:
        return
    there = list(sight.rows(FUNCTIONS))
    faults = [*missing(there), *faulty(there, *definitions(sight))]
    yield from or_well(faults, f"{len(there)} functions, as their files say.")


def definitions(sight: Sight) -> tuple[dict, dict]:
    """As they are and as they ought to be; nothing where nobody can make them anew."""
    if sight.maker is None:
        return {}, {}
    try:
        return catalog.functions(sight.best), sight.wanted[1]
    except psycopg.Error:
        # `tables` says so, with the cure.
        return {}, {}


def missing(there):
    for name in sorted(set(written().functions) - {row[0] for row in there}):
        yield fail(f"The function {name} is missing.", MIGRATE)


def faulty(there, known, wanted):
    for name, full_name, body, definer, owner, config, grantees in sorted(there):
        due = written().functions.get(name)
        if due is None:
            if definer or owner != roles.OWNER:
                yield fail(
                    f"The function {name} of {owner} is no part of the application.",
                    f"See what it is, and take it away: DROP FUNCTION {full_name};",
                )
            continue
        if owner != roles.OWNER:
            yield fail(
                f"The function {name} is of {owner}.",
                f"ALTER FUNCTION {full_name} OWNER TO {roles.OWNER};",
            )
        if definer and "search_path" not in config:
            yield fail(
                f"The function {name} runs as its owner on anybody's search path.",
                MIGRATE,
            )
        elif (
            plain(body) != plain(due.body)
            or definer != due.definer
            or (wanted and known.get(full_name) != wanted.get(full_name))
        ):
            yield fail(f"The function {name} is not as its file says.", MIGRATE)
        for grantee in sorted(set(grantees) - due.grantees - {roles.OWNER}):
            yield fail(
                f"{grantee} may call {name}, which is not its part.",
                MIGRATE
                if grantee in (*roles.ROLES.values(), "PUBLIC")
                else f"REVOKE ALL ON FUNCTION {full_name} FROM {catalog.quoted(grantee)};",
            )
        for grantee in sorted(due.grantees - set(grantees)):
            yield fail(f"{grantee} may not call {name}.", MIGRATE)


def plain(body: str) -> str:
    """Without comments and spacing, which say nothing of what it does."""
    return " ".join(re.sub(r"--[^\n]*", "", body).split())

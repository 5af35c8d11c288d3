"""Functions do what their migration says, for those to whom it gives them."""

import re

from crossmentor.database import roles
from crossmentor.doctor.finding import fail, or_well
from crossmentor.doctor.migrated import written
from crossmentor.doctor.sight import Sight

AGAIN = "Make it anew as its migration does, or put back a backup."
FUNCTIONS = """
SELECT p.proname, p.prosrc, p.prosecdef, pg_get_userbyid(p.proowner)::text,
       coalesce(p.proconfig::text, ''),
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
    found = list(sight.rows(FUNCTIONS))
    faults = [*missing(found), *faulty(found)]
    yield from or_well(faults, f"{len(found)} functions, as made.")


def missing(found):
    for name in sorted(set(written().functions) - {row[0] for row in found}):
        yield fail(f"The function {name} is missing.", AGAIN)


def faulty(found):
    for name, body, definer, owner, config, grantees in sorted(found):
        due = written().functions.get(name)
        if due is None:
            if definer or owner != roles.OWNER:
                yield fail(
                    f"The function {name} of {owner} is no part of the application.",
                    f"See what it is, and take it away: DROP FUNCTION {name};",
                )
            continue
        if plain(body) != plain(due.body) or definer != due.definer:
            yield fail(f"The function {name} is not as it was made.", AGAIN)
        if owner != roles.OWNER:
            yield fail(
                f"The function {name} is of {owner}.",
                f"ALTER FUNCTION {name} OWNER TO {roles.OWNER};",
            )
        if definer and "search_path" not in config:
            yield fail(
                f"The function {name} runs as its owner on anybody's search path.",
                f"ALTER FUNCTION {name} SET search_path = public, pg_temp;",
            )
        for grantee in sorted(set(grantees) - due.grantees - {roles.OWNER}):
            yield fail(
                f"{grantee} may call {name}, which is not its part.",
                f"REVOKE ALL ON FUNCTION {name} FROM {grantee};",
            )
        for grantee in sorted(due.grantees - set(grantees)):
            yield fail(
                f"{grantee} may not call {name}.",
                f"GRANT EXECUTE ON FUNCTION {name} TO {grantee};",
            )


def plain(body: str) -> str:
    """Without comments and spacing, which say nothing of what it does."""
    return " ".join(re.sub(r"--[^\n]*", "", body).split())

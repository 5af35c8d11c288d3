"""Grants and policies of the tables are those of the registry, and nothing else is there."""

import psycopg

from crossmentor import roles
from crossmentor.doctor import catalog
from crossmentor.doctor.catalog import quoted
from crossmentor.doctor.finding import fail, or_well, warn
from crossmentor.doctor.sight import Sight
from crossmentor.doctor.written import written
from spaces import selfcheck

MIGRATE = "Run `manage.py migrate`, which makes them anew."
# What the self-check says of tables; what it says of roles stands with the roles.
SHAPE = ("open", "policy", "worker", "granted")

# As `pg_default_acl` calls them.
MADE = {
    "r": "TABLES",
    "S": "SEQUENCES",
    "f": "FUNCTIONS",
    "T": "TYPES",
    "n": "SCHEMAS",
    "L": "LARGE OBJECTS",
}


def findings(sight: Sight):
    if sight.best is None:
        return
    there = catalog.relations(sight.best)
    known = catalog.registered() & set(there)
    yield from or_well([*schema(sight)], "The schema takes nothing from others.")
    yield from or_well(
        [*strays(sight, there)], "No table or view but those of the application."
    )
    yield from or_well(
        [*owned(there[name] for name in sorted(known))],
        f"{len(known)} tables, all of {roles.OWNER}.",
    )
    yield from or_well([*compared(sight, there)], "Grants and policies: as made.")
    yield from or_well(
        [*triggers(sight, there)], "Every trigger is there and switched on."
    )


def schema(sight: Sight):
    for owner, public in sight.rows(
        "SELECT pg_get_userbyid(datdba)::text, "
        "(SELECT string_agg(privilege_type, ', ') FROM aclexplode(coalesce(datacl, "
        "acldefault('d', datdba))) WHERE grantee = 0) FROM pg_database "
        "WHERE datname = current_database()"
    ):
        if owner != roles.OWNER:
            yield fail(f"The database is of {owner}.", "Run `manage.py create_roles`.")
        if public:
            yield fail(
                f"Everybody may {public} on the database.",
                "Run `manage.py create_roles`.",
            )
    for role, name in sight.rows(
        "SELECT coalesce(r.rolname, 'PUBLIC'), n.nspname FROM pg_namespace n, "
        "aclexplode(n.nspacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee "
        "WHERE a.privilege_type = 'CREATE' AND a.grantee <> n.nspowner"
    ):
        yield fail(
            f"{role} may make tables and functions in {name}.",
            f"REVOKE CREATE ON SCHEMA {quoted(name)} FROM {quoted(role)};",
        )
    for whose, grantee, kind, name in sight.rows(
        "SELECT DISTINCT pg_get_userbyid(d.defaclrole)::text, "
        "coalesce(r.rolname, 'PUBLIC'), d.defaclobjtype::text, n.nspname "
        "FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace, "
        "aclexplode(d.defaclacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee "
        "WHERE a.grantee <> d.defaclrole"
    ):
        where = f" IN SCHEMA {quoted(name)}" if name else ""
        yield fail(
            f"What {whose} makes from now on is open to {grantee}.",
            f"ALTER DEFAULT PRIVILEGES FOR ROLE {quoted(whose)}{where} REVOKE ALL ON "
            f"{MADE[kind]} FROM {quoted(grantee)};",
        )


def strays(sight: Sight, there):
    """Tables and views that are not ours, such as a copy somebody made of one."""
    for name in sorted(set(there) - catalog.registered() - written().views):
        relation = there[name]
        grantees = {grantee for _column, grantee, _privilege in relation.grants}
        drop = f"DROP {relation.kind.upper()} {quoted(name)};"
        cure = f"See what it is, and take it away: {drop}"
        what = f"The {relation.kind} {name} is no part of the application"
        if grantees:
            who = ", ".join(sorted(grantees))
            yield fail(f"{what}, and open to {who}.", cure)
        else:
            yield warn(f"{what}.", cure)
    for schema_name, count in sight.rows(
        "SELECT n.nspname, count(*) FROM pg_class c JOIN pg_namespace n "
        "ON n.oid = c.relnamespace WHERE n.nspname <> 'public' "
        "AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' "
        "AND c.relkind IN ('r', 'p', 'v', 'm', 'f') GROUP BY 1"
    ):
        yield warn(
            f"{count} tables lie in another schema, {schema_name}.",
            "See that none of them is a copy of what is confidential.",
        )


def owned(relations):
    for relation in relations:
        if relation.owner != roles.OWNER:
            yield fail(
                f"{relation.name} is of {relation.owner}.",
                f"ALTER TABLE {relation.name} OWNER TO {roles.OWNER};",
            )


def compared(sight: Sight, there):
    """With what `migrate` would make now; without the owner, by their shape alone."""
    for fault in selfcheck.look(sight.best):
        if fault.kind == "view" or (sight.maker is None and fault.kind in SHAPE):
            yield fail(fault.words, MIGRATE)
    if sight.maker is None:
        yield warn(
            "Of grants and policies the shape alone was looked at.",
            "Set DATABASE_URL_OWNER to have them compared word by word.",
        )
        return
    try:
        wanted, _functions = sight.wanted
    except psycopg.Error as error:
        yield fail(
            f"What the policies ought to be could not be made: {type(error).__name__}.",
            "Mend the roles first: `manage.py create_roles`.",
        )
        return
    for name in sorted(wanted):
        relation = there.get(name)
        if relation is None or relation.owner == roles.OWNER:
            yield from different(relation, wanted[name])


def different(there: catalog.Relation | None, due: catalog.Relation):
    name = due.name
    if there is None:
        yield fail(f"The {due.kind} {name} is missing.", MIGRATE)
        return
    if there.definition != due.definition:
        yield fail(f"{name}: the view is changed.", MIGRATE)
    if due.secured and not there.secured:
        yield fail(f"{name}: row-level security is switched off.", MIGRATE)
    if due.forced and not there.forced:
        yield fail(f"{name}: its owner passes the policies.", MIGRATE)
    for policy in sorted(set(there.policies) | set(due.policies)):
        present, wanted = there.policies.get(policy), due.policies.get(policy)
        if present is None:
            yield fail(f"{name}: the policy {policy} is missing.", MIGRATE)
        elif wanted is None:
            yield fail(f"{name}: a policy {policy} is added.", MIGRATE)
        elif present != wanted:
            yield fail(f"{name}: the policy {policy} is changed.", MIGRATE)
    for (grantee, column), held in catalog.by_grantee(
        there.grants - due.grants
    ).items():
        what = f"{name}.{column}" if column else name
        yield fail(
            f"{grantee} may {', '.join(held)} on {what}, which is not its part.",
            MIGRATE
            if grantee in (*roles.ROLES.values(), "PUBLIC")
            else f"REVOKE ALL ON {name} FROM {quoted(grantee)};",
        )
    for (grantee, column), lost in catalog.by_grantee(
        due.grants - there.grants
    ).items():
        what = f"{name}.{column}" if column else name
        yield fail(f"{grantee} may not {', '.join(lost)} on {what}.", MIGRATE)
    for trigger in sorted(set(there.triggers) | set(due.triggers)):
        present, wanted = there.triggers.get(trigger), due.triggers.get(trigger)
        if present is None:
            yield fail(f"{name}: the trigger {trigger} is missing.", MIGRATE)
        elif wanted is None:
            yield fail(f"{name}: a trigger {trigger} is added.", MIGRATE)
        elif present[1] != wanted[1]:
            yield fail(f"{name}: the trigger {trigger} is changed.", MIGRATE)


def triggers(sight: Sight, there):
    """Which are switched off, and gone where nothing was made to compare with."""
    gone = {
        (name, table)
        for name, table in written().triggers
        if table in there and name not in there[table].triggers
    }
    for name, table in sorted(gone) if sight.maker is None else ():
        yield fail(f"{table}: the trigger {name} is missing.", MIGRATE)
    for relation in there.values():
        for name, (enabled, _words) in relation.triggers.items():
            if not enabled:
                yield fail(
                    f"{relation.name}: the trigger {name} is switched off.",
                    f"ALTER TABLE {quoted(relation.name)} ENABLE TRIGGER {quoted(name)};",
                )

"""Grants and policies of the tables are those of the registry, and nothing else is there."""

import psycopg
from django.apps import apps

from crossmentor.database import roles
from crossmentor.doctor import catalog
from crossmentor.doctor.finding import fail, or_well, warn
from crossmentor.doctor.migrated import written
from crossmentor.doctor.sight import Sight
from spaces import selfcheck
from spaces.policies import UNMODELLED

MIGRATE = "Run `manage.py migrate`, which makes them anew."
# What the self-check says of tables; what it says of roles stands with the roles.
SHAPE = ("open", "policy", "worker", "granted")


def findings(sight: Sight):
    if sight.best is None:
        return
    there = catalog.relations(sight.best)
    known = registered() & set(there)
    yield from or_well([*schema(sight)], "The schema takes nothing from others.")
    yield from or_well(
        [*strays(sight, there)], "No table or view but those of the application."
    )
    yield from or_well(
        [*owned(there[name] for name in sorted(known))],
        f"{len(known)} tables, all of {roles.OWNER}.",
    )
    yield from or_well(
        [*compared(sight, there, known)], "Grants and policies: as made."
    )
    yield from or_well([*triggers(there)], "Every trigger is there and switched on.")


def registered() -> set[str]:
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table for model in models if model._meta.managed} | set(
        UNMODELLED
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
            f"REVOKE CREATE ON SCHEMA {name} FROM {role};",
        )
    for whose, grantee in sight.rows(
        "SELECT DISTINCT pg_get_userbyid(d.defaclrole)::text, "
        "coalesce(r.rolname, 'PUBLIC') FROM pg_default_acl d, aclexplode(d.defaclacl) a "
        "LEFT JOIN pg_roles r ON r.oid = a.grantee WHERE a.grantee <> d.defaclrole"
    ):
        yield fail(
            f"What {whose} makes from now on is open to {grantee}.",
            f"ALTER DEFAULT PRIVILEGES FOR ROLE {whose} REVOKE ALL ON TABLES "
            f"FROM {grantee};",
        )


def strays(sight: Sight, there):
    """Tables and views that are not ours, such as a copy somebody made of one."""
    for name in sorted(set(there) - registered() - written().views):
        relation = there[name]
        grantees = {grantee for _column, grantee, _privilege in relation.grants}
        cure = f"See what it is, and take it away: DROP {relation.kind.upper()} {name};"
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


def compared(sight: Sight, there, known):
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
    ours = {name for name in known if there[name].owner == roles.OWNER}
    try:
        with catalog.made_anew(sight.maker, ours) as wanted:
            pairs = [(there[name], wanted[name]) for name in sorted(ours)]
    except psycopg.Error as error:
        yield fail(
            f"What the policies ought to be could not be made: {type(error).__name__}.",
            "Mend the roles first: `manage.py create_roles`.",
        )
        return
    for found, due in pairs:
        yield from different(found, due)


def different(found: catalog.Relation, due: catalog.Relation):
    name = found.name
    if due.secured and not found.secured:
        yield fail(f"{name}: row-level security is switched off.", MIGRATE)
    if due.forced and not found.forced:
        yield fail(f"{name}: its owner passes the policies.", MIGRATE)
    for policy in sorted(set(found.policies) | set(due.policies)):
        one, other = found.policies.get(policy), due.policies.get(policy)
        if one is None:
            yield fail(f"{name}: the policy {policy} is missing.", MIGRATE)
        elif other is None:
            yield fail(f"{name}: a policy {policy} is added.", MIGRATE)
        elif one != other:
            yield fail(f"{name}: the policy {policy} is changed.", MIGRATE)
    for (grantee, column), held in catalog.by_grantee(
        found.grants - due.grants
    ).items():
        what = f"{name}.{column}" if column else name
        yield fail(
            f"{grantee} may {', '.join(held)} on {what}, which is not its part.",
            MIGRATE
            if grantee in (*roles.ROLES.values(), "PUBLIC")
            else f"REVOKE ALL ON {name} FROM {grantee};",
        )
    for (grantee, column), lost in catalog.by_grantee(
        due.grants - found.grants
    ).items():
        what = f"{name}.{column}" if column else name
        yield fail(f"{grantee} may not {', '.join(lost)} on {what}.", MIGRATE)
    for trigger, (_enabled, words) in due.triggers.items():
        if found.triggers.get(trigger, (True, ""))[1] != words:
            yield fail(f"{name}: the trigger {trigger} is missing or changed.", MIGRATE)


def triggers(there):
    for name, table in written().triggers:
        found = there[table].triggers.get(name) if table in there else None
        if found is None:
            yield fail(
                f"{table}: the trigger {name} is missing.",
                "Make it anew as its migration does, or put back a backup.",
            )
    for relation in there.values():
        for name, (enabled, _words) in relation.triggers.items():
            if not enabled:
                yield fail(
                    f"{relation.name}: the trigger {name} is switched off.",
                    f"ALTER TABLE {relation.name} ENABLE TRIGGER {name};",
                )

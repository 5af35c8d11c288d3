"""The three roles: that they exist, can sign in, and have no power beyond their own."""

from django.conf import settings

from crossmentor import roles
from crossmentor.doctor.finding import fail, ok, or_well
from crossmentor.doctor.sight import Sight

AGAIN = "Run `manage.py create_roles` as the superuser."
POWERS = {
    "rolsuper": "is a superuser",
    "rolbypassrls": "bypasses row-level security",
    "rolcreaterole": "may create roles",
    "rolreplication": "may replicate the database",
}


def findings(sight: Sight):
    yield from signing_in(sight)
    if sight.best is None:
        return
    faults = [*powers(sight), *memberships(sight)]
    yield from or_well(faults, "No role has more power than it needs.")
    faults = [*limits(sight)]
    yield from or_well(
        faults, "Statements, waits and idle transactions have their end."
    )


def signing_in(sight: Sight):
    for process, why in sight.refused.items():
        yield fail(
            f"No connection as the {process} role: {why}.",
            "See that the server runs, and that address and password are right "
            "(`manage.py create_roles` sets the passwords).",
        )
    if not sight.roles and not sight.refused:
        yield fail("No address of the database is given.", "Set DATABASE_URL.")
    for process, connection in sight.roles.items():
        user = connection.info.user
        if roles.ROLES.get(process, user) != user:
            yield fail(
                f"The {process} role is {roles.ROLES[process]}, not {user}.",
                f"Mend the address of the {process} role.",
            )
    if sight.roles:
        yield ok(f"Looked at as {', '.join(sight.roles)}.")


def powers(sight: Sight):
    columns = ", ".join(POWERS)
    known = {
        name: (login, creates, dict(zip(POWERS, held, strict=True)))
        for name, login, creates, *held in sight.rows(
            f"SELECT rolname, rolcanlogin, rolcreatedb, {columns} FROM pg_roles "  # noqa: S608
            "WHERE rolname = ANY (%s)",
            list(roles.ROLES.values()),
        )
    }
    for role in roles.ROLES.values():
        if role not in known:
            yield fail(f"There is no role {role}.", AGAIN)
            continue
        login, creates, held = known[role]
        if not login:
            yield fail(f"{role} may not sign in.", AGAIN)
        for power, words in POWERS.items():
            if held[power]:
                yield fail(f"{role} {words}.", AGAIN)
        # For the databases of tests, on a machine of one's own.
        if creates and not (role == roles.OWNER and settings.EMBEDDED):
            yield fail(f"{role} may create databases.", AGAIN)


def memberships(sight: Sight):
    ours = list(roles.ROLES.values())
    for role, member in sight.rows(
        "SELECT roleid::regrole::text, member::regrole::text FROM pg_auth_members "
        "WHERE roleid::regrole::text = ANY (%s) OR member::regrole::text = ANY (%s)",
        ours,
        ours,
    ):
        yield fail(
            f"{member} is a member of {role}, and may do what it may.",
            f"REVOKE {role} FROM {member};",
        )


def limits(sight: Sight):
    """The settings that the roles carry: those of `create_roles` and no others."""
    wanted = {roles.ROLES[process]: roles.LIMITS[process] for process in roles.ROLES}
    carried: dict[str, dict[str, str]] = {role: {} for role in wanted}
    for role, words in sight.rows(
        "SELECT coalesce(r.rolname, ''), unnest(s.setconfig) FROM pg_db_role_setting s "
        "LEFT JOIN pg_roles r ON r.oid = s.setrole WHERE s.setdatabase IN "
        "(0, (SELECT oid FROM pg_database WHERE datname = current_database()))",
    ):
        name, _, value = words.partition("=")
        if role in wanted:
            carried[role][name] = value
        elif not role and name in ("search_path", "row_security", "role"):
            yield fail(
                f"The database sets {name} to {value!r}.",
                f"ALTER DATABASE … RESET {name};",
            )
    for role, settings_of in wanted.items():
        for name in sorted({*settings_of, *carried[role]}):
            value, known = settings_of.get(name), carried[role].get(name)
            if value is None:
                yield fail(
                    f"{role} carries the setting {name}={known}.",
                    f"ALTER ROLE {role} RESET {name};",
                )
            elif known != value:
                yield fail(f"{role} carries no {name} of {value}.", AGAIN)

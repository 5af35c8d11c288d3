"""The three roles with which Crossmentor reaches its database.

The owner migrates and owns every table; the web and worker roles own nothing and cannot
bypass policies. What they may do with which table is said in `spaces.policies`.

LIMITS say how long a statement, a wait for a lock and an idle transaction may last. Both
the role and each connection carry them. They end a slow request before it slows others;
they do not bind somebody who holds the role's SQL, which can set its own. The owner, who
migrates, and the superuser, who makes backups, have none.
"""

from psycopg import Connection, connect, sql
from psycopg.conninfo import make_conninfo

OWNER = "crossmentor_owner"
WEB = "crossmentor_web"
WORKER = "crossmentor_worker"
ROLES = {"owner": OWNER, "web": WEB, "worker": WORKER}

STATEMENT = "statement_timeout"
LOCK = "lock_timeout"
IDLE = "idle_in_transaction_session_timeout"

LIMITS = {
    "owner": {},
    "web": {STATEMENT: "10s", LOCK: "4s", IDLE: "30s"},
    # A roster of 10,000 people is one transaction of thousands of statements.
    "worker": {STATEMENT: "2min", LOCK: "30s", IDLE: "5min"},
}


def limits(process: str) -> str:
    """The limits of `process` as a new connection asks for them."""
    return " ".join(f"-c {name}={value}" for name, value in LIMITS[process].items())


def create(
    conninfo: str,
    *,
    database: str,
    passwords: dict[str, str] | None = None,
    may_create_databases: bool = False,
) -> None:
    """Make or mend the roles and the database, as the superuser of `conninfo`.

    `passwords` are by role name; the owner gets CREATEDB only for test databases.
    """
    passwords = passwords or {}
    with connect(conninfo, autocommit=True) as connection:
        for process, role in ROLES.items():
            creates = role == OWNER and may_create_databases
            _create_role(connection, role, passwords.get(role), creates)
            _limit_role(connection, role, LIMITS[process])
    create_database(conninfo, database=database)


def create_database(conninfo: str, *, database: str) -> None:
    """The database alone, for roles that are there."""
    with connect(conninfo, autocommit=True) as connection:
        _create_database(connection, database)
    inside = make_conninfo(conninfo, dbname=database)
    with connect(inside, autocommit=True) as connection:
        _close_schema(connection)


def _create_role(
    connection: Connection, role: str, password: str | None, creates: bool
) -> None:
    name = sql.Identifier(role)
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    if not known.fetchone():
        connection.execute(sql.SQL("CREATE ROLE {}").format(name))
    connection.execute(
        sql.SQL(
            "ALTER ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION {}"
        ).format(name, sql.SQL("CREATEDB" if creates else "NOCREATEDB"))
    )
    if password:
        # Never in clear: the server may log statements.
        sealed = connection.pgconn.encrypt_password(
            password.encode(), role.encode(), b"scram-sha-256"
        )
        connection.execute(
            sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                name, sql.Literal(sealed.decode())
            )
        )


def _limit_role(connection: Connection, role: str, wanted: dict[str, str]) -> None:
    for name, value in wanted.items():
        connection.execute(
            sql.SQL("ALTER ROLE {} SET {} = {}").format(
                sql.Identifier(role), sql.Identifier(name), sql.Literal(value)
            )
        )


def _create_database(connection: Connection, database: str) -> None:
    name, owner = sql.Identifier(database), sql.Identifier(OWNER)
    known = connection.execute(
        "SELECT 1 FROM pg_database WHERE datname = %s", [database]
    )
    if not known.fetchone():
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, owner))
    connection.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(name, owner))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    connection.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}, {}").format(
            name, sql.Identifier(WEB), sql.Identifier(WORKER)
        )
    )


def _close_schema(connection: Connection) -> None:
    owner = sql.Identifier(OWNER)
    connection.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(owner))
    connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    connection.execute(
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}, {}").format(
            sql.Identifier(WEB), sql.Identifier(WORKER)
        )
    )

"""How long a statement, a wait for a lock and an idle transaction may last.

Both the role and each connection carry them. They end a slow request before it slows
others; they do not bind somebody who holds the role's SQL, which can set its own.
The owner, who migrates, and the superuser, who makes backups, have none.
"""

STATEMENT = "statement_timeout"
LOCK = "lock_timeout"
IDLE = "idle_in_transaction_session_timeout"

LIMITS = {
    "owner": {},
    "web": {STATEMENT: "10s", LOCK: "4s", IDLE: "30s"},
    # A roster of 10,000 people is one transaction of thousands of statements.
    "worker": {STATEMENT: "2min", LOCK: "30s", IDLE: "5min"},
}


def options(process: str) -> str:
    """The limits of `process` as a new connection asks for them."""
    return " ".join(f"-c {name}={value}" for name, value in LIMITS[process].items())

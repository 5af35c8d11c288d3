"""All parts, one after the other; what cannot be looked at does not end it."""

from dataclasses import replace
from functools import partial

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from crossmentor.doctor import (
    address,
    disk,
    functions,
    keys,
    ledger,
    migrations,
    opening,
    post,
    processes,
    retention,
    roles,
    server,
    sign_on,
    tables,
)
from crossmentor.doctor.finding import Finding, fail, ok
from crossmentor.doctor.sight import Sight


def examine(send_to: str = "") -> list[Finding]:
    """Everything there is to say, in the order in which one mends it."""
    parts = {
        "roles": roles.findings,
        "start": starting,
        "migrations": migrations.findings,
        "tables": tables.findings,
        "functions": functions.findings,
        "keys": keys.findings,
        "opening": opening.findings,
        "server": server.findings,
        "processes": processes.findings,
        "ledger": ledger.findings,
        "retention": retention.findings,
        "mail": partial(post.findings, send_to=send_to),
        "address": address.findings,
        "sign-on": sign_on.findings,
        "disk": disk.findings,
    }
    with Sight() as sight:
        return [
            replace(finding, about=part)
            for part, look in parts.items()
            for finding in looked(look, sight)
        ]


def starting(sight: Sight):
    """What a process in this role and with these keys is told when it connects."""
    if settings.PROCESS == "owner":
        # Nobody serves in that role.
        return
    connection.ensure_connection()
    yield ok("A process with this configuration is let start.")


def looked(look, sight):
    try:
        yield from look(sight)
    except ImproperlyConfigured as error:
        yield fail(str(error), "")
    except Exception as error:
        # By its kind alone: its words may hold an address with a password.
        yield fail(
            f"This could not be looked at: {type(error).__name__}.",
            "Mend what the other lines say, and run this again.",
        )

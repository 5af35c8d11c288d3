"""What the migrations wrote in SQL: functions, their grants, triggers and views."""

import re
from dataclasses import dataclass, field
from functools import cache

from django.db.migrations import RunSQL
from django.db.migrations.loader import MigrationLoader

from spaces import erasers, readings

STATEMENT = re.compile(
    r"CREATE\s+(?:OR\s+REPLACE\s+)?FUNCTION\s+(?P<made>\w+)\s*\("
    r"(?P<head>.*?)\bAS\s*(?P<quote>\$\w*\$)(?P<body>.*?)(?P=quote)"
    r"|CREATE\s+(?:OR\s+REPLACE\s+)?(?:CONSTRAINT\s+)?TRIGGER\s+(?P<trigger>\w+)"
    r"\s.*?\sON\s+(?P<table>\w+)[^;]*;"
    r"|CREATE\s+(?:OR\s+REPLACE\s+)?(?:MATERIALIZED\s+)?VIEW\s+(?P<view>\w+)"
    r"|DROP\s+(?:MATERIALIZED\s+)?VIEW\s+(?:IF\s+EXISTS\s+)?(?P<unseen>[^;]+);"
    r"|DROP\s+FUNCTION\s+(?:IF\s+EXISTS\s+)?(?P<dropped>[^;]+);"
    r"|DROP\s+TRIGGER\s+(?:IF\s+EXISTS\s+)?(?P<ended>\w+)\s+ON\s+(?P<ended_on>\w+)"
    r"|REVOKE\s+\w+\s+ON\s+FUNCTION\s+(?P<revoked>[^;]+?)\s+FROM\s+(?P<of>[^;]+);"
    r"|GRANT\s+EXECUTE\s+ON\s+FUNCTION\s+(?P<granted>[^;]+?)\s+TO\s+(?P<to>[^;]+);"
    r"|DO\s+(?P<block>\$\w*\$).*?(?P=block)",
    re.IGNORECASE | re.DOTALL,
)

DROPPED = re.compile(r"(\w+)\s*(\([^)]*)?")


@dataclass
class Function:
    body: str
    definer: bool
    # How many arguments it takes: one of the same name that takes others is another one.
    takes: int = 0
    grantees: set[str] = field(default_factory=lambda: {"PUBLIC"})


@dataclass
class Written:
    functions: dict[str, Function] = field(default_factory=dict)
    # (name, table)
    triggers: set[tuple[str, str]] = field(default_factory=set)
    views: set[str] = field(default_factory=set)


@cache
def written() -> Written:
    """What is there after all migrations, in the order in which they run."""
    found = Written()
    for text in _texts():
        for match in STATEMENT.finditer(re.sub(r"--[^\n]*", "", text)):
            _take(found, match)
    return found


def _texts():
    graph = MigrationLoader(None).graph
    plan = dict.fromkeys(
        key for leaf in graph.leaf_nodes() for key in graph.forwards_plan(leaf)
    )
    for key in plan:
        for operation in graph.nodes[key].operations:
            if isinstance(operation, RunSQL):
                given = operation.sql
                parts = [given] if isinstance(given, str) else given
                for part in parts:
                    yield part if isinstance(part, str) else part[0]
    yield erasers.functions()
    yield readings.functions()


def _take(found: Written, match):
    part = match.groupdict()
    if name := part["made"]:
        after = match.string[match.end() :].partition(";")[0]
        head = f"{part['head']} {after}".upper()
        old = found.functions.get(name)
        takes = _count(part["head"].partition(")")[0])
        made = Function(part["body"], "SECURITY DEFINER" in head, takes)
        if old:
            made.grantees = old.grantees
        found.functions[name] = made
    elif part["trigger"]:
        found.triggers.add((part["trigger"], part["table"]))
    elif part["view"]:
        found.views.add(part["view"])
    elif part["unseen"]:
        found.views -= set(_names(part["unseen"]))
    elif part["dropped"]:
        for name, arguments in DROPPED.findall(part["dropped"]):
            function = found.functions.get(name)
            if function and (not arguments or _count(arguments[1:]) == function.takes):
                del found.functions[name]
    elif part["ended"]:
        found.triggers.discard((part["ended"], part["ended_on"]))
    elif part["revoked"]:
        for name in _names(part["revoked"]):
            found.functions[name].grantees -= set(_names(part["of"]))
    elif part["granted"]:
        for name in _names(part["granted"]):
            found.functions[name].grantees |= set(_names(part["to"]))


def _count(arguments: str) -> int:
    """Of those that one gives: what it answers is no part of which function it is."""
    given = (one.strip().upper() for one in arguments.split(","))
    return len([one for one in given if one and not one.startswith("OUT ")])


def _names(words: str) -> list[str]:
    plain = re.sub(r"\([^)]*\)", "", words)
    return [name.strip().split()[0] for name in plain.split(",") if name.strip()]

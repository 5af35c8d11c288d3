"""What the SQL files say: functions, their grants, triggers and views."""

import re
from dataclasses import dataclass, field
from functools import cache

from spaces import sql_files

STATEMENT = re.compile(
    r"CREATE\s+OR\s+REPLACE\s+FUNCTION\s+(?P<made>\w+)\s*\("
    r"(?P<head>.*?)\bAS\s*(?P<quote>\$\w*\$)(?P<body>.*?)(?P=quote)"
    r"|CREATE\s+(?:OR\s+REPLACE\s+)?(?:CONSTRAINT\s+)?TRIGGER\s+(?P<trigger>\w+)"
    r"\s.*?\sON\s+(?P<table>\w+)[^;]*;"
    r"|CREATE\s+VIEW\s+(?P<view>\w+)"
    r"|REVOKE\s+\w+\s+ON\s+FUNCTION\s+(?P<revoked>[^;]+?)\s+FROM\s+(?P<of>[^;]+);"
    r"|GRANT\s+EXECUTE\s+ON\s+FUNCTION\s+(?P<granted>[^;]+?)\s+TO\s+(?P<to>[^;]+);",
    re.IGNORECASE | re.DOTALL,
)


@dataclass
class Function:
    body: str
    definer: bool
    grantees: set[str] = field(default_factory=lambda: {"PUBLIC"})


@dataclass
class WrittenSql:
    functions: dict[str, Function] = field(default_factory=dict)
    # (name, table)
    triggers: set[tuple[str, str]] = field(default_factory=set)
    views: set[str] = field(default_factory=set)


@cache
def written() -> WrittenSql:
    whole = WrittenSql()
    for text in sql_files.texts():
        for match in STATEMENT.finditer(re.sub(r"--[^\n]*", "", text)):
            _take(whole, match)
    return whole


def _take(whole: WrittenSql, match):
    part = match.groupdict()
    if name := part["made"]:
        definer = "SECURITY DEFINER" in part["head"].upper()
        whole.functions[name] = Function(part["body"], definer)
    elif part["trigger"]:
        whole.triggers.add((part["trigger"], part["table"]))
    elif part["view"]:
        whole.views.add(part["view"])
    elif part["revoked"]:
        for name in _names(part["revoked"]):
            whole.functions[name].grantees -= set(_names(part["of"]))
    elif part["granted"]:
        for name in _names(part["granted"]):
            whole.functions[name].grantees |= set(_names(part["to"]))


def _names(words: str) -> list[str]:
    return [name.strip() for name in words.split(",")]

"""Each way in which a table is not as it was made, and what mends it."""

import pytest

from crossmentor.doctor import catalog, tables
from crossmentor.doctor.catalog import Relation
from crossmentor.doctor.finding import FAIL, WARN, Finding
from crossmentor.doctor.written import WrittenSql
from tests.crossmentor.doctor.eyes import Eyes

MIGRATE = "Run `manage.py migrate`, which makes them anew."
OWNER, WEB = "crossmentor_owner", "crossmentor_web"
MINE = (True, [WEB], "ALL", "true", "true")


def relation(name="texts", kind="table", **changed):
    parts = {
        "owner": OWNER,
        "secured": True,
        "forced": True,
        "definition": None,
        "grants": {("", WEB, "SELECT")},
        "policies": {"mine": MINE},
        "triggers": {"noted": (True, "CREATE TRIGGER noted")},
    }
    return Relation(name=name, kind=kind, **parts | changed)


def different(**changed):
    found = tables.different(relation(**changed), relation())
    return [(one.what, one.cure) for one in found]


def test_as_it_was_made():
    assert different() == []


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"secured": False}, "texts: row-level security is switched off."),
        ({"forced": False}, "texts: its owner passes the policies."),
        ({"definition": "SELECT 1"}, "texts: the view is changed."),
        ({"policies": {}}, "texts: the policy mine is missing."),
        (
            {"policies": {"mine": (True, [WEB], "ALL", "false", "true")}},
            "texts: the policy mine is changed.",
        ),
        (
            {"policies": {"mine": MINE, "ours": MINE}},
            "texts: a policy ours is added.",
        ),
        ({"triggers": {}}, "texts: the trigger noted is missing."),
        (
            {"triggers": {"noted": (True, "CREATE TRIGGER other")}},
            "texts: the trigger noted is changed.",
        ),
        (
            {"triggers": {"noted": (True, "CREATE TRIGGER noted"), "a": (True, "")}},
            "texts: a trigger a is added.",
        ),
        ({"grants": set()}, "crossmentor_web may not SELECT on texts."),
        (
            {"grants": {("", WEB, "SELECT"), ("", WEB, "DELETE")}},
            "crossmentor_web may DELETE on texts, which is not its part.",
        ),
        (
            {
                "grants": {
                    ("", WEB, "SELECT"),
                    ("body", "PUBLIC", "UPDATE"),
                    ("body", "PUBLIC", "SELECT"),
                }
            },
            "PUBLIC may SELECT, UPDATE on texts.body, which is not its part.",
        ),
    ],
)
def test_what_migrate_mends(changed, what):
    assert different(**changed) == [(what, MIGRATE)]


def test_a_trigger_that_is_off_is_told_elsewhere():
    assert different(triggers={"noted": (False, "CREATE TRIGGER noted")}) == []


def test_more_security_than_was_made_is_no_fault():
    open_one = relation(secured=False, forced=False)

    assert list(tables.different(relation(), open_one)) == []


@pytest.mark.parametrize(
    ("grantee", "named"), [("hr", '"hr"'), ("Rapport HR", '"Rapport HR"')]
)
def test_what_somebody_else_may_is_revoked(grantee, named):
    grants = {("", WEB, "SELECT"), ("", grantee, "SELECT")}

    assert different(grants=grants) == [
        (
            f"{grantee} may SELECT on texts, which is not its part.",
            f"REVOKE ALL ON texts FROM {named};",
        )
    ]


@pytest.mark.parametrize("kind", ["table", "view"])
def test_one_that_is_missing(kind):
    (found,) = tables.different(None, relation(kind=kind))

    assert found == Finding(FAIL, f"The {kind} texts is missing.", MIGRATE)


def test_of_another():
    found = tables.owned([relation(), relation("goals", owner="postgres")])

    assert list(found) == [
        Finding(
            FAIL,
            "goals is of postgres.",
            "ALTER TABLE goals OWNER TO crossmentor_owner;",
        )
    ]


def strays(*there, elsewhere=()):
    eyes = Eyes({"n.nspname <> 'public'": elsewhere})
    return list(tables.strays(eyes, {one.name: one for one in there}))


@pytest.mark.parametrize(
    ("kind", "name", "drop"),
    [
        ("table", "copied", 'DROP TABLE "copied";'),
        ("view", "titles", 'DROP VIEW "titles";'),
        ("materialized view", "kept", 'DROP MATERIALIZED VIEW "kept";'),
        ("foreign table", "away", 'DROP FOREIGN TABLE "away";'),
        # Who pastes the cure as the superuser does nothing else by it.
        ("table", 'x"; DROP TABLE y; --', 'DROP TABLE "x""; DROP TABLE y; --";'),
    ],
)
def test_a_stray_is_named_with_what_takes_it_away(kind, name, drop):
    cure = f"See what it is, and take it away: {drop}"
    what = f"The {kind} {name} is no part of the application"
    reader = {("", "hr", "SELECT"), ("body", WEB, "SELECT")}

    assert strays(relation(name, kind, grants=set())) == [
        Finding(WARN, f"{what}.", cure)
    ]
    assert strays(relation(name, kind, grants=reader)) == [
        Finding(FAIL, f"{what}, and open to crossmentor_web, hr.", cure)
    ]


def test_tables_of_the_application_are_no_strays():
    assert strays(relation("writing_text"), relation("django_migrations")) == []


def test_another_schema_is_told():
    assert strays(elsewhere=[("copies", 3)]) == [
        Finding(
            WARN,
            "3 tables lie in another schema, copies.",
            "See that none of them is a copy of what is confidential.",
        )
    ]


def schema(owner=OWNER, public=None, builders=(), defaults=()):
    eyes = Eyes(
        {
            "FROM pg_database": [(owner, public)],
            "pg_namespace n, aclexplode(n.nspacl)": builders,
            "pg_default_acl": defaults,
        }
    )
    return [(one.what, one.cure) for one in tables.schema(eyes)]


ROLES_AGAIN = "Run `manage.py create_roles`."


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, []),
        (
            {"owner": "postgres"},
            [("The database is of postgres.", ROLES_AGAIN)],
        ),
        (
            {"public": "TEMPORARY, CONNECT"},
            [("Everybody may TEMPORARY, CONNECT on the database.", ROLES_AGAIN)],
        ),
        (
            {"builders": [("PUBLIC", "public"), ("hr", "Staff")]},
            [
                (
                    "PUBLIC may make tables and functions in public.",
                    'REVOKE CREATE ON SCHEMA "public" FROM PUBLIC;',
                ),
                (
                    "hr may make tables and functions in Staff.",
                    'REVOKE CREATE ON SCHEMA "Staff" FROM "hr";',
                ),
            ],
        ),
        (
            {
                "defaults": [
                    (OWNER, "PUBLIC", "r", None),
                    ("postgres", "hr", "f", "public"),
                ]
            },
            [
                (
                    "What crossmentor_owner makes from now on is open to PUBLIC.",
                    'ALTER DEFAULT PRIVILEGES FOR ROLE "crossmentor_owner" '
                    "REVOKE ALL ON TABLES FROM PUBLIC;",
                ),
                (
                    "What postgres makes from now on is open to hr.",
                    'ALTER DEFAULT PRIVILEGES FOR ROLE "postgres" IN SCHEMA "public" '
                    'REVOKE ALL ON FUNCTIONS FROM "hr";',
                ),
            ],
        ),
    ],
)
def test_the_schema(given, told):
    assert schema(**given) == told


@pytest.mark.parametrize(("roles", "is_told"), [(["owner"], False), (["web"], True)])
def test_triggers_that_are_off_and_those_that_are_gone(monkeypatch, roles, is_told):
    files = WrittenSql(triggers={("noted", "texts"), ("lost", "texts"), ("a", "away")})
    monkeypatch.setattr(tables, "written", lambda: files)
    there = {"texts": relation(triggers={"noted": (False, "")})}

    found = list(tables.triggers(Eyes(roles=roles), there))

    gone = Finding(FAIL, "texts: the trigger lost is missing.", MIGRATE)
    off = Finding(
        FAIL,
        "texts: the trigger noted is switched off.",
        'ALTER TABLE "texts" ENABLE TRIGGER "noted";',
    )
    assert found == ([gone, off] if is_told else [off])


def test_grants_are_told_by_grantee_and_column():
    grants = {
        ("", "b", "UPDATE"),
        ("", "b", "SELECT"),
        ("", "a", "SELECT"),
        ("body", "b", "SELECT"),
    }

    assert catalog.by_grantee(grants) == {
        ("a", ""): ["SELECT"],
        ("b", ""): ["SELECT", "UPDATE"],
        ("b", "body"): ["SELECT"],
    }

"""Each way in which a function is not as its file says, and what mends it."""

import pytest

from crossmentor.doctor import functions
from crossmentor.doctor.finding import FAIL, Finding
from crossmentor.doctor.written import Function, WrittenSql

MIGRATE = "Run `manage.py migrate`, which makes it anew."
OWNER, WEB = "crossmentor_owner", "crossmentor_web"
PATH = "{search_path=public}"
FILES = WrittenSql(
    functions={
        "plain": Function("SELECT 1", False),
        "secured": Function("SELECT 2", True, {WEB}),
    }
)


@pytest.fixture(autouse=True)
def files(monkeypatch):
    monkeypatch.setattr(functions, "written", lambda: FILES)


def row(name="secured", **changed):
    """As the catalogs have it where all is well."""
    is_plain = name == "plain"
    there = {
        "name": name,
        "full_name": f"{name}(integer)",
        "body": "SELECT 1" if is_plain else "SELECT 2",
        "definer": not is_plain,
        "owner": OWNER,
        "config": "" if is_plain else PATH,
        "grantees": ["PUBLIC"] if is_plain else [WEB],
    }
    return tuple((there | changed).values())


def found(*rows, known=None, wanted=None):
    return [*functions.faulty(rows, known or {}, wanted or {})]


def faults(*told):
    return [Finding(FAIL, *one) for one in told]


def test_as_their_files_say():
    assert found(row("plain"), row()) == []


def test_one_is_missing():
    assert list(functions.missing([row("plain")])) == faults(
        ("The function secured is missing.", MIGRATE)
    )


@pytest.mark.parametrize(
    "body",
    ["  SELECT\n\t2  ", "SELECT 2 -- the second", "-- SELECT 3\nSELECT 2"],
)
def test_spaces_and_comments_say_nothing(body):
    assert found(row(body=body)) == []


@pytest.mark.parametrize(
    "changed",
    [{"body": "SELECT 3"}, {"body": "SELECT2"}, {"definer": False, "config": ""}],
)
def test_it_does_something_else(changed):
    assert found(row(**changed)) == faults(
        ("The function secured is not as its file says.", MIGRATE)
    )


def test_what_the_body_does_not_show_is_seen_where_it_can_be_made_anew():
    there, files = {"secured(integer)": "STABLE"}, {"secured(integer)": "VOLATILE"}

    assert found(row(), known=there, wanted=there) == []
    assert found(row(), known=there, wanted=files) == faults(
        ("The function secured is not as its file says.", MIGRATE)
    )


@pytest.mark.parametrize("config", ["", "{statement_timeout=1s}"])
def test_as_its_owner_on_anybodys_search_path(config):
    assert found(row(config=config)) == faults(
        ("The function secured runs as its owner on anybody's search path.", MIGRATE)
    )


def test_of_another():
    assert found(row(owner=WEB)) == faults(
        (
            "The function secured is of crossmentor_web.",
            "ALTER FUNCTION secured(integer) OWNER TO crossmentor_owner;",
        )
    )


@pytest.mark.parametrize(
    ("grantee", "cure"),
    [
        ("PUBLIC", MIGRATE),
        ("crossmentor_worker", MIGRATE),
        ("hr", 'REVOKE ALL ON FUNCTION secured(integer) FROM "hr";'),
        (
            'hr"; DROP TABLE x; --',
            'REVOKE ALL ON FUNCTION secured(integer) FROM "hr""; DROP TABLE x; --";',
        ),
    ],
)
def test_somebody_may_call_it(grantee, cure):
    assert found(row(grantees=[WEB, grantee])) == faults(
        (f"{grantee} may call secured, which is not its part.", cure)
    )


def test_the_owner_may_call_what_is_the_owners():
    assert found(row(grantees=[WEB, OWNER])) == []


def test_somebody_may_call_it_no_more():
    assert found(row("plain", grantees=[]), row(grantees=[])) == faults(
        ("PUBLIC may not call plain.", MIGRATE),
        ("crossmentor_web may not call secured.", MIGRATE),
    )


@pytest.mark.parametrize(
    ("definer", "owner", "is_told"),
    [(False, OWNER, False), (True, OWNER, True), (False, "postgres", True)],
)
def test_one_that_is_no_part_of_the_application(definer, owner, is_told):
    one = row("added", full_name='hr."Added"(text)', definer=definer, owner=owner)

    told = faults(
        (
            f"The function added of {owner} is no part of the application.",
            'See what it is, and take it away: DROP FUNCTION hr."Added"(text);',
        )
    )
    assert found(one) == (told if is_told else [])


def test_another_of_the_same_name_is_held_to_the_file_too():
    other = row(full_name="secured(text)", body="SELECT body FROM writing_text")

    assert found(row(), other) == faults(
        ("The function secured is not as its file says.", MIGRATE)
    )


def test_they_are_told_by_name():
    rows = [row(owner=WEB), row("plain", owner=WEB)]

    assert [one.what for one in found(*rows)] == [
        "The function plain is of crossmentor_web.",
        "The function secured is of crossmentor_web.",
    ]

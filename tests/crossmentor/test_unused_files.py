"""What no page, no script and no statement names is gone: files, classes of style, SQL."""

import re

import pytest
from django.conf import settings

STATIC = settings.ROOT / "static"
TEMPLATES = settings.ROOT / "templates"
# Named by a library, which draws them; and by Django where something goes wrong.
OF_LIBRARIES = ("account/", "allauth/", "mfa/", "socialaccount/", "django/")
OF_LIBRARIES += ("crossmentor/field.html", "crossmentor/uni_form")
OF_LIBRARIES += ("400.html", "403.html", "404.html", "500.html", "503.html")
# Named in parts: after a kind of question, a deed, an item or a way.
BY_NOUN = ("workbook/kinds/_", "workbook/goal_", "crossmentor/pages/style/examples/")
BY_NOUN += ("sessions/year/agenda/", "sessions/year/ways/")
PATH = re.compile(r"[\w./-]+")
# Words in which a name may stand: `js/confirm.js`, `message--error`, `spaces_mine`.
WORD = re.compile(r"[\w.-]+")
# Made of the level of a message; and set by htmx itself.
IN_PARTS = {"message--error", "message--success", "message--warning", "htmx-request"}
MAKES = re.compile(
    r"(?:CREATE OR REPLACE FUNCTION|CREATE VIEW|DROP VIEW IF EXISTS"
    r"|(?:GRANT|REVOKE) \w+ ON(?: FUNCTION)?)\s+([\w, \n]+)"
)


def texts(*patterns) -> dict:
    """What of the product matches, by path."""
    folders = [
        settings.ROOT / name for name in (*settings.ROOMS, "templates", "static")
    ]
    return {
        path: path.read_text()
        for folder in folders
        for pattern in patterns
        for path in folder.rglob(pattern)
        if "migrations" not in path.parts
    }


def words(found: dict, word=WORD) -> set[str]:
    return {one for text in found.values() for one in word.findall(text)}


def classes(sheet: str) -> set[str]:
    """The names of classes in a sheet of styles."""
    plain = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", sheet, flags=re.DOTALL)
    return set(re.findall(r"\.(-?[a-zA-Z][\w-]*)", plain))


def made(statements: str) -> set[str]:
    """The functions and views that SQL makes."""
    return set(re.findall(r"CREATE (?:OR REPLACE FUNCTION|VIEW) (\w+)", statements))


def called(statements: str) -> set[str]:
    """The words of SQL, but where a function or a view is made or given to a role."""
    return set(WORD.findall(MAKES.sub("", statements)))


def test_every_static_file_is_named():
    files = {path.name for path in STATIC.rglob("*") if path.is_file()}

    assert files - words(texts("*.html", "*.py", "*.js", "*.css")) == set()
    assert len(files) > 100


def test_every_template_is_named():
    """Those of mails by the kind of the mail (tests/reminders/test_all_letters.py)."""
    names = {
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.*")
        if path.parent.name != "letters"
    }
    known = words(texts("*.html", "*.txt", "*.py"), PATH)

    assert {
        name for name in names - known if not name.startswith(OF_LIBRARIES + BY_NOUN)
    } == set()
    assert len(names & known) > 300


def test_every_class_of_style_is_used():
    styled = set().union(*map(classes, texts("*.css").values()))

    assert styled - words(texts("*.html", "*.py", "*.js")) == IN_PARTS
    assert len(styled) > 200


def test_every_function_of_the_database_is_called():
    sql = texts("*.sql")
    makes = set().union(*map(made, sql.values()))
    names = words(texts("*.py")).union(*map(called, sql.values()))

    assert makes - {part for name in names for part in name.split(".")} == set()
    assert len(makes) > 60


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        (".card { color: red }", {"card"}),
        (".card__name:hover, .is-far > p {}", {"card__name", "is-far"}),
        ("/* .gone */ a { background: url(x.png) }", set()),
    ],
)
def test_what_counts_as_a_class(sheet, found):
    assert classes(sheet) == found


def test_what_counts_as_a_call():
    statements = """
        CREATE OR REPLACE FUNCTION one() RETURNS int AS 'SELECT two()';
        REVOKE ALL ON FUNCTION one FROM PUBLIC; GRANT EXECUTE ON FUNCTION one TO web;
        CREATE VIEW three AS SELECT 1; GRANT SELECT ON three TO web;
    """

    assert made(statements) == {"one", "three"}
    assert called(statements) >= {"two"}
    assert called(statements).isdisjoint({"one", "three"})

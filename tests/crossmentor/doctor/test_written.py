"""What is read in SQL files of functions, triggers and views, and to whom they are given."""

import re

import pytest

from crossmentor.doctor import functions, written
from spaces import sql_files

SECURED = """
-- CREATE FUNCTION not_this_one() …
CREATE OR REPLACE FUNCTION seen(one uuid, other text) RETURNS boolean
LANGUAGE sql STABLE security definer SET search_path = public, pg_temp
AS $look$ SELECT one IS NOT NULL; -- $$ stands for nothing here
$look$;
REVOKE ALL ON FUNCTION seen FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seen TO crossmentor_web, crossmentor_worker;
"""


@pytest.fixture
def read(monkeypatch):
    def read(*texts):
        monkeypatch.setattr(sql_files, "texts", lambda: texts)
        return written.written.__wrapped__()

    return read


def test_a_function_with_its_rights(read):
    (name, one) = next(iter(read(SECURED).functions.items()))

    assert name == "seen"
    assert one.definer
    assert functions.plain(one.body) == "SELECT one IS NOT NULL;"
    assert one.grantees == {"crossmentor_web", "crossmentor_worker"}


def test_one_of_which_nothing_is_taken_is_everybodys(read):
    text = "create or replace function a() returns int language sql as $$ SELECT 1 $$;"

    one = read(text).functions["a"]

    assert (one.definer, one.grantees) == (False, {"PUBLIC"})


def test_two_are_given_at_once(read):
    text = (
        "CREATE OR REPLACE FUNCTION a() RETURNS int LANGUAGE sql AS $$SELECT 1$$;"
        "CREATE OR REPLACE FUNCTION b() RETURNS int LANGUAGE sql AS $$SELECT 2$$;"
        "REVOKE ALL ON FUNCTION a, b FROM PUBLIC, crossmentor_worker;"
        "GRANT EXECUTE ON FUNCTION a, b TO crossmentor_web;"
    )

    found = read(text).functions

    assert {name: one.grantees for name, one in found.items()} == {
        "a": {"crossmentor_web"},
        "b": {"crossmentor_web"},
    }


@pytest.mark.parametrize(
    "kind", ["TRIGGER", "CONSTRAINT TRIGGER", "OR REPLACE TRIGGER"]
)
def test_a_trigger_and_its_table(read, kind):
    text = f"CREATE {kind} noted AFTER INSERT ON texts\n FOR EACH ROW EXECUTE FUNCTION a();"

    assert read(text).triggers == {("noted", "texts")}


def test_views_and_what_is_in_a_comment(read):
    found = read("CREATE VIEW breach AS SELECT 1;", "-- CREATE VIEW other AS SELECT 2;")

    assert found.views == {"breach"}


def test_a_file_made_anew_says_the_last(read):
    first = "CREATE OR REPLACE FUNCTION a() RETURNS int LANGUAGE sql AS $$SELECT 1$$;"

    found = read(first, first.replace("1", "2"))

    assert found.functions["a"].body == "SELECT 2"


def test_every_file_of_the_application_is_read_whole():
    whole = written.written()
    text = "\n".join(sql_files.texts())

    assert text.count("CREATE OR REPLACE FUNCTION") == len(whole.functions)
    assert all(one.body.strip() for one in whole.functions.values())
    # Whatever runs as its owner is given by name; a trigger's nobody can call.
    of_triggers = set(re.findall(r"EXECUTE FUNCTION (\w+)\(", text))
    everybodys = {
        name
        for name, one in whole.functions.items()
        if one.definer and "PUBLIC" in one.grantees
    }
    assert everybodys <= of_triggers

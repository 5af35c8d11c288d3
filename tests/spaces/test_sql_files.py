"""Functions, triggers and views of the database are what the SQL files make."""

import pytest
from django.conf import settings
from django.db import connection

from crossmentor.backups.server import django_in
from crossmentor.doctor import catalog, functions, tables
from crossmentor.doctor.sight import Sight
from spaces import sql_files
from tests.conftest import connect_as

CHANGED = {
    "a function": (
        "CREATE OR REPLACE FUNCTION spaces_mine() RETURNS SETOF uuid LANGUAGE sql "
        "STABLE SECURITY DEFINER SET search_path = public, pg_temp "
        "AS 'SELECT id FROM spaces_space'",
        "The function spaces_mine is not as its file says.",
    ),
    "how a function is called": (
        "ALTER FUNCTION spaces_mine VOLATILE",
        "The function spaces_mine is not as its file says.",
    ),
    "who calls a function": (
        "GRANT EXECUTE ON FUNCTION spaces_leave TO crossmentor_worker",
        "crossmentor_worker may call spaces_leave, which is not its part.",
    ),
    "a function is gone": (
        "DROP FUNCTION sessions_has_cast",
        "The function sessions_has_cast is missing.",
    ),
    "a view": (
        "CREATE OR REPLACE VIEW groups_pair AS SELECT group_id, programme_id, first_id, "
        "second_id, team_id, same_team, line_manager, false AS discipline "
        "FROM groups_pair_kept",
        "groups_pair: the view is changed.",
    ),
    "a trigger": (
        "CREATE OR REPLACE TRIGGER intake_unanswered BEFORE UPDATE ON intake_intake "
        "FOR EACH ROW EXECUTE FUNCTION intake_start_unanswered()",
        "intake_intake: the trigger intake_unanswered is changed.",
    ),
    "a trigger is gone": (
        "DROP TRIGGER groups_seat_rules ON groups_seat",
        "groups_seat: the trigger groups_seat_rules is missing.",
    ),
    "a trigger is added": (
        "CREATE TRIGGER another BEFORE INSERT ON intake_intake "
        "FOR EACH ROW EXECUTE FUNCTION intake_start_unanswered()",
        "intake_intake: a trigger another is added.",
    ),
}
KEPT = "CREATE VIEW groups_pair_kept AS " + (
    "SELECT 1::bigint AS group_id, 1::bigint AS programme_id, 1::bigint AS first_id, "
    "1::bigint AS second_id, 1::bigint AS team_id, true AS same_team, "
    "true AS line_manager"
)


@pytest.fixture
def owner(transactional_db, settings):
    """The owner's part, in which the files are applied."""
    settings.PROCESS = "owner"
    with django_in(connection.settings_dict["NAME"], "owner"):
        yield connection
        sql_files.apply()


def there() -> tuple:
    """What of the database the files make, as it is now."""
    with connect_as("owner") as owner:
        return catalog.relations(owner), catalog.functions(owner)


def faults(sight) -> list[str]:
    found = [*tables.findings(sight), *functions.findings(sight)]
    return [finding.what for finding in found if finding.level == "fail"]


@pytest.mark.django_db(transaction=True)
def test_the_database_equals_the_files():
    relations, functions = there()
    with connect_as("owner") as owner, catalog.made_anew(owner) as (due, due_functions):
        assert due == relations
        assert due_functions == functions
    assert len(functions) > 60


@pytest.mark.django_db(transaction=True)
def test_no_variable_hides_one_of_the_language():
    with connect_as("owner") as owner:
        owner.execute("SET plpgsql.extra_errors = 'shadowed_variables'")

        looked_into = owner.execute(sql_files.LOOK_INTO).fetchall()

    assert len(looked_into) > 60


def test_files_that_are_applied_again_change_nothing(owner):
    before = there()

    sql_files.apply()

    assert there() == before


@pytest.mark.parametrize("what", CHANGED)
def test_what_was_changed_by_hand_is_told_and_mended(what, owner):
    statement, words = CHANGED[what]
    before = there()
    with Sight() as sight:
        well = faults(sight)
        with connect_as("owner") as hand:
            hand.execute(KEPT)
            hand.execute(statement)
        assert [fault for fault in faults(sight) if fault not in well] == [words]

        sql_files.apply()

        assert faults(sight) == well
    assert there() == before


def test_a_file_that_changed_changes_the_database(owner, monkeypatch, tmp_path):
    before = there()
    added = tmp_path / "added.sql"
    given = [*sql_files.paths(), added]
    monkeypatch.setattr(sql_files, "paths", lambda: iter(given))
    makes = (
        "CREATE OR REPLACE FUNCTION added_one({}) RETURNS bigint LANGUAGE sql AS "
        "'SELECT {}::bigint';"
    )

    for argument, answer in (("", 1), ("", 2), ("bigint", 3)):
        added.write_text(makes.format(argument, answer))
        sql_files.apply()
        known = there()[1]
        assert [name for name in known if name.startswith("added_one")] == [
            f"added_one({argument})"
        ]
        assert f"'SELECT {answer}::bigint'" in known[f"added_one({argument})"].replace(
            "$function$", "'"
        )
    added.write_text("")
    sql_files.apply()

    assert there() == before


def test_a_file_that_calls_what_is_not_there_changes_nothing(
    owner, monkeypatch, tmp_path
):
    before = there()
    added = tmp_path / "added.sql"
    added.write_text(
        "CREATE OR REPLACE FUNCTION added_one() RETURNS bigint LANGUAGE sql AS "
        "'SELECT nowhere()';"
    )
    given = [*sql_files.paths(), added]
    with monkeypatch.context() as patched:
        patched.setattr(sql_files, "paths", lambda: iter(given))
        with pytest.raises(Exception, match="nowhere"):
            sql_files.apply()

    assert there() == before


def test_each_room_comes_after_those_below_it():
    rooms = [path.relative_to(settings.ROOT).parts[0] for path in sql_files.paths()]

    assert list(dict.fromkeys(rooms)) == [
        *("spaces", "people", "writing", "calendars"),
        *("programmes", "groups", "intake", "sessions", "workbook"),
    ]

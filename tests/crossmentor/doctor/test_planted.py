"""Faults planted for real in PostgreSQL are named, each, and nothing else is."""

import pytest

from crossmentor.doctor import functions, roles, server, tables
from crossmentor.doctor.finding import FAIL
from crossmentor.doctor.sight import Sight

PARTS = (roles, tables, functions, server)
PLANTED = {
    "no row-level security": (
        "ALTER TABLE writing_text DISABLE ROW LEVEL SECURITY",
        ["writing_text: row-level security is switched off."],
    ),
    "not forced": (
        "ALTER TABLE writing_text NO FORCE ROW LEVEL SECURITY",
        ["writing_text: its owner passes the policies."],
    ),
    "a policy is gone": (
        "DROP POLICY mine ON writing_text",
        ["writing_text: the policy mine is missing."],
    ),
    "a policy is opened": (
        "ALTER POLICY mine ON writing_text USING (true)",
        ["writing_text: the policy mine is changed."],
    ),
    "a policy is added": (
        "CREATE POLICY all_of_it ON writing_text USING (true)",
        ["writing_text: a policy all_of_it is added."],
    ),
    "anybody writes": (
        "DROP POLICY may_insert ON writing_text",
        ["writing_text: the policy may_insert is missing."],
    ),
    "a table for the worker": (
        "GRANT SELECT ON writing_text TO crossmentor_worker",
        ["crossmentor_worker may SELECT on writing_text, which is not its part."],
    ),
    "a column for the worker": (
        "GRANT SELECT (body) ON writing_text TO crossmentor_worker",
        ["crossmentor_worker may SELECT on writing_text.body, which is not its part."],
    ),
    "a table for everybody": (
        "GRANT SELECT ON writing_text TO PUBLIC",
        ["PUBLIC may SELECT on writing_text, which is not its part."],
    ),
    "a table for a report": (
        "CREATE ROLE hr; GRANT SELECT ON writing_text TO hr",
        ["hr may SELECT on writing_text, which is not its part."],
    ),
    "passwords for the worker": (
        "GRANT SELECT ON people_person TO crossmentor_worker",
        ["crossmentor_worker may SELECT on people_person, which is not its part."],
    ),
    "a table lost": (
        "REVOKE SELECT ON people_team FROM crossmentor_web",
        ["crossmentor_web may not SELECT on people_team."],
    ),
    "a view over it": (
        "CREATE VIEW titles AS SELECT title FROM writing_text",
        ["titles: a view, which shows rows past the policies."],
    ),
    "a copy of it": (
        "CREATE TABLE copied AS SELECT * FROM writing_text; GRANT SELECT ON copied TO crossmentor_web",
        [
            "The table copied is no part of the application, and open to crossmentor_web."
        ],
    ),
    "a table of another": (
        "ALTER TABLE writing_text OWNER TO crossmentor_web",
        ["writing_text is of crossmentor_web."],
    ),
    "a trigger off": (
        "ALTER TABLE spaces_member DISABLE TRIGGER spaces_member_not_late",
        ["spaces_member: the trigger spaces_member_not_late is switched off."],
    ),
    "a trigger gone": (
        "DROP TRIGGER spaces_member_only_leaves ON spaces_member",
        ["spaces_member: the trigger spaces_member_only_leaves is missing."],
    ),
    "a function for all": (
        "GRANT EXECUTE ON FUNCTION spaces_leave TO PUBLIC",
        ["PUBLIC may call spaces_leave, which is not its part."],
    ),
    "a function lost": (
        "REVOKE EXECUTE ON FUNCTION spaces_mine FROM crossmentor_web",
        ["crossmentor_web may not call spaces_mine."],
    ),
    "a function changed": (
        "CREATE OR REPLACE FUNCTION spaces_mine() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS 'SELECT id FROM spaces_space'",
        ["The function spaces_mine is not as its file says."],
    ),
    "a function added": (
        "CREATE FUNCTION peep() RETURNS SETOF bytea LANGUAGE sql SECURITY DEFINER AS 'SELECT body FROM writing_text'",
        ["The function peep of postgres is no part of the application."],
    ),
    "a search path lost": (
        "ALTER FUNCTION spaces_mine RESET ALL",
        ["The function spaces_mine runs as its owner on anybody's search path."],
    ),
    "bypassing": (
        "ALTER ROLE crossmentor_web BYPASSRLS",
        ["crossmentor_web bypasses row-level security."],
    ),
    "a superuser": (
        "ALTER ROLE crossmentor_worker SUPERUSER",
        ["crossmentor_worker is a superuser."],
    ),
    "a creator": (
        "ALTER ROLE crossmentor_web CREATEROLE",
        ["crossmentor_web may create roles."],
    ),
    "a replicator": (
        "ALTER ROLE crossmentor_worker REPLICATION",
        ["crossmentor_worker may replicate the database."],
    ),
    "shut out": (
        "ALTER ROLE crossmentor_worker NOLOGIN",
        ["crossmentor_worker may not sign in."],
    ),
    "a member of the owner": (
        "GRANT crossmentor_owner TO crossmentor_web",
        ["crossmentor_web is a member of crossmentor_owner, and may do what it may."],
    ),
    "a member of the web": (
        "CREATE ROLE hr; GRANT crossmentor_web TO hr",
        ["hr is a member of crossmentor_web, and may do what it may."],
    ),
    "no timeout": (
        "ALTER ROLE crossmentor_web RESET statement_timeout",
        ["crossmentor_web carries no statement_timeout of 10s."],
    ),
    "a path of its own": (
        "ALTER ROLE crossmentor_web SET search_path = hr, public",
        ["crossmentor_web carries the setting search_path=hr, public."],
    ),
    "a place to build": (
        "GRANT CREATE ON SCHEMA public TO crossmentor_web",
        ["crossmentor_web may make tables and functions in public."],
    ),
    "what comes is open": (
        "ALTER DEFAULT PRIVILEGES FOR ROLE crossmentor_owner GRANT SELECT ON TABLES TO PUBLIC",
        ["What crossmentor_owner makes from now on is open to PUBLIC."],
    ),
    "statements logged": (
        "SET LOCAL log_statement = 'all'",
        [
            "log_statement is all: the server's log quotes what people typed.",
            "log_parameter_max_length is -1: parameters are quoted as well.",
        ],
    ),
    "slow ones logged": (
        "SET LOCAL log_min_duration_statement = 0",
        [
            "log_min_duration_statement is 0: the server's log quotes what people typed.",
            "log_parameter_max_length is -1: parameters are quoted as well.",
        ],
    ),
    "errors quote": (
        "SET LOCAL log_min_error_statement = error",
        [
            "log_min_error_statement is error: the server's log quotes what people typed."
        ],
    ),
    "errors tell": (
        "SET LOCAL log_error_verbosity = verbose",
        ["log_error_verbosity is verbose: the server's log quotes what people typed."],
    ),
    "parameters on error": (
        "SET LOCAL log_parameter_max_length_on_error = -1",
        [
            "log_parameter_max_length_on_error is -1: the server's log quotes what people typed."
        ],
    ),
}


def failing(sight):
    return [
        one.what for part in PARTS for one in part.findings(sight) if one.level == FAIL
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_named_and_healed(fault):
    statement, expected = PLANTED[fault]
    with Sight() as sight:
        before = failing(sight)
        # Nobody else sees it: a role belongs to all databases of the server.
        with sight.best.transaction(force_rollback=True):
            sight.best.execute(statement)
            during = failing(sight)
        assert [what for what in during if what not in before] == expected
        assert failing(sight) == before

"""The database server: where its clock, its care or its log is not as it should be."""

import time

import pytest

from crossmentor.doctor import server
from crossmentor.doctor.finding import FAIL, OK, WARN, Finding
from tests.crossmentor.doctor.eyes import Eyes


@pytest.mark.parametrize(
    ("away", "level"),
    [
        (0, OK),
        (1.9, OK),
        (-1.9, OK),
        (2.1, WARN),
        (-2.1, WARN),
        (19.9, WARN),
        (20.1, FAIL),
        (-20.1, FAIL),
        (-86400, FAIL),
    ],
)
def test_clocks_that_differ(monkeypatch, away, level):
    monkeypatch.setattr(time, "time", lambda: 1_000_000.0)
    eyes = Eyes({"clock_timestamp": [(1_000_000.0 + away,)]})

    found = server.clock(eyes)

    assert found == Finding(
        level,
        f"The clocks of this machine and the database differ by {abs(away):.1f} s.",
        "" if level == OK else "Have both keep time by NTP.",
    )


@pytest.mark.parametrize("name", ["fsync", "full_page_writes", "synchronous_commit"])
def test_what_may_be_lost(name):
    assert list(server.keeping({name: "on"})) == []
    assert list(server.keeping({name: "off"})) == [
        Finding(
            FAIL,
            f"{name} is off: what was saved may be lost when the server falls over.",
            f"ALTER SYSTEM SET {name} = 'on'; SELECT pg_reload_conf();",
        )
    ]


@pytest.mark.parametrize("value", ["local", "remote_write", "remote_apply"])
def test_other_ways_to_commit_keep_what_they_took(value):
    assert list(server.keeping({"synchronous_commit": value})) == []


def test_a_server_that_knows_no_such_setting_is_well():
    assert list(server.keeping({})) == []
    assert list(server.telling({})) == []


@pytest.mark.parametrize(
    ("name", "value", "mended"),
    [
        ("log_statement", "mod", "none"),
        ("log_min_duration_statement", "0", "-1"),
        ("log_min_duration_sample", "100", "-1"),
        ("log_transaction_sample_rate", "0.5", "0"),
        ("log_parameter_max_length_on_error", "-1", "0"),
        ("log_min_error_statement", "error", "panic"),
        ("log_error_verbosity", "default", "terse"),
        ("debug_print_parse", "on", "off"),
        ("debug_print_rewritten", "on", "off"),
        ("debug_print_plan", "on", "off"),
        ("auto_explain.log_min_duration", "0", "-1"),
        ("pgaudit.log", "read, write", "none"),
    ],
)
def test_a_log_that_quotes(name, value, mended):
    assert list(server.telling({name: value})) == [
        Finding(
            FAIL,
            f"{name} is {value}: the server's log quotes what people typed.",
            f"ALTER SYSTEM SET {name} = '{mended}'; SELECT pg_reload_conf();",
        )
    ]
    assert list(server.telling({name: mended})) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("log_statement", "ddl"),
        ("log_min_error_statement", "fatal"),
        ("pgaudit.log", ""),
    ],
)
def test_a_log_that_quotes_nothing(name, value):
    assert list(server.telling({name: value})) == []


@pytest.mark.parametrize(
    ("logged", "length", "is_told"),
    [
        ({"log_statement": "all"}, "-1", True),
        ({"log_statement": "all"}, "0", False),
        ({"log_min_duration_statement": "500"}, "64", True),
        ({"log_statement": "none"}, "-1", False),
        ({"log_statement": "ddl"}, "-1", False),
    ],
)
def test_parameters_are_told_where_statements_are_logged(logged, length, is_told):
    known = logged | {"log_parameter_max_length": length}
    told = [one for one in server.telling(known) if "parameters" in one.what]

    wanted = Finding(
        FAIL,
        f"log_parameter_max_length is {length}: parameters are quoted as well.",
        "ALTER SYSTEM SET log_parameter_max_length = '0'; SELECT pg_reload_conf();",
    )
    assert told == ([wanted] if is_told else [])


def test_nobody_looks_at_a_server_that_took_nobody_in():
    assert list(server.findings(Eyes(roles=()))) == []

"""The database server: its clock, that it keeps what it took, and a log that tells nothing."""

import time

from crossmentor.doctor.finding import fail, ok, or_well, warn
from crossmentor.doctor.sight import Sight

# Codes of second steps last half a minute.
DRIFT, TOO_MUCH = 2, 20

# What a setting has to be, and what goes wrong else.
KEEPING = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
}
QUIET = {
    "log_statement": ({"none", "ddl"}, "none"),
    "log_min_duration_statement": ({"-1"}, "-1"),
    "log_min_duration_sample": ({"-1"}, "-1"),
    "log_transaction_sample_rate": ({"0"}, "0"),
    "log_parameter_max_length_on_error": ({"0"}, "0"),
    "log_min_error_statement": ({"panic", "fatal"}, "panic"),
    "log_error_verbosity": ({"terse"}, "terse"),
    "debug_print_parse": ({"off"}, "off"),
    "debug_print_rewritten": ({"off"}, "off"),
    "debug_print_plan": ({"off"}, "off"),
    "auto_explain.log_min_duration": ({"-1"}, "-1"),
    "pgaudit.log": ({"none", ""}, "none"),
}
# Of the settings above, those that matter only when statements are logged at all.
LENGTH = "log_parameter_max_length"


def findings(sight: Sight):
    if sight.best is None:
        return
    yield clock(sight)
    known = dict(sight.rows("SELECT name, setting FROM pg_settings"))
    yield from or_well([*keeping(known)], "What it took, the server keeps.")
    yield from or_well([*telling(known)], "The server's log quotes no statement.")


def clock(sight: Sight):
    before = time.time()
    [(there,)] = sight.rows("SELECT extract(epoch FROM clock_timestamp())::float8")
    away = there - (before + time.time()) / 2
    what = f"The clocks of this machine and the database differ by {abs(away):.1f} s."
    cure = "Have both keep time by NTP."
    if abs(away) > TOO_MUCH:
        return fail(what, cure)
    return warn(what, cure) if abs(away) > DRIFT else ok(what)


def keeping(known):
    for name, value in KEEPING.items():
        if known.get(name, value) == "off":
            yield fail(
                f"{name} is off: what was saved may be lost when the server falls over.",
                change(name, value),
            )


def telling(known):
    for name, (fine, value) in QUIET.items():
        if known.get(name, value) not in fine:
            yield fail(
                f"{name} is {known[name]}: the server's log quotes what people typed.",
                change(name, value),
            )
    logs = any(
        name in known and known[name] not in QUIET[name][0]
        for name in ("log_statement", "log_min_duration_statement")
    )
    if logs and known.get(LENGTH, "0") != "0":
        yield fail(
            f"{LENGTH} is {known[LENGTH]}: parameters are quoted as well.",
            change(LENGTH, "0"),
        )


def change(name, value) -> str:
    return f"ALTER SYSTEM SET {name} = '{value}'; SELECT pg_reload_conf();"

"""The roles of the database: each power too many is named, with what takes it away."""

from types import SimpleNamespace

import pytest

from crossmentor.doctor import roles
from crossmentor.doctor.finding import FAIL, OK, Finding
from crossmentor.roles import LIMITS
from tests.crossmentor.doctor.eyes import Eyes

OWNER, WEB, WORKER = "crossmentor_owner", "crossmentor_web", "crossmentor_worker"
NO_POWER = (False,) * len(roles.POWERS)
WELL = dict.fromkeys((OWNER, WEB, WORKER), (True, False, *NO_POWER))
CARRIED = [
    (f"crossmentor_{process}", f"{name}={value}")
    for process, limits in LIMITS.items()
    for name, value in limits.items()
]


def eyes(known=WELL, members=(), carried=CARRIED):
    return Eyes(
        {
            "FROM pg_roles WHERE": [(name, *held) for name, held in known.items()],
            "pg_auth_members": members,
            "pg_db_role_setting": carried,
        }
    )


def powers(**changed):
    known = WELL | {f"crossmentor_{name}": held for name, held in changed.items()}
    known = {name: held for name, held in known.items() if held}
    return [(one.what, one.cure) for one in roles.powers(eyes(known))]


def test_all_is_well(settings):
    settings.EMBEDDED = False
    there = eyes()

    assert [*roles.powers(there), *roles.memberships(there), *roles.limits(there)] == []


def test_a_role_that_is_not_there():
    assert powers(worker=None) == [
        ("There is no role crossmentor_worker.", roles.AGAIN)
    ]


@pytest.mark.parametrize("role", ["owner", "web", "worker"])
@pytest.mark.parametrize("number", range(len(roles.POWERS)))
def test_each_power_is_too_much_for_each_role(role, number):
    held = [False] * len(roles.POWERS)
    held[number] = True
    words = ("is a superuser", "bypasses row-level security", "may create roles")
    words = (*words, "may replicate the database")

    assert powers(**{role: (True, False, *held)}) == [
        (
            f"crossmentor_{role} {words[number]}.",
            "Run `manage.py create_roles` as the superuser.",
        )
    ]


def test_a_role_that_may_not_sign_in_and_more_at_once():
    assert powers(web=(False, True, True, *NO_POWER[1:])) == [
        ("crossmentor_web may not sign in.", roles.AGAIN),
        ("crossmentor_web is a superuser.", roles.AGAIN),
        ("crossmentor_web may create databases.", roles.AGAIN),
    ]


@pytest.mark.parametrize(
    ("role", "embedded", "is_fault"),
    [
        ("owner", True, False),
        ("owner", False, True),
        ("web", True, True),
        ("worker", True, True),
    ],
)
def test_databases_for_tests_are_made_by_the_owner_at_home(
    settings, role, embedded, is_fault
):
    settings.EMBEDDED = embedded
    words = f"crossmentor_{role} may create databases."

    found = powers(**{role: (True, True, *NO_POWER)})

    assert found == ([(words, roles.AGAIN)] if is_fault else [])


def test_memberships_are_told_both_ways():
    there = eyes(members=[(OWNER, WEB), (WEB, "hr"), ("pg_read_all_data", WORKER)])

    assert list(roles.memberships(there)) == [
        Finding(
            FAIL,
            f"{WEB} is a member of {OWNER}, and may do what it may.",
            f"REVOKE {OWNER} FROM {WEB};",
        ),
        Finding(
            FAIL,
            f"hr is a member of {WEB}, and may do what it may.",
            f"REVOKE {WEB} FROM hr;",
        ),
        Finding(
            FAIL,
            f"{WORKER} is a member of pg_read_all_data, and may do what it may.",
            f"REVOKE pg_read_all_data FROM {WORKER};",
        ),
    ]


@pytest.mark.parametrize(
    ("carried", "what", "cure"),
    [
        (
            CARRIED[1:],
            f"{WEB} carries no statement_timeout of 10s.",
            roles.AGAIN,
        ),
        (
            [(WEB, "statement_timeout=0"), *CARRIED[1:]],
            f"{WEB} carries no statement_timeout of 10s.",
            roles.AGAIN,
        ),
        (
            [*CARRIED, (OWNER, "search_path=hr, public")],
            f"{OWNER} carries the setting search_path=hr, public.",
            f"ALTER ROLE {OWNER} RESET search_path;",
        ),
        (
            [*CARRIED, (WORKER, "session_preload_libraries=a=b")],
            f"{WORKER} carries the setting session_preload_libraries=a=b.",
            f"ALTER ROLE {WORKER} RESET session_preload_libraries;",
        ),
        (
            [*CARRIED, ("", "row_security=off")],
            "The database sets row_security to 'off'.",
            "ALTER DATABASE … RESET row_security;",
        ),
    ],
)
def test_what_a_role_or_the_database_carries(carried, what, cure):
    assert list(roles.limits(eyes(carried=carried))) == [Finding(FAIL, what, cure)]


@pytest.mark.parametrize(
    "carried", [("", "work_mem=64MB"), ("backup", "search_path=hr")]
)
def test_what_others_carry_is_theirs(carried):
    assert list(roles.limits(eyes(carried=[*CARRIED, carried]))) == []


def user(name):
    return SimpleNamespace(info=SimpleNamespace(user=name))


def test_an_address_of_another_role():
    there = Eyes()
    there.roles = {"superuser": user("postgres"), "web": user(OWNER)}

    assert list(roles.signing_in(there)) == [
        Finding(
            FAIL,
            f"The web role is {WEB}, not {OWNER}.",
            "Mend the address of the web role.",
        ),
        Finding(OK, "Looked at as superuser, web."),
    ]

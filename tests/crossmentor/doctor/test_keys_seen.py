"""What is said of each master key, in a word that names its mend."""

import pytest

from crossmentor.doctor import keys
from crossmentor.doctor.finding import FAIL, OK, WARN, Finding
from spaces.marks import KeyState, fingerprint

KEY = b"k" * 32
SHOWN = fingerprint(KEY)


@pytest.fixture
def said(settings, monkeypatch):
    settings.MASTER_KEYS = [("first", KEY)]

    def said(*states):
        monkeypatch.setattr(keys, "state_of_keys", lambda: states)
        return list(keys.findings(None))

    return said


def state(configured=True, marked=True, opens=True, spaces=4, shown=SHOWN):
    return KeyState("first", shown, configured, marked, opens, spaces)


def test_one_that_opens(said):
    assert said(state()) == [
        Finding(
            OK, f"Master key first ({SHOWN}) opens its mark; 4 spaces lie under it."
        )
    ]


@pytest.mark.parametrize(
    ("changed", "fault", "cure"),
    [
        (
            {"opens": False},
            "wrong",
            "Configure the key that was there before; no process starts with this one.",
        ),
        (
            {"marked": False, "opens": False},
            "unmarked",
            "If it is a new one, run `manage.py add_master_key first`; else take it out "
            "of MASTER_KEYS.",
        ),
        (
            {"configured": False, "opens": False},
            "absent",
            "Add it to MASTER_KEYS again, after the first one: its texts stay closed.",
        ),
    ],
)
def test_one_that_does_not(said, changed, fault, cure):
    assert said(state(**changed)) == [
        Finding(
            FAIL,
            f"Master key first ({SHOWN}) is {fault}; 4 spaces lie under it.",
            cure,
        )
    ]


def test_one_that_was_replaced_may_be_gone(said):
    (found,) = said(state(configured=False, opens=False, spaces=0))

    assert found.level == OK


def test_one_of_which_only_the_name_is_left(said):
    (found,) = said(state(configured=False, marked=False, opens=False, shown=""))

    assert (
        found.what == "Master key first (not known) is absent; 4 spaces lie under it."
    )


def test_each_key_has_its_line_and_none_shows_the_key(said):
    found = said(state(), state(opens=False))

    assert [one.level for one in found] == [OK, FAIL]
    assert not any("kkkk" in str(one) for one in found)


def test_where_none_is_given_none_is_tried(said, settings):
    settings.MASTER_KEYS = []

    assert said(state(opens=False)) == [
        Finding(
            WARN,
            "This run was given no master key, so none could be tried.",
            "Run it where the pages run, or set MASTER_KEYS.",
        )
    ]

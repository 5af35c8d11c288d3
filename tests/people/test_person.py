"""A person, apart from any table: what they are called, and how they come in."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone, translation

from people.models import Adviser, Organisation, Person, RosterEvent, Team
from people.web.isolating import CLOSE, OPEN

HEBREW = "\u05d3\u05d5\u05d3"
NOON = dt.datetime(2026, 11, 9, 12, tzinfo=dt.UTC)


def person(given="Anna", infix="van den", family="Berg", **more):
    return Person(given_name=given, infix=infix, family_name=family, **more)


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Anna", "van den", "Berg"), "Anna van den Berg"),
        (("Anna", "", "Berg"), "Anna Berg"),
        # Of one name, and of none that anybody can write.
        (("Sukarno", "", ""), "Sukarno"),
        (("", "", ""), ""),
        (("Zoe\u0308", "", "\u0141o\u015b"), "Zoe\u0308 \u0141o\u015b"),
    ],
)
def test_a_name_has_no_gaps(parts, name):
    one = person(*parts)

    assert (one.bare_name, one.full_name, str(one)) == (name, name, name)


def test_from_right_to_left_a_name_and_what_tells_it_apart_stand_by_themselves():
    one = person(HEBREW, "", "Berg")
    one.apart = HEBREW

    assert one.full_name == f"{OPEN}{HEBREW} Berg{CLOSE} ({OPEN}{HEBREW}{CLOSE})"
    assert one.bare_name == f"{HEBREW} Berg"
    assert one.called == f"{OPEN}{HEBREW}{CLOSE}"


@pytest.mark.parametrize(
    ("shares", "apart", "called"),
    [
        (False, "", "Anna"),
        (False, "Havens", "Anna"),
        (True, "", "Anna van den Berg"),
        (True, "Havens", "Anna van den Berg (Havens)"),
    ],
)
def test_one_is_called_by_as_much_as_tells_apart(shares, apart, called):
    one = person()
    one.shares_given_name, one.apart = shares, apart

    assert one.called == called


@pytest.mark.parametrize(
    ("days", "language", "names"),
    [
        ([], "nl", []),
        ([0, 4], "nl", ["maandag", "vrijdag"]),
        ([0, 4], "en", ["Monday", "Friday"]),
        ([6], "en", ["Sunday"]),
    ],
)
def test_working_days_have_the_names_of_the_page(days, language, names):
    with translation.override(language):
        assert [str(day) for day in person(working_days=days).works_on] == names


@pytest.mark.parametrize(
    ("own", "of_all", "read"),
    [("", "nl", "nl"), ("", "en", "en"), ("en", "nl", "en"), ("nl", "en", "nl")],
)
def test_mails_are_in_the_language_that_was_chosen(own, of_all, read):
    one = person(language=own, organisation=Organisation(language=of_all))

    assert one.reads_in == read


def test_an_empty_password_lets_nobody_in():
    one = person(password="")
    assert not one.has_usable_password()
    assert not one.check_password("")

    one.set_password("een zin die niemand raadt")
    assert one.has_usable_password()
    assert one.check_password("een zin die niemand raadt")

    one.set_unusable_password()
    assert not one.has_usable_password()


def test_when_a_password_was_chosen_is_kept_and_not_when_it_is_hashed_anew():
    one = person()
    assert one.password_set_at is None
    with time_machine.travel(NOON, tick=False):
        one.set_password("een zin")
    assert one.password_set_at == NOON

    assert one.check_password("een zin")

    assert one.password_set_at == NOON


def test_signing_out_elsewhere_and_another_password_end_what_was_open():
    one = person()
    one.set_password("een zin")
    digests = [one.get_session_auth_hash()]
    one.signed_out_at = NOON
    digests.append(one.get_session_auth_hash())
    one.signed_out_at = NOON + dt.timedelta(seconds=1)
    digests.append(one.get_session_auth_hash())
    one.set_password("een andere zin")
    digests.append(one.get_session_auth_hash())

    assert len(set(digests)) == 4
    assert one.get_session_auth_hash() == digests[-1]


@pytest.mark.parametrize("thing", [Organisation, Team, Adviser])
def test_other_names_stand_by_themselves_too(thing):
    assert str(thing(name=HEBREW)) == f"{OPEN}{HEBREW}{CLOSE}"
    assert str(thing(name="Havens")) == "Havens"


def test_what_a_name_was_and_became_is_told_without_gaps():
    event = RosterEvent(before=["Anna", "", "Berg"], after=[HEBREW, "", ""])

    assert (event.was, event.became) == ("Anna Berg", f"{OPEN}{HEBREW}{CLOSE}")
    assert (RosterEvent().was, RosterEvent().became) == ("", "")


@pytest.mark.parametrize(
    ("at", "day"),
    [
        # In the Netherlands it is the next day.
        (dt.datetime(2026, 1, 31, 23, 30, tzinfo=dt.UTC), dt.date(2026, 2, 1)),
        (dt.datetime(2026, 1, 31, 22, 30, tzinfo=dt.UTC), dt.date(2026, 1, 31)),
        (dt.datetime(2026, 7, 31, 22, 30, tzinfo=dt.UTC), dt.date(2026, 8, 1)),
    ],
)
def test_an_event_is_of_a_day_of_the_site(at, day):
    with timezone.override("Europe/Amsterdam"):
        assert RosterEvent(at=at).on == day


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("030 - 123 45 67", "0301234567"),
        ("(030) 123 45 67", "0301234567"),
        ("+31 30 123 45 67", "+31301234567"),
        # From abroad one leaves out the zero.
        ("+31 (0)30 123 45 67", "+31301234567"),
        ("+31(0)30-1234567", "+31301234567"),
        ("0031 (0)6 12345678", "0031612345678"),
        ("06\u201112345678", "0612345678"),
        ("02/123.45.67", "021234567"),
        # One number, and no more than the number.
        ("030-1234567 / 06-12345678", "0301234567"),
        ("030-1234567 of 06-12345678", "0301234567"),
        ("030-1234567, toestel 12", "0301234567"),
        ("030 1234567 ext. 12", "0301234567"),
        ("Tel. 030-1234567 (ma-do)", "0301234567"),
        ("T: +31 30 1234567", "+31301234567"),
        ("112", "112"),
        ("via de receptie", ""),
        ("", ""),
    ],
)
def test_a_number_is_dialled_as_it_is_meant(written, dialled):
    assert Adviser(telephone=written).dialled == dialled

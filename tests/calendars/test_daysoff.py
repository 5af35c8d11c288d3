"""Days off are those of the country, the region and the organisation's habits."""

from datetime import date, timedelta

import pytest

from calendars.daysoff import (
    FIFTH,
    NEVER,
    YEARLY,
    Habits,
    days_off,
    regions,
    school_holidays,
)


def is_off(habits, day):
    return day in days_off(habits, day, day)


def test_a_holiday_is_named_in_the_language_of_the_reader():
    day = date(2027, 5, 6)

    assert days_off(Habits("NL"), day, day, "nl") == {day: "Hemelvaartsdag"}
    assert days_off(Habits("NL"), day, day, "en") == {day: "Ascension Day"}


@pytest.mark.parametrize(
    ("country", "region", "day", "off"),
    [
        ("DE", "BY", date(2027, 11, 1), True),
        ("DE", "", date(2027, 11, 1), False),
        ("BE", "", date(2027, 7, 21), True),
        ("NL", "unknown", date(2027, 4, 27), True),
        ("ZZ", "", date(2027, 12, 25), False),
    ],
)
def test_holidays_are_those_of_the_country_and_region(country, region, day, off):
    assert is_off(Habits(country, region), day) is off


@pytest.mark.parametrize(
    ("kept", "free"),
    [
        (NEVER, []),
        (FIFTH, [2025, 2030]),
        (YEARLY, [*range(2024, 2032)]),
    ],
)
def test_liberation_day_is_free_as_the_organisation_keeps_it(kept, free):
    habits = Habits("NL", liberation_day=kept)

    found = [year for year in range(2024, 2032) if is_off(habits, date(year, 5, 5))]

    assert found == free


def test_liberation_day_has_its_name():
    day = date(2027, 5, 5)
    habits = Habits("NL", liberation_day=YEARLY)

    assert days_off(habits, day, day, "nl") == {day: "Bevrijdingsdag"}


def test_ascension_day_stays_free_on_the_fifth_of_may():
    day = date(2016, 5, 5)

    found = {
        days_off(Habits("NL", liberation_day=kept), day, day, "nl").get(day)
        for kept in (NEVER, FIFTH)
    }

    assert found == {"Hemelvaartsdag"}


@pytest.mark.parametrize("kept", [True, False])
def test_good_friday_is_free_as_the_organisation_keeps_it(kept):
    habits = Habits("NL", good_friday=kept)

    assert is_off(habits, date(2027, 3, 26)) is kept
    assert is_off(habits, date(2027, 3, 29))


def test_good_friday_is_no_matter_of_habit_where_the_law_has_it():
    assert is_off(Habits("GB", "ENG", good_friday=False), date(2027, 3, 26))


@pytest.mark.parametrize(
    ("year", "day"), [(2025, 26), (2026, 27), (2027, 27), (2031, 26), (2036, 26)]
)
def test_kings_day_on_a_sunday_is_kept_the_day_before(year, day):
    april = [date(year, 4, 20) + timedelta(days=n) for n in range(10)]

    found = days_off(Habits("NL"), april[0], april[-1], "nl")

    kept = [on for on, name in found.items() if name == "Koningsdag"]
    assert kept == [date(year, 4, day)]


def test_school_holidays_are_those_of_the_region():
    day = date(2026, 7, 4)

    assert school_holidays(Habits("NL", "Noord"), day, day, "nl") == {
        day: "Zomervakantie"
    }
    assert school_holidays(Habits("NL", "Zuid"), day, day, "nl") == {}
    assert school_holidays(Habits("GB", "ENG"), day, day, "en") == {}


def test_regions_stand_in_the_order_of_their_names():
    names = list(regions("PL").values())

    # With accents, which stood after Z.
    assert names.index("Łódzkie") < names.index("Mazowieckie")


def test_regions_have_names():
    assert list(regions("NL")) == ["Midden", "Noord", "Zuid"]
    assert regions("GB")["SCT"] == "Scotland"
    assert regions("ZZ") == {}

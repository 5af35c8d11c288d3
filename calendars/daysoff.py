"""Days on which nobody meets, by country and region: pure, of the library `holidays`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays
from dateutil.easter import easter

from people.sorting import key

NEVER, FIFTH, YEARLY = "never", "fifth", "yearly"


@dataclass(frozen=True)
class Habits:
    """Where people live, and how their organisation keeps two days that not all keep.

    Both are asked of the Netherlands alone, where contracts differ: `liberation_day`,
    5 May, is free NEVER, every FIFTH year (2030, 2035, …) or YEARLY.
    """

    country: str
    region: str = ""
    liberation_day: str = FIFTH
    good_friday: bool = False


def days_off(
    habits: Habits, first: date, until: date, language: str | None = None
) -> dict[date, str]:
    """Public holidays by date, named in `language`; none of an unknown country."""
    years = range(first.year, until.year + 1)
    days = _of(habits, "public", years, language)
    if habits.country == "NL":
        _keep_liberation_day(habits, days, years, language)
        if not habits.good_friday:
            for year in years:
                days.pop(easter(year) - timedelta(days=2), None)
    return {day: name for day, name in days.items() if first <= day <= until}


def _keep_liberation_day(habits, days, years, language):
    names = _of(habits, "optional", years, language)
    for year in years:
        day = date(year, 5, 5)
        free = {NEVER: False, FIFTH: year % 5 == 0, YEARLY: True}
        if free[habits.liberation_day]:
            # Ascension Day may fall on it, and keeps its name.
            days.setdefault(day, names.get(day, ""))
        elif days.get(day) == names.get(day):
            days.pop(day, None)


def school_holidays(
    habits: Habits, first: date, until: date, language: str | None = None
) -> dict[date, str]:
    """Days without school in the region by date; none where the library knows of none."""
    years = range(first.year, until.year + 1)
    days = _of(habits, "school", years, language)
    return {day: name for day, name in days.items() if first <= day <= until}


@cache
def regions(country: str) -> dict[str, str]:
    """The names of a country's regions by their codes, in the order of their names."""
    try:
        known = holidays.country_holidays(country)
    except NotImplementedError:
        return {}
    names = {code: name for name, code in known.subdivisions_aliases.items()}
    by_code = {code: names.get(code, code) for code in known.subdivisions}
    return dict(sorted(by_code.items(), key=lambda region: key(region[1])))


def _of(
    habits: Habits, category: str, years: Iterable[int], language: str | None
) -> dict[date, str]:
    try:
        known = holidays.country_holidays(habits.country)
    except NotImplementedError:
        # An unknown country: better a series than none.
        return {}
    if category not in known.supported_categories:
        return {}
    region = habits.region if habits.region in known.subdivisions else None
    supported = known.supported_languages or ()
    spoken = (code for code in supported if language and code.startswith(language))
    days = holidays.country_holidays(
        habits.country,
        subdiv=region,
        years=years,
        language=next(spoken, None),
        categories=category,
    )
    return dict(days.items())

"""The clock, the days off and the notice of a programme, as its coordinator sets them."""

from functools import cache
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from calendars.daysoff import regions

COUNTRIES = {
    "NL": _("Netherlands"),
    "BE": _("Belgium"),
    "LU": _("Luxembourg"),
    "DE": _("Germany"),
    "AT": _("Austria"),
    "CH": _("Switzerland"),
    "FR": _("France"),
    "GB": _("United Kingdom"),
    "IE": _("Ireland"),
    "DK": _("Denmark"),
    "NO": _("Norway"),
    "SE": _("Sweden"),
    "FI": _("Finland"),
    "ES": _("Spain"),
    "PT": _("Portugal"),
    "IT": _("Italy"),
    "PL": _("Poland"),
    "CZ": _("Czechia"),
    "SR": _("Suriname"),
    "CW": _("Curaçao"),
    "US": _("United States"),
}
FIELDS = [
    "time_zone",
    "country",
    "region",
    "liberation_day",
    "good_friday",
    "notice_days",
]


def is_planned_in(programme) -> bool:
    """Whether people have dates in it by its clock: the rooms above know."""
    return any(import_string(path)(programme) for path in settings.PLANNED)


def zones(kept: str) -> list[tuple[str, str]]:
    """Those of a region and city, and the one that is `kept` whatever it is called."""
    return [(zone, zone.replace("_", " ")) for zone in sorted(_zones() | {kept})]


@cache
def _zones() -> frozenset[str]:
    """Once for a process: they are files, six hundred of them."""
    named = {
        zone for zone in available_timezones() if "/" in zone and zone[0].isupper()
    }
    return frozenset(
        zone for zone in named if not zone.startswith(("Etc/", "SystemV/", "US/"))
    )


def countries(kept: str) -> list:
    return list(({kept: kept} | COUNTRIES).items())


def regions_by_country(countries) -> list:
    """Options with the country in them, as two have a region of one code."""
    groups = []
    for code, name in countries:
        named = regions(code)
        if named:
            options = [(f"{code} {region}", called) for region, called in named.items()]
            groups.append((name, options))
    return [("", _("the whole country")), *groups]


class DaysForm(forms.ModelForm):
    """The part of a programme's form that is about its clock and its days."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_(
            "All times in the programme are by this clock, here and in people's own "
            "calendars. It is fixed once anything is planned: a meeting, a poll, an "
            "intake or a one-on-one."
        ),
    )
    country = forms.ChoiceField(
        label=_("Country"),
        help_text=_(
            "No meeting of a series falls on a public holiday there. A mentor who "
            "plans one meeting may choose such a day."
        ),
    )
    region = forms.ChoiceField(
        label=_("Region"),
        required=False,
        help_text=_(
            "Some public holidays are of one region. In the Netherlands a mentor also "
            "sees its school holidays when planning."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        programme = self.instance
        if programme.pk and is_planned_in(programme):
            self.fields["time_zone"].help_text = _(
                "People have dates by this clock already, so it stays as it is. "
                "Another zone takes another programme."
            )
        # A new one begins with the organisation's clock.
        zone = programme.time_zone if programme.pk else settings.TIME_ZONE
        self.initial |= {"time_zone": zone, "country": programme.country}
        known = countries(programme.country)
        self.fields["time_zone"].choices = zones(zone)
        self.fields["country"].choices = known
        self.fields["region"].choices = regions_by_country(known)
        self.initial["region"] = programme.region and (
            f"{programme.country} {programme.region}"
        )

    def of_groups(self):
        return [self[name] for name in self.fields if name not in FIELDS]

    def of_days(self):
        return [self[name] for name in FIELDS]

    def clean_time_zone(self):
        zone, programme = self.cleaned_data["time_zone"], self.instance
        # The instance has what was typed only after this.
        if programme.pk and zone != programme.time_zone and is_planned_in(programme):
            raise forms.ValidationError(
                _(
                    "People have dates by this clock already: the time zone stays "
                    "%(zone)s. Another zone takes another programme."
                ),
                params={"zone": programme.time_zone},
            )
        return zone

    def clean(self):
        cleaned = super().clean()
        country, _space, region = cleaned.get("region", "").partition(" ")
        if region and country != cleaned.get("country"):
            self.add_error(
                "region",
                _(
                    "This region lies in another country: choose one of the country above."
                ),
            )
        cleaned["region"] = region
        return cleaned

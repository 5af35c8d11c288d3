"""Days that people type."""

import datetime as dt
from itertools import chain

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import get_resolver
from django.utils import timezone, translation

from calendars.fields import Day, Hour, time_field
from crossmentor import settings
from writing.readerforms import GiveForm, ReaderForm

# They say how long at most.
BOUNDED_OTHERWISE = {GiveForm, ReaderForm}


@pytest.mark.parametrize("day", ["1900-01-01", "2026-11-29", "2040-02-29"])
def test_a_day_that_somebody_can_mean(day):
    assert Day().clean(day).isoformat() == day


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Is the year right? It says {}."),
        ("nl", "Klopt het jaar? Er staat {}."),
    ],
)
@pytest.mark.parametrize("year", [1, 202, 1899, 2202, 9999])
def test_a_slip_in_the_year_is_told(language, words, year):
    with translation.override(language), pytest.raises(ValidationError) as refused:
        Day().clean(f"{year:04}-12-31")
    with translation.override(language):
        assert refused.value.messages == [words.format(year)]


def test_a_day_may_lie_so_far_ahead():
    year = timezone.now().year

    assert Day().clean(f"{year + 100}-12-31")
    with pytest.raises(ValidationError):
        Day().clean(f"{year + 101}-01-01")


@pytest.mark.parametrize("typed", ["16:30", "16:30:59", "16:30:59.999999"])
def test_a_time_of_day_is_in_whole_minutes_as_pages_show_it(typed):
    assert time_field().clean(typed) == dt.time(16, 30)


def test_midnight_is_a_time_and_nothing_is_none():
    assert time_field().clean("00:00:30") == dt.time(0)
    assert time_field(required=False).clean("") is None


def test_no_form_takes_a_day_that_has_no_day_after_it():
    # All views, and so all forms, are read.
    assert get_resolver().url_patterns
    ours = [one for one in forms_of(forms.BaseForm) if is_ours(one)]

    assert len(ours) > 50
    unbounded = {
        form
        for form in ours
        for field in form.base_fields.values()
        if isinstance(field, forms.DateField | forms.DateTimeField)
        and not isinstance(field, Day)
    }
    assert unbounded == BOUNDED_OTHERWISE


def test_no_form_takes_seconds():
    assert get_resolver().url_patterns
    times = {
        type(field)
        for form in filter(is_ours, forms_of(forms.BaseForm))
        for field in form.base_fields.values()
        if isinstance(field, forms.TimeField)
    }
    assert times == {Hour}


def forms_of(base):
    below = base.__subclasses__()
    return {*below, *chain.from_iterable(map(forms_of, below))}


def is_ours(form) -> bool:
    room = form.__module__.split(".")[0]
    return hasattr(form, "base_fields") and (settings.ROOT / room).is_dir()

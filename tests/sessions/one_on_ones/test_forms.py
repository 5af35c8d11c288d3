"""What people type about a one-on-one: what is no answer is refused in words."""

import datetime as dt

import pytest
from django import forms
from django.utils import translation

from sessions.models import OneOnOne
from sessions.one_on_ones.forms.one_on_one import (
    OneOnOneAskForm,
    OneOnOneLogForm,
    OneOnOnePlanForm,
)
from sessions.one_on_ones.forms.point import DropForm, PointForm
from sessions.one_on_ones.forms.spent import SpentForm

LOG = {"on": "2026-11-09", "support": "career", "theme": "balance"}
PLAN = {"on": "2026-11-12", "at": "13:00", "minutes": "45", "place": "Canteen"}
# Seen by nobody: a zero-width space, a soft hyphen, an end of a change of direction.
UNSEEN = "\u200b\u00ad\u202c"


def errors(form, field):
    assert not form.is_valid()
    return form.errors[field]


@pytest.mark.parametrize("form", [PointForm, DropForm])
@pytest.mark.parametrize("typed", ["", "   ", "\n\t", UNSEEN])
def test_what_nobody_sees_is_no_line(form, typed):
    (field,) = form.base_fields

    assert len(errors(form({field: typed}), field)) == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Say  no ", "Say no"),
        ("Say no\r\nto the harbour", "Say no to the harbour"),
        ("Say\u2028no", "Say no"),
        ("\u202eon yaS", "on yaS"),
        ("x" * 300, "x" * 300),
        ("<b>no</b>", "<b>no</b>"),
    ],
)
def test_a_point_is_one_line_as_everybody_sees_it(typed, kept):
    form = PointForm({"text": typed})

    assert form.is_valid()
    assert form.cleaned_data == {"text": kept}


def test_what_is_too_long_for_a_line_is_said_and_stays():
    form = PointForm({"text": "x" * 301})

    assert errors(form, "text")
    assert "x" * 301 in str(form["text"])


def test_a_note_to_take_a_part_of_may_be_longer_than_a_line():
    noted = "A first line.\n" + "x" * 400

    form = PointForm(noted=noted)

    assert isinstance(form.fields["text"].widget, forms.Textarea)
    assert noted in str(form["text"])
    # The form of others stays as it was.
    assert isinstance(PointForm().fields["text"].widget, forms.TextInput)


@pytest.mark.parametrize("field", ["support", "theme"])
@pytest.mark.parametrize("typed", ["", "Career-related", "career ", "held", "\x00"])
def test_what_it_was_about_is_one_of_what_is_offered(field, typed):
    assert errors(OneOnOneLogForm(LOG | {field: typed}), field)


def test_every_support_and_theme_can_be_chosen():
    for support in OneOnOne.Support:
        for theme in OneOnOne.Theme:
            form = OneOnOneLogForm(LOG | {"support": support, "theme": theme})

            assert form.is_valid()
            assert form.cleaned_data["on"] == dt.date(2026, 11, 9)


@pytest.mark.parametrize(
    ("language", "day"),
    [("en", "2026-11-09"), ("nl", "2026-11-09"), ("nl", "9-11-2026")],
)
def test_a_day_is_read_as_a_browser_sends_it_and_as_one_writes_it(language, day):
    with translation.override(language):
        form = OneOnOneLogForm(LOG | {"on": day})

        assert form.is_valid()
    assert form.cleaned_data["on"] == dt.date(2026, 11, 9)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("on", "2026-02-29"),
        ("on", "0026-11-12"),
        ("at", "24:00"),
        ("at", "13"),
        ("minutes", "14"),
        ("minutes", "481"),
        ("minutes", "1e2"),
        ("minutes", "9" * 5000),
        ("place", "x" * 201),
    ],
)
def test_a_time_at_which_nobody_meets_is_refused(field, typed):
    form = OneOnOnePlanForm(PLAN | {field: typed})

    assert errors(form, field)
    assert [*form.errors] == [field]


def test_a_time_is_in_whole_minutes_and_the_place_may_stay_open():
    form = OneOnOnePlanForm(PLAN | {"at": "13:00:59", "place": UNSEEN})

    assert form.is_valid()
    assert form.cleaned_data["at"] == dt.time(13)
    assert form.cleaned_data["place"] == ""


@pytest.mark.parametrize(
    ("minutes", "fits"), [("4", False), ("5", True), ("480", True), ("481", False)]
)
def test_preparing_takes_from_five_minutes_to_eight_hours(minutes, fits):
    sent = {"on": "2026-11-09", "minutes": minutes}

    assert SpentForm(sent, today=dt.date(2026, 11, 9)).is_valid() is fits


@pytest.mark.parametrize(
    ("on", "english", "dutch"),
    [
        ("2026-11-10", "That day is still to come.", "Die dag moet nog komen."),
        (
            "2226-11-09",
            "Is the year right? It says 2226.",
            "Klopt het jaar? Er staat 2226.",
        ),
        # No page shows what would be written down there.
        (
            "1999-12-31",
            "Is the year right? It says 1999.",
            "Klopt het jaar? Er staat 1999.",
        ),
    ],
)
def test_nobody_prepared_on_a_day_that_no_page_shows(on, english, dutch):
    for language, words in (("en", english), ("nl", dutch)):
        with translation.override(language):
            form = SpentForm({"on": on, "minutes": "30"}, today=dt.date(2026, 11, 9))

            assert form.errors == {"on": [words]}


@pytest.mark.parametrize("on", ["2000-01-01", "2026-11-09"])
def test_what_is_past_or_of_today_can_be_written_down(on):
    form = SpentForm({"on": on, "minutes": "30"}, today=dt.date(2026, 11, 9))

    assert form.is_valid()


@pytest.mark.parametrize(("typed", "urgent"), [({}, False), ({"urgent": "on"}, True)])
def test_to_ask_takes_no_answer_at_all(typed, urgent):
    form = OneOnOneAskForm(typed)

    assert form.is_valid()
    assert form.cleaned_data == {"urgent": urgent}

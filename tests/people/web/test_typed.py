"""What is typed is kept as everybody sees it: one door for all forms."""

import pytest
from django import forms
from django.urls import reverse

from people.web import typed
from programmes.models import Topic
from tests.factories import PersonFactory

JOINED = [
    "👨‍👩‍👧",
    "👩🏽‍⚕️",
    "🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "می‌خواهم",
    "क्‍ष",
    "葛󠄀城",
    "🇳🇱",
]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Zaal 3", "Zaal 3"),
        ("  Zaal \t 3\r\n", "Zaal 3"),
        ("Zaal\x00 3\x07\x7f\x9f", "Zaal 3"),
        ("Zaal\u20283\x85b", "Zaal 3 b"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("An\u200bna\u00ad \ufeff\u2060\u200e\u200f\u061c", "Anna"),
        ("An\u200dna\u200c", "Anna"),
        ("\u200d👩\u200d", "👩"),
        ("Zoe\u0308", "Zoë"),
        # The one sign between the two kept them apart.
        ("e\u200b\u0301", "é"),
        ("\u3164\u2800\u034f", ""),
        ("Łukasz 李 محمد", "Łukasz 李 محمد"),
        ("x\U000e0067", "x"),
        ("\ud800a", "a"),
        ("£ ½ “q” © Ω", "£ ½ “q” © Ω"),
        *((one, one) for one in JOINED),
    ],
)
def test_one_line_is_what_is_seen(sent, kept):
    assert typed.one_line(sent) == kept
    assert typed.one_line(kept) == kept
    assert typed.Line(required=False).clean(sent) == kept


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("One\r\n\r\n  two\tthree\n", "One\r\n\r\n  two\tthree"),
        ("One\u2028two\x0bthree", "One\ntwo\nthree"),
        ("\u202eOne\x00 \u200btwo", "One two"),
        *((f"a\n{one}\nb", f"a\n{one}\nb") for one in JOINED),
    ],
)
def test_a_longer_text_keeps_its_lines(sent, kept):
    assert typed.Lines().clean(sent) == kept


@pytest.mark.parametrize(
    ("text", "most", "kept"),
    [
        ("Anna", 10, "Anna"),
        ("Anna", 2, "An"),
        ("a👩‍👩‍👧b", 3, "a"),
        ("a👩‍👩‍👧b", 6, "a👩‍👩‍👧"),
        ("e\u0301e\u0301", 3, "e\u0301"),
        ("", 3, ""),
    ],
)
def test_a_shortened_text_ends_in_a_whole_sign(text, most, kept):
    assert typed.shortened(text, most) == kept


@pytest.mark.parametrize("field", [typed.Line, typed.Lines])
def test_what_nobody_sees_is_nothing(field):
    with pytest.raises(forms.ValidationError) as told:
        field().clean(" \u200b\u202e\x00\u3164 ")

    assert told.value.code == "required"


def test_what_is_not_seen_does_not_count_as_length():
    assert typed.Line(max_length=3).clean("\u202eA\u200bnn") == "Ann"


@pytest.mark.parametrize("field", [typed.Line, typed.Lines])
def test_no_browser_cuts_a_longer_text_and_what_is_too_long_stays(field):
    class Form(forms.Form):
        reason = field(max_length=10)

    form = Form({"reason": "Elf signs, twaalf"})

    assert "This is too long" in str(form.errors)
    assert "Elf signs, twaalf" in str(form["reason"])
    assert "maxlength" not in str(form["reason"])


def test_a_topic_is_kept_as_it_is_seen(signed_in, coordinator, programme):
    signed_in(coordinator).post(
        reverse("programmes:topic_list", args=[programme.pk]),
        {"name_nl": "Leiding\u202e\u200bgeve\u0301n\x00", "name_en": "Leading"},
    )

    assert list(Topic.objects.values_list("name_nl", "name_en")) == [
        ("Leidinggevén", "Leading")
    ]


def test_a_search_is_for_what_is_seen(signed_in, coordinator):
    anna = PersonFactory(organisation=coordinator.organisation, given_name="Zoë")

    page = signed_in(coordinator).get(
        reverse("people:person_list"), {"q": "\u202eZo\u200be\u0308"}
    )

    assert list(page.context["page"]) == [anna]

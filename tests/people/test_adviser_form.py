"""What is typed about the confidential adviser: kept, or refused with the mend."""

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django.template.loader import render_to_string
from django.utils import translation

from people.forms import AdviserForm
from people.models import Adviser
from people.services.departures import mark_left
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
ROB = {"name": "Rob Bos", "telephone": "030 1234567", "email": "", "place": ""}


@pytest.fixture
def form(organisation):
    """The form with what was typed, and the rest as of ROB."""

    def form(**typed):
        adviser = Adviser(organisation=organisation)
        return AdviserForm(ROB | typed, instance=adviser)

    return form


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"telephone": " "},
            {
                "telephone": {
                    "nl": "Vul een telefoonnummer of een e-mailadres in.",
                    "en": "Give a telephone number or an e-mail address.",
                }
            },
        ),
        (
            # Nothing that can be seen is nothing.
            {"name": "\u200b\u2800 "},
            {
                "name": {
                    "nl": "Dit mag niet leeg blijven: vul iets in of kies.",
                    "en": "This may not stay empty: fill it in or choose.",
                }
            },
        ),
        (
            {"email": "rob@", "telephone": ""},
            {
                "email": {
                    "nl": "Dit is geen e-mailadres. Schrijf het als anna@voorbeeld.nl.",
                    "en": "This is no e-mail address. Write it like anna@example.org.",
                },
            },
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field(form, typed, errors, language):
    with translation.override(language):
        refused = form(**typed)
        told = {name: list(words) for name, words in refused.errors.items()}

    assert told == {name: [words[language]] for name, words in errors.items()}


@pytest.mark.parametrize(
    ("field", "most"), [("name", 200), ("telephone", 40), ("place", 200)]
)
def test_what_is_too_long_is_not_cut_but_said_and_stays(form, field, most):
    with translation.override("en"):
        assert form(**{field: "x" * most}).is_valid()
        refused = form(**{field: "x" * (most + 1)})
        page = as_crispy_form(refused)

    (words,) = refused.errors[field]
    assert (
        words
        == f"This is too long: {most + 1} characters. Shorten it to at most {most}."
    )
    assert "x" * (most + 1) in page
    assert 'value="Rob Bos"' in page or field == "name"


def test_what_is_typed_is_kept_on_one_line_in_one_form(form, coordinator):
    typed = form(
        name=" Rob\u00a0\n Bos ",
        telephone="030\t123",
        email=" ROB@Firm.example ",
        place="Zoe\u0308\u200b",
    )
    assert typed.is_valid()
    adviser = typed.save(commit=False)

    facts = (adviser.name, adviser.telephone, adviser.email, adviser.place)
    assert facts == ("Rob Bos", "030 123", "rob@firm.example", "Zo\u00eb")


@pytest.mark.parametrize(
    "typed",
    [
        {"telephone": "via de receptie"},
        {"telephone": "", "email": "rob@elsewhere.example"},
        {"name": "\u0645\u0631\u064a\u0645"},
        {"name": "R" * 200, "place": "2.14 (<b>ma</b>)"},
    ],
)
def test_whoever_can_be_reached_can_be_it(form, typed):
    given = form(**typed)

    assert given.is_valid()
    assert given.ties == []
    assert given.fields["sure"].widget.is_hidden


def test_the_second_yes_is_asked_for_the_person_who_was_typed(form, coordinator):
    asked = form(email=coordinator.email)

    with translation.override("nl"):
        assert list(asked.errors) == ["sure"]
        assert asked.ties == [
            "coördineert hier de organisatie",
            "coördineert een programma",
        ]
    assert not asked.fields["sure"].widget.is_hidden
    assert form(email=coordinator.email, sure="on").is_valid()


def test_of_who_is_no_colleague_nothing_is_known(form, organisation, coordinator):
    elsewhere = PersonFactory(email="rob@elsewhere.example")
    gone = PersonFactory(organisation=organisation)
    mark_left(person=gone, by=coordinator)

    for address in (elsewhere.email, gone.email, "nobody@firm.example"):
        given = form(email=address)
        assert given.is_valid()
        assert given.instance.colleague is None


@pytest.mark.parametrize(
    ("telephone", "shown"),
    [
        ("+31 (0)30 123", '<a href="tel:+3130123">+31 (0)30 123</a>'),
        ("via de receptie", "<br>via de receptie"),
    ],
)
def test_a_page_dials_a_number_and_only_shows_words(telephone, shown):
    adviser = Adviser(name="Rob", telephone=telephone)
    context = {"adviser": adviser, "is_you": False}

    assert shown in render_to_string("people/_adviser.html", context)
    assert 'href="tel:"' not in render_to_string("people/_adviser.html", context)

"""What Django says about a field is said in our words, and names the mend."""

import datetime as dt
from pathlib import Path

import django
import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import override

from crossmentor import catalogues

LANGUAGES = ["en", "nl"]


def borrowed(language):
    path = catalogues.path_of(settings.ROOT, catalogues.BORROWED, language)
    return catalogues.messages(catalogues.load(path, language))


@pytest.mark.parametrize(
    ("field", "typed", "english", "dutch"),
    [
        (
            forms.CharField(),
            "",
            "This may not stay empty: fill it in or choose.",
            "Dit mag niet leeg blijven: vul iets in of kies.",
        ),
        (
            forms.CharField(max_length=3),
            "four",
            "This is too long: 4 characters. Shorten it to at most 3.",
            "Dit is te lang: 4 tekens. Kort het in tot hoogstens 3.",
        ),
        (
            forms.EmailField(),
            "anna",
            "This is no e-mail address. Write it like anna@example.org.",
            "Dit is geen e-mailadres. Schrijf het als anna@voorbeeld.nl.",
        ),
        (
            forms.IntegerField(),
            "one",
            "Write a whole number, in digits: 3 and not 2.5.",
            "Schrijf een heel getal, in cijfers: 3 en niet 2,5.",
        ),
        (
            forms.IntegerField(max_value=2),
            "3",
            "This is too much: choose 2 or less.",
            "Dit is te veel: kies 2 of minder.",
        ),
        (
            forms.DateField(),
            "31-02-2027",
            "There is no such date. Write year, month and day, like 2027-03-24.",
            "Die datum bestaat niet. Schrijf dag, maand en jaar, zoals 24-03-2027.",
        ),
        (
            forms.TimeField(),
            "25",
            "There is no such time. Write hours and minutes, like 16:30.",
            "Die tijd bestaat niet. Schrijf uren en minuten, zoals 16:30.",
        ),
        (
            forms.ChoiceField(choices=[("a", "A")]),
            "b",
            "“b” cannot be chosen here. Choose one of what is offered; it may have "
            "changed since you opened this page.",
            "“b” is hier niet te kiezen. Kies uit wat er staat; dat kan veranderd zijn "
            "sinds je deze pagina opende.",
        ),
    ],
)
def test_a_common_error_names_the_mend(field, typed, english, dutch):
    for language, words in (("en", english), ("nl", dutch)):
        with override(language):
            with pytest.raises(forms.ValidationError) as told:
                field.clean(typed)
            assert told.value.messages == [words]


@pytest.mark.parametrize(
    ("example", "language"), [("2027-03-24", "en"), ("24-03-2027", "nl")]
)
def test_a_date_as_it_is_asked_for_is_taken(example, language):
    with override(language):
        assert forms.DateField().clean(example) == dt.date(2027, 3, 24)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "at least 12 characters"), ("nl", "minstens 12 tekens")],
)
def test_a_weak_password_is_told_what_helps(language, words):
    with override(language):
        with pytest.raises(forms.ValidationError) as told:
            validate_password("password")
        assert words in told.value.messages[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_django_says_each_of_them(language):
    """A sentence that Django words anew would silently be Django's again."""
    folder = Path(django.__file__).parent
    theirs = set()
    for part in ("conf", "contrib/auth"):
        path = folder / part / "locale/en/LC_MESSAGES/django.po"
        theirs |= catalogues.messages(catalogues.load(path, "en")).keys()

    assert borrowed(language).keys() - theirs == set()


def test_both_languages_have_the_same():
    assert borrowed("en").keys() == borrowed("nl").keys()

"""One's own page, and in which language pages are."""

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import DisciplineFactory, LocationFactory, PersonFactory

pytestmark = pytest.mark.django_db
ACCOUNT, LANGUAGE = reverse("people:account"), reverse("set_language")


@pytest.fixture
def anna(organisation):
    """With all that a roster can say."""
    return PersonFactory(
        organisation=organisation,
        email="anna@firm.example",
        discipline=DisciplineFactory(organisation=organisation, name="Rivers"),
        location=LocationFactory(organisation=organisation, name="Assen"),
        manager=PersonFactory(organisation=organisation, given_name="Bo"),
        working_days=[0, 3],
    )


LABELS = {
    "en": ("E-mail address", "Discipline", "Location", "Working days", "Manager"),
    "nl": ("E-mailadres", "Vakdiscipline", "Locatie", "Werkdagen", "Leidinggevende"),
}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_one_reads_what_the_organisation_told(signed_in, anna, language):
    anna.language = language
    anna.save()

    text = signed_in(anna).get(ACCOUNT).text

    days = {"en": "Monday, Thursday", "nl": "maandag, donderdag"}[language]
    facts = ("anna@firm.example", "Rivers", "Assen", days, anna.manager.full_name)
    for label, fact in zip(LABELS[language], facts, strict=True):
        assert f"<dt>{label}</dt><dd>{fact}</dd>" in text


def test_what_nobody_told_is_not_there(signed_in, organisation):
    person = PersonFactory(organisation=organisation, team=None)

    text = signed_in(person).get(ACCOUNT).text

    assert text.count("<dt>") == 1
    assert f"<dt>E-mail address</dt><dd>{person.email}</dd>" in text


def test_the_page_costs_as_much_with_and_without(
    signed_in, anna, organisation, django_assert_num_queries
):
    for person in (anna, PersonFactory(organisation=organisation, team=None)):
        client = signed_in(person)
        client.get(ACCOUNT)

        with django_assert_num_queries(7):
            client.get(ACCOUNT)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("nl", "nl"), ("en", "en"), ("xx", "en"), ("", "en"), ("nl-BE", "en")],
)
def test_a_language_is_kept_where_there_is_one(signed_in, anna, sent, kept):
    client = signed_in(anna)

    client.post(LANGUAGE, {"language": sent})

    anna.refresh_from_db()
    assert anna.language == kept
    cookie = client.cookies.get(settings.LANGUAGE_COOKIE_NAME)
    assert (cookie and cookie.value) == (sent if sent in ("nl", "en") else None)


@pytest.mark.parametrize(
    ("there", "leads"),
    [
        ("/people/account/?a=1", "/people/account/?a=1"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
        (None, "/"),
    ],
)
def test_one_comes_back_to_where_one_was_and_nowhere_else(client, there, leads):
    sent = {"language": "nl"} | ({} if there is None else {"next": there})

    answer = client.post(LANGUAGE, sent)

    assert answer.url == leads
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME]["httponly"]

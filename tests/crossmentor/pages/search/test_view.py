"""Who finds what, and that nothing of what was typed remains or becomes markup."""

import html
import logging
import re

import pytest
from django.urls import reverse

from crossmentor.pages.search.index import index_of
from crossmentor.pages.search.pages import pages
from handbook import texts
from tests import factories
from workbook.chapters import chapters

SEARCH = reverse("search")
PRIVATE = reverse("handbook:text", args=["kinds-of-mentee"])


def found(response):
    return [result.page.url for result in response.context["found"].results]


@pytest.fixture
def mentee_of_programme(programme):
    return factories.ParticipationFactory(programme=programme).person


@pytest.fixture
def mentor_elsewhere(programme):
    return factories.ParticipationFactory(programme=programme, role="mentor").person


@pytest.fixture
def reader(signed_in, mentee_of_programme):
    return signed_in(mentee_of_programme)


def test_the_handbook_and_the_workbook_are_searched(reader):
    response = reader.get(SEARCH, {"q": "boundary"})

    assert response.status_code == 200
    rooms = {url.split("/")[1] for url in found(response)}
    assert rooms == {"handbook", "workbook"}
    assert "<mark>" in response.text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_page_is_there_once_and_the_private_aid_for_mentors(language):
    """That they open for their reader: tests/handbook/test_links.py."""
    everyone, mentors = (
        [page.url for page in pages(language, is_mentor=is_mentor)]
        for is_mentor in (False, True)
    )

    [own] = [chapter for chapter in chapters(language) if chapter.is_for_mentors]

    assert len(set(mentors)) == len(mentors)
    assert {*mentors} - {*everyone} == {PRIVATE, *pages_of(own)}
    assert set(everyone) < set(mentors)


def pages_of(chapter):
    exercises = [one.slug for one in chapter.exercises]
    return [
        reverse("workbook:chapter", args=[chapter.slug]),
        *(reverse("workbook:exercise", args=[slug]) for slug in exercises),
    ]


def test_only_a_mentor_finds_the_private_aid(
    signed_in, mentor_elsewhere, mentee_of_programme, coordinator
):
    title = texts.get_text("kinds-of-mentee", "en").title

    # Also by a slip: of words that only that page has, nobody else hears.
    for typed in (title, "shopper", "shoper"):
        assert PRIVATE in found(signed_in(mentor_elsewhere).get(SEARCH, {"q": typed}))
        for other in (mentee_of_programme, coordinator):
            response = signed_in(other).get(SEARCH, {"q": typed})
            assert PRIVATE not in response.text
            assert response.context["found"].meant != "shopper"


def test_it_is_in_the_language_of_the_person(signed_in, mentee_of_programme):
    mentee_of_programme.language = "nl"
    mentee_of_programme.save(update_fields=["language"])

    response = signed_in(mentee_of_programme).get(SEARCH, {"q": "coordinator"})

    # Found without its accent, as no slip, and shown with it.
    assert response.context["found"].meant == ""
    assert "<mark>coördinator</mark>" in response.text.lower()


def test_a_slip_is_forgiven_and_told(reader):
    response = reader.get(SEARCH, {"q": "bounderies"})

    assert response.context["found"].meant == "boundaries"
    assert "This is about <strong>boundaries</strong>." in response.text


def test_a_sentence_is_looked_for_by_its_first_words(reader):
    response = reader.get(SEARCH, {"q": "open " * 8 + "bounderies"})

    assert response.context["found"].meant == ""
    assert found(response)


def test_nothing_found_keeps_what_was_typed_and_suggests(reader):
    response = reader.get(SEARCH, {"q": "xylophone"})

    assert found(response) == []
    assert "Nothing about “xylophone”." in response.text
    assert 'value="xylophone"' in response.text
    assert reverse("handbook:text", args=["first-meeting"]) in response.text


def test_without_a_word_it_suggests(reader):
    for sent in ({}, {"q": ""}, {"q": "   "}):
        response = reader.get(SEARCH, sent)
        assert response.context["found"] is None
        assert len(response.context["suggested"]) == 4


def test_htmx_gets_what_was_found_alone(reader):
    response = reader.get(SEARCH, {"q": "questions"}, headers={"HX-Request": "true"})

    assert response.text.strip().startswith('<section id="found"')
    assert "<html" not in response.text
    # Emptied, the list of the handbook stands alone again.
    empty = reader.get(SEARCH, {"q": ""}, headers={"HX-Request": "true"}).text
    assert re.sub(r"\s|<[^>]+>", "", empty) == ""


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "'); DROP TABLE people_person; --",
        "a & | ! ( ) :* <-> ' \" \\ %s %(of)s",
        "'" * 100,
        "\ue000",
        "\x00",
        "x" * 5000,
        "vraag " * 1000,
        "ﬁ ß İ 你好 ² ٣",
        "the of and",
    ],
)
def test_nothing_that_is_typed_breaks_it_or_becomes_markup(reader, typed):
    response = reader.get(SEARCH, {"q": typed})

    assert response.status_code == 200
    main = response.text.split("<main")[1].split("</main>")[0]
    assert "<script" not in main
    value = html.unescape(re.search(r'name="q"[^>]*value="([^"]*)"', main)[1])
    assert len(value) <= 100


def test_it_costs_the_same_for_any_word(reader, django_assert_max_num_queries):
    reader.get(SEARCH, {"q": "questions"})
    for typed in ("questions", "qestions", "xylophone", "one two three four five"):
        with django_assert_max_num_queries(12):
            reader.get(SEARCH, {"q": typed})


def test_what_was_typed_is_in_no_log(reader, caplog):
    caplog.set_level(logging.DEBUG)
    # The test's own record of queries is no log of the server's.
    caplog.set_level(logging.WARNING, "django.db.backends")

    reader.get(SEARCH, {"q": "xylophone"})

    assert "xylophone" not in caplog.text


@pytest.mark.parametrize("address", [SEARCH, f"{SEARCH}?q=questions"])
def test_it_is_for_who_is_signed_in_and_only_read(client, reader, db, address):
    assert reader.post(address).status_code == 405
    client.logout()
    assert client.get(address).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_of_ours_has_the_signs_that_mark(db, language):
    for page in index_of(language, is_mentor=True).pages:
        assert not re.search("[\ue000\ue001]", page.body + page.title + page.summary)
        assert "<" not in page.body


def test_the_handbook_and_the_workbook_have_the_box(reader):
    for home in ("handbook:home", "workbook:home"):
        assert f'action="{SEARCH}"' in reader.get(reverse(home)).text

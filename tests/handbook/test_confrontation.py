"""Preparing a confrontation: the look at its wording, and who has the page."""

from time import process_time
from uuid import uuid4

import pytest
from django.urls import reverse

from handbook.confrontation.guide import CONTENT, FIELDS, guide
from handbook.confrontation.looks import look_at
from handbook.confrontation.texts import KIND_OF, KINDS
from programmes.models import Role
from spaces.acting import acting_as
from tests import factories
from writing import services as writing

LIST = reverse("handbook:confrontations")


def address(pk):
    return reverse("handbook:confrontation", args=[pk])


def test_no_wording_takes_long():
    found = guide("nl")
    kind, but = (found.asides["but"][part][0] for part in ("before", "then"))
    long = f"{but} " * 100_000 + f"{kind} " * 100_000
    began = process_time()

    look_at(found, dict.fromkeys(FIELDS, long))

    assert process_time() - began < 5


@pytest.fixture
def mentor_of_programme(programme):
    role = Role.MENTOR
    return factories.ParticipationFactory(programme=programme, role=role).person


def outline(language):
    found = guide(language)
    return (
        [(one.key, [rule.key for rule in one.rules]) for one in found.pitfalls],
        [(rule.key, rule.fields) for rule in found.build],
        set(found.asides),
        set(found.words),
    )


def titles(look, field):
    return [(notice.title, notice.words) for notice in look.of[field]]


def test_both_languages_look_for_the_same():
    assert CONTENT.languages() == {"nl", "en"}
    assert outline("nl") == outline("en")
    assert [one.key for one in guide("nl").pitfalls] == [
        "too-hard",
        "too-soft",
        "half-joking",
        "too-fast",
    ]


@pytest.mark.parametrize(
    ("language", "texts", "saw", "does", "want"),
    [
        (
            "nl",
            (
                "Je bent altijd te laat.",
                "Het is eigenlijk een beetje vervelend.",
                "Misschien kun je even wat alerter zijn?",
            ),
            ["altijd", "Je bent"],
            ["eigenlijk", "een beetje"],
            ["Misschien", "even", "wat alerter"],
        ),
        (
            "en",
            (
                "You are always late.",
                "It is actually a bit annoying.",
                "Maybe you could just be more alert?",
            ),
            ["always", "You are"],
            ["actually", "a bit"],
            ["Maybe", "just", "more alert"],
        ),
    ],
)
def test_the_example_of_the_page_is_told_as_it_says(language, texts, saw, does, want):
    look = look_at(guide(language), dict(zip(FIELDS, texts, strict=True)))

    told = {
        field: [words for notice in look.of[field] for words in notice.words]
        for field in FIELDS
    }
    assert told == {"saw": saw, "does": does, "want": want}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_cell_of_its_table_says_of_which_column_it_is(language):
    html = guide(language).html

    assert html.count('<table class="table">') == html.count("<table") == 1
    assert html.count("<td data-label=") == html.count("<td") == 12


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "nl",
            (
                "De laatste drie keer kwam je een kwartier na het begin.",
                "Ik begin dan twee keer, en ik merk dat ik me erger.",
                "Ik wil graag dat we om negen uur beginnen. Wat is daarvoor nodig?",
            ),
        ),
        (
            "en",
            (
                "The last three times you came a quarter of an hour after the start.",
                "I then have to start twice, and I notice that it annoys me.",
                "I would like us to start at nine. What would that take?",
            ),
        ),
    ],
)
def test_the_better_sentences_of_the_page_stand_out_in_nothing(language, texts):
    found = guide(language)

    look = look_at(found, dict(zip(FIELDS, texts, strict=True)))

    assert look.of == {field: [] for field in FIELDS}
    assert look.together == [found.words["nothing"]]


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("saw", "Knap staaltje, vandaag ;-)", ["Half als grap"] * 2),
        ("saw", "Gisteren: typisch jij!!", ["Te hard", "Te snel"]),
        ("saw", "Vandaag zei je \u2018altijd\u2019 en \u2018nooit\u2019.", []),
        ("does", "Het is goed, maar laat.", ["", ""]),
        ("want", "Wil je bellen? Of mailen?", [""]),
        ("want", "Vandaag STOPT dit, ik wil rust", ["", ""]),
    ],
)
def test_words_and_build_are_both_looked_at(field, text, said):
    look = look_at(guide("nl"), {field: text})

    assert [notice.title for notice in look.of[field]] == said


def test_all_of_it_together_is_looked_at():
    found = guide("en")

    assert look_at(found, {}).together == []
    assert look_at(found, {"saw": "Yesterday."}).together == [found.words["empty"]]
    long = dict.fromkeys(FIELDS, "I see 3 of you. " * 5)
    assert look_at(found, long).together == [found.words["long"]]


def test_a_mentor_prepares_one_and_finds_it_again(signed_in, mentor_of_programme):
    mentor, pk = mentor_of_programme, uuid4()
    with acting_as(mentor):
        writing.write_text(
            kind=KIND_OF["saw"],
            key=str(pk),
            by=mentor,
            client_id=uuid4(),
            based_on=None,
            body="You are always late.",
        )
    client = signed_in(mentor)

    page = client.get(address(pk))

    notices = [
        notice.words for _box, found in page.context["parts"] for notice in found
    ]
    assert notices == [("always",), (), ("You are",)]
    assert "Too hard" in page.text
    assert address(pk) in client.get(LIST).text


def test_nobody_else_finds_the_page_or_the_words(
    signed_in, programme, mentor_of_programme
):
    mentor, pk = mentor_of_programme, uuid4()
    with acting_as(mentor):
        writing.write_text(
            kind=KIND_OF["saw"],
            key=str(pk),
            by=mentor,
            client_id=uuid4(),
            based_on=None,
            body="A secret.",
        )
    role = Role.MENTOR
    other = factories.ParticipationFactory(programme=programme, role=role).person
    mentee = factories.ParticipationFactory(programme=programme).person

    # The address of another's is an empty page of one's own.
    page = signed_in(other).get(address(pk))
    assert "A secret." not in page.text
    assert "A secret." not in signed_in(other).get(LIST).text
    assert signed_in(mentee).get(address(pk)).status_code == 404
    assert signed_in(mentee).get(LIST).status_code == 404
    with acting_as(mentee):
        assert [kind.place(mentee, str(pk)) for kind in KINDS] == [None, None, None]

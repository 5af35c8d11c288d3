"""Names taken apart, with the infix in its own place."""

import pytest

from people import names


@pytest.mark.parametrize(
    ("typed", "infix", "family"),
    [
        ("Berg", "", "Berg"),
        ("van den Berg", "van den", "Berg"),
        ("Berg, van den", "van den", "Berg"),
        ("Berg van den", "van den", "Berg"),
        ("'t Hart", "'t", "Hart"),
        ("\u2019t Hart", "\u2019t", "Hart"),
        ("v.d. Berg", "v.d.", "Berg"),
        # With a capital it is part of the name, and so is what stands alone.
        ("Van den Berg", "", "Van den Berg"),
        ("El Amrani", "", "El Amrani"),
        ("van", "", "van"),
        ("van de", "van", "de"),
        ("Berg, Anna", "", "Berg, Anna"),
        ("de Boer-van Dijk", "de", "Boer-van Dijk"),
        ("", "", ""),
    ],
)
def test_a_family_name_and_its_infix(typed, infix, family):
    assert names.split_family(typed) == (infix, family)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Anna", ("Anna", "", "")),
        ("Anna Berg", ("Anna", "", "Berg")),
        ("Anna Maria Berg", ("Anna Maria", "", "Berg")),
        ("Anna van den Berg", ("Anna", "van den", "Berg")),
        ("Fatima El Amrani", ("Fatima", "", "El Amrani")),
        ("Tom Van Acker", ("Tom", "", "Van Acker")),
        ("Jan \u2019t Hart", ("Jan", "\u2019t", "Hart")),
        ("Berg, Anna", ("Anna", "", "Berg")),
        ("Berg, Anna van den", ("Anna", "van den", "Berg")),
        ("van den Berg, Anna", ("Anna", "van den", "Berg")),
        ("Berg, P. (Pieter) van den", ("Pieter", "van den", "Berg")),
        ("P. (Pieter) de Boer", ("Pieter", "de", "Boer")),
        ("Petrus (Piet) Boer", ("Piet", "", "Boer")),
        ("P. () de Boer", ("P. ()", "de", "Boer")),
        ("Anna\u00a0van\u00a0den\u00a0Berg", ("Anna", "van den", "Berg")),
        ("Anna van 't Hof-de Jong", ("Anna", "van 't", "Hof-de Jong")),
        ("Jan de la Cruz y Vega", ("Jan", "de la", "Cruz y Vega")),
        ("Ursula von der Leyen", ("Ursula", "von der", "Leyen")),
        # Written as one word it is part of the name.
        ("Jeanne d'Arc", ("Jeanne", "", "d'Arc")),
        ("Mary-Jo O\u2019Neil", ("Mary-Jo", "", "O\u2019Neil")),
        (
            "\u0645\u0631\u064a\u0645 \u0627\u0644\u0639\u0644\u064a",
            ("\u0645\u0631\u064a\u0645", "", "\u0627\u0644\u0639\u0644\u064a"),
        ),
        ("\u674e\u5c0f\u9f99", ("\u674e\u5c0f\u9f99", "", "")),
        # With a comma before the infix as well; a title is no infix.
        ("Berg, van den, Anna", ("Anna", "van den", "Berg")),
        ("Berg, van den, P. (Pieter)", ("Pieter", "van den", "Berg")),
        ("Berg, Anna, MSc", ("Anna, MSc", "", "Berg")),
        ("Berg, ", ("", "", "Berg")),
        (", Anna", ("Anna", "", "")),
        ("", ("", "", "")),
    ],
)
def test_a_name_in_one_cell(typed, parts):
    assert names.split_full(typed) == parts


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("van", True), ("VAN", True), ("\u2018t", True), ("vandaag", False), ("", False)],
)
def test_what_is_an_infix(word, is_one):
    assert names.is_infix(word) == is_one


INFIXES = ["van", "de", "van den", "van der", "in 't", "op den", "ter", "\u2019t", "d'"]


@pytest.mark.parametrize("infix", INFIXES)
@pytest.mark.parametrize("given", ["Anna", "Jan Willem", "P."])
@pytest.mark.parametrize("family", ["Berg", "Boer-Smit", "\u0141o\u015b"])
def test_in_whichever_order_it_is_one_name(given, infix, family):
    orders = [
        f"{given} {infix} {family}",
        f"{family}, {given} {infix}",
        f"{infix} {family}, {given}",
        f"{family}, {infix}, {given}",
    ]

    assert {names.split_full(order) for order in orders} == {(given, infix, family)}
    assert names.split_family(f"{family} {infix}") == (infix, family)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Anna van den BERG", ["anna", "van", "den", "berg"]),
        ("O\u2019Brien-Smit, J.", ["o", "brien", "smit", "j"]),
        # What is written above and below a letter is no gap between two words.
        (
            "\u0938\u0940\u0924\u093e \u0936\u0930\u094d\u092e\u093e",
            ["\u0938\u0940\u0924\u093e", "\u0936\u0930\u094d\u092e\u093e"],
        ),
        ("Zoe\u0308", ["zoe\u0308"]),
        ("", []),
        ("(?) -", []),
    ],
)
def test_the_words_of_a_name(name, words):
    assert names.words_of(name) == words

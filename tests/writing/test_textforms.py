"""A text as it comes from a page: exactly as it was typed, with what it builds upon."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from writing.boxes import Box
from writing.kinds import TextKind, TextPlace
from writing.textforms import LongTextField, TextForm, TitledForm
from writing.writers import Writers


def sent(**typed):
    return {"client_id": str(uuid4()), "author": "7", "body": "x", "title": ""} | typed


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "  x  ", "\t", "x" * 100_000, "\x0b"]
)
def test_nothing_of_a_text_is_trimmed_or_refused(text):
    form = TextForm(sent(body=text))

    assert form.is_valid()
    assert form.typed["body"] == text
    assert LongTextField().clean(None) == ""


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"client_id": ""}, "client_id"),
        ({"client_id": "1"}, "client_id"),
        ({"based_on": "x"}, "based_on"),
        ({"after": "x"}, "after"),
        ({"author": ""}, "author"),
        ({"author": "somebody"}, "author"),
    ],
)
def test_what_a_page_says_of_it_has_to_be_there(wrong, field):
    assert list(TextForm(sent(**wrong)).errors) == [field]


def test_who_was_signed_in_is_not_handed_on():
    """It is compared by the view; the service is told who acts."""
    form = TitledForm(sent(title="Nee"))

    assert form.is_valid()
    assert set(form.typed) == {"client_id", "based_on", "after", "title", "body"}


def test_a_text_without_a_title_says_nothing_of_one():
    form = TextForm(sent(title="Nee"))

    assert form.is_valid()
    assert "title" not in form.typed


def text(title="Nee", body="Zeggen", **more):
    return SimpleNamespace(title=title, body=body, head=uuid4(), **more)


def test_a_form_shows_the_text_and_what_the_next_save_builds_upon():
    written = text()

    form = TitledForm.showing(written, SimpleNamespace(pk=7), prefix="own")

    assert (form["title"].value(), form["body"].value()) == ("Nee", "Zeggen")
    assert (form["based_on"].value(), form["author"].value()) == (
        str(written.head),
        7,
    )
    assert form["body"].html_name == "own-body"


def test_what_was_not_written_yet_builds_upon_nothing():
    form = TextForm.showing(None, SimpleNamespace(pk=7))

    assert (form["body"].value(), form["based_on"].value()) == ("", None)


def test_it_may_begin_with_another_text():
    form = TextForm.showing(None, SimpleNamespace(pk=7), begin=text(body="Begin"))

    assert (form["body"].value(), form["based_on"].value()) == ("Begin", None)
    over = TextForm.showing(text(), SimpleNamespace(pk=7), begin=text(body="Begin"))
    assert over["body"].value() == "Zeggen"


def test_each_page_makes_an_id_of_its_own():
    pages = [TextForm.showing(None, SimpleNamespace(pk=7)) for _twice in range(2)]

    assert len({page["client_id"].value() for page in pages}) == 2


def box(written=None, put=None, place=None):
    kind = TextKind(name="goal", heading=str, address=str, place=lambda *_: None)
    form = TextForm.showing(written, SimpleNamespace(pk=7), prefix="own")
    return Box(kind, "k", place or TextPlace(), written, form, audience=None, put=put)


@pytest.mark.parametrize(
    ("written", "put", "is_put"),
    [
        (None, None, False),
        (text(), None, False),
        # Only what lies before the others is left.
        (None, text(), True),
        (text(), text(), True),
        (text(body="Anders"), text(), False),
        (text(title="Anders"), text(), False),
    ],
)
def test_whether_others_read_it_as_it_stands_here(written, put, is_put):
    assert box(written, put).is_put == is_put


def test_a_box_says_what_it_is_to_the_page_that_saves_it():
    assert box().named == "own goal k"
    assert box().save_url == "/writing/goal/k/save/"
    assert not box().has_versions


def test_a_text_of_all_members_is_shared():
    assert box(place=TextPlace(uuid4(), writers=Writers.MEMBERS)).is_shared
    assert not box(place=TextPlace(uuid4())).is_shared

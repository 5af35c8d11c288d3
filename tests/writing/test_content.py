from collections import namedtuple

import pytest

from writing.content import Content, split

Page = namedtuple("Page", "slug place body")


def read(slug, source):
    settings, body = split(source)
    return Page(slug, settings["place"], body.strip())


@pytest.fixture
def content(tmp_path):
    for language, slug, place in [
        ("en", "first", 1),
        ("en", "second", 0),
        ("nl", "first", 1),
        ("nl", "second", 0),
    ]:
        folder = tmp_path / language
        folder.mkdir(exist_ok=True)
        file = folder / f"{slug}.md"
        file.write_text(f"+++\nplace = {place}\n+++\n\n{language} {slug}\n")
    (tmp_path / "README").write_text("No language.")
    return Content(tmp_path, make=read, order=lambda page: page.place)


def test_pages_come_in_their_order(content):
    assert content.pages("nl") == (
        Page("second", 0, "nl second"),
        Page("first", 1, "nl first"),
    )


def test_only_folders_are_languages(content):
    assert content.languages() == {"en", "nl"}


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("nl", "nl first"),
        ("nl-be", "nl first"),
        ("fr", "en first"),
        ("", "en first"),
        (None, "en first"),
    ],
)
def test_the_language_is_found_or_the_default(content, language, body):
    assert content.get("first", language).body == body


def test_an_unknown_slug_is_a_key_error(content):
    with pytest.raises(KeyError):
        content.get("third", "nl")

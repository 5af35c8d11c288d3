"""Nothing that is kept of a person is forgotten when they take along what is theirs."""

import re
from collections import Counter

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist

from crossmentor.pages.export.register import pages, rooms
from spaces.fields import sealed_fields
from spaces.taking import ExportRows, Value, column_of
from writing.export import Texts

MODELS = {
    model._meta.label: model for model in apps.get_models(include_auto_created=True)
}


def parts():
    return [part for page in pages() for part in page.parts]


def left_out() -> dict:
    """The label of each model of which nobody takes anything along, and why."""
    return {label: why for room in rooms() for label, why in room.LEFT_OUT.items()}


def has_column(model, path) -> bool:
    try:
        column_of(model, path)
    except FieldDoesNotExist:
        return False
    return True


def rows():
    return [part for part in parts() if isinstance(part, ExportRows)]


def test_every_model_is_taken_along_or_says_why_not(db):
    taken = {model._meta.label for part in parts() for model in part.models()}

    assert taken.isdisjoint(left_out())
    assert taken | left_out().keys() == MODELS.keys()
    assert all(left_out().values())


def test_every_column_is_taken_along_or_named(db):
    forgotten = {
        f"{part.name}: {column.name}"
        for part in rows()
        for column in part.model._meta.concrete_fields
        if column.name not in {"id", "space", *part.without}
        and not column.primary_key
        and column.name not in {path.partition("__")[0] for path in part.fields}
    }

    assert forgotten == set()


def test_no_words_are_left_out(db):
    for part in rows():
        words = {field.name for field in sealed_fields(part.model)}
        assert words <= part.fields.keys(), part.name


def test_what_is_named_is_there(db):
    for part in rows():
        paths = [path for path, said in part.fields.items() if type(said) is not Value]
        assert [path for path in paths if not has_column(part.model, path)] == []
        assert [name for name in part.without if not has_column(part.model, name)] == []


def test_every_kind_of_text_has_one_page(db):
    listed = Counter(
        module
        for page in pages()
        for module in {
            module
            for part in page.parts
            if isinstance(part, Texts)
            for module in part.modules
        }
        if not page.name.startswith(("workbook-", "goals"))
    )

    assert listed == Counter(set(settings.TEXTS) - {"workbook.texts"})


@pytest.mark.parametrize("language", ["nl", "en"])
def test_files_have_names_that_every_machine_takes(db, language, settings):
    names = [page.name for page in pages()]
    names += [file for part in parts() for file in part.forms()]

    assert [name for name in names if not re.fullmatch(r"[a-z][a-z0-9-]+", name)] == []
    of_pages = Counter(page.name for page in pages())
    of_files = Counter(file for part in parts() for file in part.forms())
    assert {*of_pages.values(), *of_files.values()} == {1}

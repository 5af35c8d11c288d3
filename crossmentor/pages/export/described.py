"""The form of the files for programs, described for whoever reads them in ten years."""

import json
from collections.abc import Iterator

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossmentor.pages.export.register import pages
from crossmentor.pages.export.sheets import FORM, File

# What stands in a field of each type; null: there is nothing.
TYPES = {
    "text": gettext_lazy("words, as they were typed"),
    "moment": gettext_lazy("day and time, in UTC (ISO 8601)"),
    "day": gettext_lazy("a day: year, month, day (ISO 8601)"),
    "time": gettext_lazy("a time on the clock of the programme"),
    "number": gettext_lazy("a number"),
    "yes or no": gettext_lazy("true or false"),
    "choice": gettext_lazy("one of the words that are listed with it"),
    "id": gettext_lazy("an id: the same wherever it stands in these files"),
    "any": gettext_lazy("a list, or an object"),
}


def form() -> dict:
    """{"form", "types", "files": {file: {"heading", "fields"}}}, in all languages."""
    languages = {code: _in_language(code) for code, _name in settings.LANGUAGES}
    first, *_others = languages.values()
    types = {
        word: {code: spoken["types"][word] for code, spoken in languages.items()}
        for word in TYPES
    }
    files = {
        name: {
            "heading": {
                code: spoken["files"][name][0] for code, spoken in languages.items()
            },
            "fields": {
                field: _field(name, field, type_, choices, languages)
                for field, (type_, _label, choices) in fields.items()
            },
        }
        for name, (_heading, fields) in first["files"].items()
    }
    return {"form": FORM, "types": types, "files": files}


def _in_language(code) -> dict:
    with translation.override(code):
        files = {}
        for page in pages():
            for part in page.parts:
                files |= part.forms()
        return {
            "types": {word: str(label) for word, label in TYPES.items()},
            "files": files,
        }


def _field(name, field, type_, choices, languages) -> dict:
    spoken = {code: words["files"][name][1][field] for code, words in languages.items()}
    described = {
        "type": type_,
        "label": {code: parts[1] for code, parts in spoken.items()},
    }
    if choices:
        described["choices"] = {
            choice: {code: parts[2][choice] for code, parts in spoken.items()}
            for choice in choices
        }
    return described


def form_files() -> Iterator[File]:
    described = form()
    yield File(
        "form.json", json.dumps(described, ensure_ascii=False, indent=1).encode()
    )
    context = {
        "title": _("The form of the files"),
        "language": translation.get_language(),
        "described": described,
        "languages": settings.LANGUAGES,
    }
    yield File(
        "form.html",
        render_to_string("crossmentor/pages/export/form.html", context).encode(),
    )

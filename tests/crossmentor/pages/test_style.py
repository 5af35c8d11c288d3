import re

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, reverse

from crossmentor import urls
from crossmentor.pages import style

# As in development, where alone that page is.
urlpatterns = [*style.urlpatterns, *urls.urlpatterns]
CSS = settings.ROOT / "static" / "css"
TEMPLATES = settings.ROOT / "templates"


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("role", ["coordinator", "mentor", "mentee"])
def test_every_component_is_shown(client, db, theme, role):
    response = client.get("/style/", {"theme": theme, "role": role})

    assert response.status_code == 200
    assert f'data-theme="{theme}" data-role="{role}"' in response.text


@pytest.mark.urls(__name__)
def test_what_is_no_choice_is_ignored(client, db):
    response = client.get("/style/", {"theme": "pink", "role": "boss"})

    assert 'data-role="coordinator"' in response.text
    assert "data-theme=" not in response.text


@pytest.mark.urls(__name__)
def test_style_is_only_looked_at(client, db):
    assert client.post("/style/").status_code == 405


def test_style_is_for_development_only(client, db):
    with pytest.raises(NoReverseMatch):
        reverse("style")


def test_every_component_is_imported_once():
    there = sorted(f"components/{path.name}" for path in CSS.glob("components/*.css"))

    imported = re.findall(
        r'url\("(components/[^"]+)"\)', (CSS / "site.css").read_text()
    )

    assert imported == there


def test_style_sheets_need_no_force():
    sheets = {path.name: path.read_text() for path in CSS.rglob("*.css")}

    assert [name for name, text in sheets.items() if "!important" in text] == []
    assert len(sheets) > 50


# A block of data is not run, whatever it holds.
INLINE = re.compile(
    r"\sstyle=|<style|\son[a-z]+=\"|hx-on"
    r"|<script(?![^>]* src=)(?![^>]* type=\"application/json\")"
)


def pages() -> dict[str, str]:
    """The templates of pages; a mail and a file to keep carry their own style."""
    found = {
        path.relative_to(TEMPLATES).as_posix(): path.read_text()
        for path in TEMPLATES.rglob("*.html")
    }
    del found["crossmentor/pages/export/base.html"]
    return {
        name: text
        for name, text in found.items()
        if "emails/" not in f"{name} {text[:200]}"
    }


def test_templates_hold_no_inline_style_or_script():
    texts = pages()

    assert [name for name, text in texts.items() if INLINE.search(text)] == []
    assert len(texts) > 400


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<p style="color: red">', True),
        ("<style>", True),
        ('<p onclick="x()">', True),
        ("<script>x()</script>", True),
        ('<script type="module" src="x.js"></script>', False),
        ('<script id="x" type="application/json">{}</script>', False),
    ],
)
def test_what_counts_as_inline(markup, found):
    assert bool(INLINE.search(markup)) == found


def test_scripts_are_small():
    scripts = {
        path.name: [line for line in path.read_text().splitlines() if line.strip()]
        for path in (settings.ROOT / "static" / "js").rglob("*.js")
    }

    assert [name for name, lines in scripts.items() if len(lines) > 60] == []
    assert len(scripts) > 50

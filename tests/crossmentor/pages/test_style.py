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


@pytest.mark.parametrize("path", sorted(CSS.rglob("*.css")), ids=lambda path: path.name)
def test_style_sheets_need_no_force(path):
    assert "!important" not in path.read_text()


def pages():
    """The templates of pages; a mail and a file to keep carry their own style."""
    for path in sorted(TEMPLATES.rglob("*.html")):
        if path == TEMPLATES / "crossmentor/pages/export/base.html":
            continue
        if "emails/" not in f"{path.relative_to(TEMPLATES)} {path.read_text()[:200]}":
            yield pytest.param(path, id=str(path.relative_to(TEMPLATES)))


@pytest.mark.parametrize("path", list(pages()))
def test_templates_hold_no_inline_style_or_script(path):
    text = path.read_text()

    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|hx-on", text)
    # A block of data is not run, whatever it holds.
    data = r'[^>]* type="application/json"'
    assert not re.search(rf"<script(?![^>]* src=)(?!{data})", text)


@pytest.mark.parametrize(
    "path",
    sorted((settings.ROOT / "static" / "js").glob("*.js")),
    ids=lambda path: path.name,
)
def test_scripts_are_small(path):
    lines = path.read_text().splitlines()

    assert len([line for line in lines if line.strip()]) <= 60

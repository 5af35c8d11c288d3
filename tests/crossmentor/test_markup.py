"""What people typed never becomes markup, nor asks for anything: `make lint` runs this."""

import re

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils.safestring import SafeString

from reminders.letters import all_letters

TEMPLATES = sorted((settings.ROOT / "templates").rglob("*.*"))
SCRIPTS = sorted((settings.ROOT / "static" / "js").rglob("*.js"))
CODE = [
    path
    for room in sorted(settings.ROOT.glob("*/"))
    if (room / "__init__.py").exists() and room.name != "tests"
    for path in sorted(room.rglob("*.py"))
]
UNESCAPED = re.compile(
    r"\|\s*safe(?:seq)?\b|autoescape|mark_safe|Safe(?:String|Text|Data)|html_safe"
    r"|__html__|format_html|SafeMIMEText|own_markdown|from_string|Template\("
)
# Markup made of text in the browser, and what would need `eval`.
LIVE = re.compile(
    r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|Function\("
)
EVALUATED = re.compile(
    r"hx-on|hx-vars|hx-ext|['\"]js:|javascript:|hx-trigger=\"[^\"]*\["
)
# An attribute without quotation marks ends at the first blank of what stands in it.
BARE = re.compile(r"\s[\w-]+=\{\{")
# A time of day as each language has it: English would say 4 p.m. where dates say 16:00.
OF_A_LANGUAGE = re.compile(r"TIME_FORMAT|\|time\s*}|[|](?:date|time):\"[^\"]*[PfgGh]")
WITH_HTMX = {
    "crossmentor/pages/search.html",
    "groups/apart.html",
    "boards/board.html",
    "groups/join_form.html",
    "groups/mentor_form.html",
    "handbook/questions_coach.html",
    "handbook/text_list.html",
    "people/person_list.html",
    "people/roster/roster_detail.html",
    "sessions/year/first_meeting.html",
    "sessions/log/log_form.html",
    "sessions/dates/poll_form.html",
    "sessions/dates/series_detail.html",
    "writing/erasure_list.html",
}


def lines(paths, pattern):
    """{file: what stands there}, of each line in which the pattern is found."""
    return {
        (str(path.relative_to(settings.ROOT)), line.strip())
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
        if pattern.search(line)
    }


def test_only_our_own_markdown_is_shown_as_it_is():
    assert lines(TEMPLATES, UNESCAPED) == {
        # A mail in plain text.
        ("templates/emails/base.txt", "{% autoescape off %}{{ title }}"),
        ("templates/emails/base.txt", "{% endif %}{% endautoescape %}"),
        ("templates/handbook/confrontation_list.html", "{{ guide.html|own_markdown }}"),
        ("templates/handbook/method_detail.html", "{{ method.html|own_markdown }}"),
        (
            "templates/handbook/method_detail.html",
            '<div class="prose">{{ method.example|own_markdown }}</div>',
        ),
        ("templates/handbook/picture_detail.html", "{{ picture.html|own_markdown }}"),
        ("templates/handbook/stance_test.html", "{{ test.html|own_markdown }}"),
        ("templates/handbook/text_detail.html", "{{ text.html|own_markdown }}"),
        (
            "templates/workbook/chapter_detail.html",
            "{{ chapter.intro_html|own_markdown }}",
        ),
        (
            "templates/workbook/exercise_detail.html",
            "{{ exercise.intro_html|own_markdown }}",
        ),
        (
            "templates/workbook/goal_look.html",
            '<div class="prose muted">{{ wordings.html|own_markdown }}</div>',
        ),
    }


def test_no_code_makes_markup_of_text():
    assert lines(CODE, UNESCAPED) == {
        (
            "crossmentor/templatetags/markdown.py",
            "from django.utils.safestring import mark_safe",
        ),
        ("crossmentor/templatetags/markdown.py", "def own_markdown(html: str):"),
        (
            "crossmentor/templatetags/markdown.py",
            "return mark_safe(html)  # noqa: S308 - the files are in the repository",
        ),
        # A number of ours in a field of a form.
        ("people/templatetags/people.py", "from django.utils.html import format_html"),
        (
            "people/templatetags/people.py",
            """return format_html('<input type="hidden" name="{}" value="{}">', FIELD, made)""",
        ),
        # The plain text of a mail; what becomes of it on a page is escaped there.
        (
            "reminders/letters.py",
            "words = template.template.render(Context(revived(context), autoescape=False))",
        ),
    }


def test_no_script_makes_markup_of_text():
    found = lines(SCRIPTS, LIVE)

    assert {path for path, _line in found} == {
        # Markup of ours alone, written out there.
        "static/js/board-hint.js",
        "static/js/confirm.js",
        # The page of a card, as the server made it.
        "static/js/board-sheet.js",
    }
    assert not [line for _path, line in found if "${" in line]


def test_nothing_needs_eval_and_no_attribute_is_bare():
    assert lines(TEMPLATES, EVALUATED) == set()
    assert lines(TEMPLATES, BARE) == set()


def test_htmx_works_in_the_pages_that_open_it_and_nowhere_else():
    folder = settings.ROOT / "templates"
    opened = {
        str(path.relative_to(folder))
        for path in TEMPLATES
        if "{% block htmx %}" in path.read_text() and path.name != "skeleton.html"
    }

    assert opened == WITH_HTMX


@pytest.mark.parametrize("name", sorted(WITH_HTMX))
def test_a_page_with_htmx_bars_it_from_its_heading(name):
    text = (settings.ROOT / "templates" / name).read_text()

    assert '<header class="page-head" hx-disable>' in text


def test_a_time_of_day_is_written_one_way():
    assert {name for name, _line in lines(TEMPLATES, OF_A_LANGUAGE)} == {
        # The mails of somebody who tries the product on their own machine.
        "templates/crossmentor/pages/mail_detail.html",
        "templates/crossmentor/pages/mail_list.html",
    }


def test_the_help_of_a_field_is_text():
    """A cell of a roster stands there."""

    class Field:
        help_text = "<b hx-get='/x'>"
        auto_id = "id_x"

    said = Template('{% include "crossmentor/_help.html" %}').render(
        Context({"field": Field})
    )

    assert "&lt;b hx-get=&#x27;/x&#x27;&gt;" in said


def test_the_plain_text_of_a_letter_is_not_taken_for_markup():
    letter = all_letters()["people.new_password"]

    for part in ("line", "body", "button"):
        assert not isinstance(letter.say(part, {"person": "<b>"}), SafeString)

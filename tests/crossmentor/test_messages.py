"""The catalogues say what the code and the templates say, room by room."""

import ast
import re
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils.translation import gettext, ngettext, override, pgettext, trans_real

from crossmentor import catalogues

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy

title = gettext_lazy("Your group")
def say(n):
    return _("It's %(name)s\\u2019s turn") + ngettext("%d date", "%d dates", n)
month = pgettext_lazy("month", "May")
"""
TEMPLATE = """
{% load i18n %}
<p title="a/b 'quoted'">{% translate "Save reply" %} / {% translate 'It is "here"' %}
{# not this: {% translate "Gone" %} #}
{% translate "May" context "verb" as may %} {% if a > 1 %}//{% endif %}
{% blocktranslate count n=people|length trimmed %}
  {{ n }} person
  is here
{% plural %}
  {{ n }} people
  are here
{% endblocktranslate %}
{% blocktranslate with name=person.name %}Dear {{ name }}, 100%{% endblocktranslate %}
{{ _("Close")|upper }} {{ x|default:_("nothing") }}
{% translate "caf\u00e9\u00a0open" %}
"""
SAID = {
    (None, "Your group"),
    (None, "It's %(name)s\u2019s turn"),
    (None, ("%d date", "%d dates")),
    ("month", "May"),
    (None, "Save reply"),
    (None, 'It is "here"'),
    ("verb", "May"),
    (None, ("%(n)s person is here", "%(n)s people are here")),
    (None, "Dear %(name)s, 100%%"),
    (None, "Close"),
    (None, "nothing"),
    (None, "caf\u00e9\u00a0open"),
}


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.fixture
def root(tmp_path, settings):
    settings.ROOT = tmp_path
    rooms = ["crossmentor", "groups", "people"]
    settings.LOCALE_PATHS = [tmp_path / "locale" / room for room in rooms]
    write(tmp_path / "groups" / "views.py", PYTHON)
    write(tmp_path / "templates" / "groups" / "group_list.html", TEMPLATE)
    return tmp_path


def po(root, room="groups"):
    return catalogues.path_of(root, room, "nl")


def translate(root, room="groups", **words):
    """Fill in what is missing: with `words`, or the English with an accent."""
    catalog = catalogues.load(po(root, room), "nl")
    for message in catalogues.messages(catalog).values():
        if isinstance(message.id, str):
            message.string = words.get(message.id, f"\u00e9 {message.id}")
        else:
            message.string = tuple(f"\u00e9 {word}" for word in message.id)
    po(root, room).write_text(catalogues.rendered(catalog))


def check():
    call_command("messages", check=True)


def test_everything_said_in_a_room_is_found(root):
    assert catalogues.extract_room(root, "groups", ["groups"]) == SAID


def test_nothing_is_said_where_it_is_not_found():
    """What stands in the braces of a literal is not read where catalogues are made."""
    literals = [
        (str(path.relative_to(settings.ROOT)), node.lineno)
        for room in settings.ROOMS
        for path in sorted((settings.ROOT / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.JoinedStr) and said_in(node)
    ]

    assert literals == []


def said_in(literal) -> bool:
    called = [node.func for node in ast.walk(literal) if isinstance(node, ast.Call)]
    names = {node.id for node in called if isinstance(node, ast.Name)}
    return any(name == "_" or "gettext" in name for name in names)


@pytest.mark.parametrize(
    ("line", "is_said"),
    [
        ("f\"{_('Next')}: {words}\"", True),
        ("f'{ngettext(one, more, 2)}'", True),
        ("f'{words}: {len(more)}'", False),
    ],
)
def test_a_literal_says_something_in_its_braces(line, is_said):
    assert said_in(ast.parse(line).body[0].value) is is_said


def test_a_template_outside_the_rooms_belongs_to_the_project(root):
    write(root / "templates" / "base.html", "{% translate 'Menu' %}")
    write(root / "templates" / "account" / "login.html", "{% translate 'Sign in' %}")

    call_command("messages", stdout=StringIO())

    there = catalogues.messages(catalogues.load(po(root, "crossmentor"), "nl"))
    assert set(there) == {(None, "Menu"), (None, "Sign in")}
    assert not po(root, "people").exists()


def test_a_second_run_changes_nothing(root):
    call_command("messages", stdout=StringIO())
    translate(root)
    before = po(root).read_bytes()

    call_command("messages", stdout=StringIO())

    assert po(root).read_bytes() == before
    assert b"Date" not in before
    assert b"#:" not in before


def test_translations_are_kept_and_unsaid_ones_dropped(root):
    call_command("messages", stdout=StringIO())
    translate(root)
    write(root / "groups" / "views.py", "_('Your group')\n_('New')")

    call_command("messages", stdout=StringIO())

    there = catalogues.messages(catalogues.load(po(root), "nl"))
    assert there[None, "Your group"].string == "\u00e9 Your group"
    assert there[None, "New"].string == ""
    assert ("month", "May") not in there


def test_words_known_in_another_room_come_translated(root):
    call_command("messages", stdout=StringIO())
    translate(root)
    write(root / "people" / "views.py", "_('Your group')")

    call_command("messages", "people", stdout=StringIO())

    there = catalogues.messages(catalogues.load(po(root, "people"), "nl"))
    assert there[None, "Your group"].string == "\u00e9 Your group"


def test_the_check_passes_when_all_is_translated(root):
    call_command("messages", stdout=StringIO())
    translate(root)

    check()


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda text: text.replace("\u00e9 Close", ""), "untranslated: 'Close'"),
        (
            lambda text: text.replace('msgid "Close"', '#, fuzzy\nmsgid "Close"'),
            "fuzzy: 'Close'",
        ),
        (lambda text: text.replace('"Close"', '"Closed"'), "missing: 'Close'"),
        (lambda text: text.replace('"Close"', '"Closed"'), "nobody says: 'Closed'"),
        (
            lambda text: text.replace("\u00e9 It's %(name)s", "\u00e9 It's %(naam)s"),
            "unknown named placeholder",
        ),
    ],
    ids=["untranslated", "fuzzy", "missing", "unused", "placeholder"],
)
def test_the_check_tells_what_is_wrong_and_where(root, spoil, complaint):
    call_command("messages", stdout=StringIO())
    translate(root)
    before = po(root).read_text()
    po(root).write_text(spoil(before))

    with pytest.raises(CommandError, match="locale/groups/nl/") as caught:
        check()

    assert complaint in str(caught.value)
    assert po(root).read_text() == spoil(before)


def test_two_rooms_may_not_translate_the_same_words_differently(root):
    write(root / "people" / "views.py", "_('Your group')")
    call_command("messages", stdout=StringIO())
    translate(root)
    translate(root, "people", **{"Your group": "Jullie groep"})

    with pytest.raises(CommandError, match="use a context"):
        check()


def test_a_compiled_catalogue_speaks_dutch(root, settings):
    call_command("messages", stdout=StringIO())
    translate(root, Close="Sluiten")

    written = catalogues.compile_all(root)

    assert written == [po(root).with_suffix(".mo")]
    assert catalogues.compile_all(root) == []
    trans_real._translations.clear()
    try:
        with override("nl"):
            assert gettext("Close") == "Sluiten"
            assert ngettext("%d date", "%d dates", 2) == "\u00e9 %d dates"
            assert pgettext("month", "May") == "\u00e9 May"
    finally:
        trans_real._translations.clear()


def test_dates_are_called_by_one_word():
    """ "Data" is Dutch for dates too, and reads as information."""
    said = [
        message.string
        for path in settings.ROOT.glob("locale/*/nl/LC_MESSAGES/django.po")
        for message in catalogues.load(path, "nl")
    ]
    assert len(said) > 1000
    assert [words for words in said if re.search(r"\bdata\b", str(words), re.I)] == []

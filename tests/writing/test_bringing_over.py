"""Words that lay elsewhere become texts; nothing is lost, and nobody else reads them."""

from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import transaction

from sessions.models import Kept
from spaces.acting import acting_as
from tests.spaces.before import go_back, superuser
from tests.spaces.conftest import as_owner, world  # noqa: F401
from writing.bringing import refuse_waiting
from writing.models import Text, Waiting

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("more_kinds"),
]


@pytest.fixture
def kept(world):  # noqa: F811
    """Two rows of before of the mentee, one of the mentor."""
    rows = [
        world.add(Kept, "own", words=words, writer=writer)
        for words, writer in [
            ("Eerst", world.mentee),
            ("Dan", world.mentee),
            ("Anders", world.mentor),
        ]
    ]
    with superuser() as connection:
        connection.execute(
            "INSERT INTO writing_waiting VALUES ('mentoring_sessions.Kept', 3)"
        )
    return rows


@pytest.fixture
def run(as_owner):  # noqa: F811
    def _run(**options):
        told = StringIO()
        as_owner(lambda: call_command("seal_anew", stdout=told, **options))
        return told.getvalue()

    return _run


def letters(person):
    with acting_as(person), transaction.atomic():
        return [
            (text.title, text.body, [one.body for one in text.revisions.all()])
            for text in Text.objects.of_kind("letter")
        ]


def test_all_words_come_over_and_are_counted(kept, world, run, outsider):  # noqa: F811
    told = run()

    assert "Brought over: 3 rows, 3 texts." in told
    assert letters(world.mentee) == [("Kept", "Dan", ["Eerst", "Dan"])]
    assert letters(world.mentor) == [("Kept", "Anders", ["Anders"])]
    assert letters(outsider) == []
    for row in kept:
        with acting_as(row.author), transaction.atomic():
            assert not Kept.objects.exists()
    with acting_as(world.mentor), transaction.atomic():
        text = Text.objects.of_kind("letter").get()
        assert text.changed_at == text.revisions.get().saved_at == kept[2].kept_at
        assert text.head == text.revisions.get().pk
    assert "Brought over: 0 rows, 0 texts." in run()


def test_also_those_of_the_first_version(kept, world, run):  # noqa: F811
    go_back()

    assert "Brought over: 3 rows, 3 texts." in run()
    assert letters(world.mentee) == [("Kept", "Dan", ["Eerst", "Dan"])]


def test_web_waits_for_them(kept, run):
    with pytest.raises(ImproperlyConfigured, match=r"3 of mentoring_sessions\.Kept"):
        refuse_waiting()
    run()
    refuse_waiting()


def test_what_does_not_open_stays_and_is_named(kept, world, run):  # noqa: F811
    with superuser() as connection:
        connection.execute(
            "UPDATE mentoring_sessions_kept SET words = "
            "set_byte(words, 40, 255 - get_byte(words, 40)) WHERE id = %s",
            [kept[0].pk],
        )
    with pytest.raises(CommandError, match=f"1 do not open.*\n.*{kept[0].pk}"):
        run()

    assert letters(world.mentee) == [("Kept", "Dan", ["Dan"])]
    assert Waiting.objects.count() == 1
    with pytest.raises(CommandError, match="1 do not open"):
        run(without_closed=True)
    refuse_waiting()
    with acting_as(world.mentee), transaction.atomic():
        assert Kept.objects.get().pk == kept[0].pk


def test_what_was_interrupted_goes_on(kept, world, run, monkeypatch):  # noqa: F811
    from writing import bringing

    make, made = bringing._make, []

    def breaks_off(*arguments):
        made.append(arguments)
        make(*arguments)
        if len(made) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(bringing, "_make", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        run()
    assert Waiting.objects.count() == 1
    assert "Brought over: 2 rows, 2 texts." in run()
    assert letters(world.mentee) == [("Kept", "Dan", ["Eerst", "Dan"])]
    assert letters(world.mentor) == [("Kept", "Anders", ["Anders"])]

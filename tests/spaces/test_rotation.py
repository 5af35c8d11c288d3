"""Master keys are replaced without anybody's text being opened."""

import os
from io import StringIO
from uuid import uuid4

import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from django.db import transaction

from spaces import master_keys
from spaces.acting import acting_as
from spaces.keys import facts_of
from spaces.marks import fingerprint
from spaces.master_keys import Rotation, add_master_key, rotate_master_keys
from spaces.models import DataKey
from spaces.services import own_space
from writing.models import Text

pytestmark = pytest.mark.django_db(transaction=True)
BODY = "Rust nemen"


@pytest.fixture
def page(mentee):
    with acting_as(mentee), transaction.atomic():
        space = own_space(mentee)
        return Text.objects.create(
            space=space, author=mentee, kind="goal", key=uuid4(), body=BODY
        )


@pytest.fixture
def new_key(settings, page, as_owner):
    """One that is configured before the old one, and made known."""
    old = configured.MASTER_KEYS
    settings.MASTER_KEYS = [("second", os.urandom(32)), *old]
    for name in (old[0][0], "second"):
        as_owner(lambda name=name: add_master_key(name=name))
    return settings.MASTER_KEYS[0]


def read(page, person):
    with acting_as(person), transaction.atomic():
        return Text.objects.get(pk=page.pk).body


def test_the_old_key_can_go_after_rotating(page, mentee, as_owner, new_key, settings):
    assert read(page, mentee) == BODY
    number = as_owner(DataKey.objects.count)

    found = as_owner(rotate_master_keys)

    assert number > 5
    assert found == Rotation(wrapped=number, opened=number)
    settings.MASTER_KEYS = [new_key]
    assert read(page, mentee) == BODY
    assert as_owner(rotate_master_keys) == Rotation(wrapped=0, opened=number)


def test_what_was_interrupted_goes_on(
    page, mentee, as_owner, new_key, settings, monkeypatch
):
    monkeypatch.setattr(master_keys, "ROTATED_AT_ONCE", 2)
    wrap, wrapped = master_keys.wrap, []

    def breaks_off(*arguments):
        wrapped.append(arguments)
        if len(wrapped) == 4:
            raise KeyboardInterrupt
        return wrap(*arguments)

    monkeypatch.setattr(master_keys, "wrap", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        as_owner(rotate_master_keys)
    # Some are under the one key and some under the other: all of them open.
    assert read(page, mentee) == BODY

    found = as_owner(rotate_master_keys)

    assert found.wrapped == as_owner(DataKey.objects.count) - 2
    settings.MASTER_KEYS = [new_key]
    assert read(page, mentee) == BODY


def test_a_missing_key_is_named_and_nothing_is_lost(page, mentee, as_owner, settings):
    [old] = configured.MASTER_KEYS
    as_owner(lambda: add_master_key(name=old[0]))
    settings.MASTER_KEYS = [("second", os.urandom(32))]
    as_owner(lambda: add_master_key(name="second"))
    told = StringIO()

    with pytest.raises(CommandError, match=f"under {old[0]}"):
        as_owner(lambda: call_command("rotate_master_keys", stdout=told))

    second = fingerprint(settings.MASTER_KEYS[0][1])
    assert told.getvalue() == f"Wrapped anew: 0.\nOpened under second ({second}): 0.\n"
    assert repr(read(page, mentee)) == "<unopened>"
    settings.MASTER_KEYS = [*settings.MASTER_KEYS, old]
    assert read(page, mentee) == BODY


def test_a_key_that_nobody_made_known_rotates_nothing(page, as_owner, settings):
    [old] = configured.MASTER_KEYS
    as_owner(lambda: add_master_key(name=old[0]))
    settings.MASTER_KEYS = [("second", os.urandom(32)), old]

    with pytest.raises(CommandError, match="add_master_key second"):
        as_owner(lambda: call_command("rotate_master_keys"))

    assert set(as_owner(lambda: list(masters()))) == {old[0]}


def test_a_wrong_key_under_the_right_name_rotates_nothing(page, as_owner, settings):
    [(name, key)] = configured.MASTER_KEYS
    as_owner(lambda: add_master_key(name=name))
    settings.MASTER_KEYS = [("second", os.urandom(32)), (name, bytes(32))]

    with pytest.raises(
        CommandError, match=f"{name} is not the one.*{fingerprint(key)}"
    ):
        as_owner(lambda: call_command("rotate_master_keys"))


def masters():
    return DataKey.objects.values_list("master", flat=True)


@pytest.fixture
def under_a_wrong_key(page, as_owner, new_key, settings):
    """The key of the page's space lies under another one of the first one's name."""
    [(name, _key)] = configured.MASTER_KEYS[1:]
    wrong = os.urandom(32)

    def spoil():
        row = DataKey.objects.get(pk=page.space_id)
        space = facts_of([row.pk])[row.pk]
        data_key = master_keys.unwrap(space, row.master, row.wrapped)
        settings.MASTER_KEYS = [(name, wrong)]
        row.master, row.wrapped = master_keys.wrap(space, data_key)
        row.save()

    right = settings.MASTER_KEYS
    as_owner(spoil)
    settings.MASTER_KEYS = right
    return wrong


def test_what_does_not_open_is_not_said_to_be_done(
    page, under_a_wrong_key, as_owner, new_key
):
    told = StringIO()

    with pytest.raises(CommandError, match=f"1 keys open with none.*{page.space_id}"):
        as_owner(lambda: call_command("rotate_master_keys", stdout=told))

    assert "Nothing is left" not in told.getvalue()
    assert as_owner(lambda: sorted(set(masters()))) == ["first", "second"]
    # Not under the first one either: it is opened, not believed by its name.
    as_owner(lambda: DataKey.objects.update(master="second"))
    with pytest.raises(CommandError, match=f"1 keys open with none.*{page.space_id}"):
        as_owner(lambda: call_command("rotate_master_keys", stdout=told))
    assert "Nothing is left" not in told.getvalue()


@pytest.mark.parametrize("said_to_be_under", ["first", "second"])
def test_the_wrong_key_mends_it_under_a_name_of_its_own(
    page, mentee, under_a_wrong_key, as_owner, new_key, settings, said_to_be_under
):
    its_key = DataKey.objects.filter(pk=page.space_id)
    as_owner(lambda: its_key.update(master=said_to_be_under))
    settings.MASTER_KEYS = [*settings.MASTER_KEYS, ("wrong", under_a_wrong_key)]
    as_owner(lambda: add_master_key(name="wrong"))

    found = as_owner(rotate_master_keys)

    assert found.closed == []
    settings.MASTER_KEYS = [new_key]
    assert read(page, mentee) == BODY


def test_what_an_old_process_opens_meanwhile_is_rotated_too(
    page, as_owner, new_key, settings, monkeypatch
):
    go_through = master_keys._go_through
    calls = []

    def opens_one(*arguments):
        go_through(*arguments)
        calls.append(arguments)
        if len(calls) == 1:
            order = settings.MASTER_KEYS
            row = DataKey.objects.first()
            space = facts_of([row.pk])[row.pk]
            data_key = master_keys.unwrap(space, row.master, row.wrapped)
            settings.MASTER_KEYS = order[::-1]
            row.master, row.wrapped = master_keys.wrap(space, data_key)
            row.save()
            settings.MASTER_KEYS = order

    monkeypatch.setattr(master_keys, "_go_through", opens_one)

    found = as_owner(rotate_master_keys)

    assert found.missing == set()
    assert as_owner(lambda: set(masters())) == {"second"}


def test_the_owner_still_reads_no_text(page, as_owner, new_key):
    as_owner(rotate_master_keys)

    assert as_owner(Text.objects.count) == 0

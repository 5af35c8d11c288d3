"""Master keys are replaced without anybody's text being opened."""

import os
from io import StringIO

import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from spaces import services
from spaces.acting import acting_as
from spaces.models import DataKey
from spaces.sealing import CannotOpen
from spaces.services import own_space, rotate_master_keys
from tests.conftest import connect_as
from workbook.models import Page

pytestmark = pytest.mark.django_db(transaction=True)
BODY = "Rust nemen"


@pytest.fixture
def page(mentee):
    with acting_as(mentee), transaction.atomic():
        space = own_space(mentee)
        return Page.objects.create(space=space, author=mentee, kind="goal", body=BODY)


@pytest.fixture
def as_owner(monkeypatch, settings):
    """Run something as the owner, as manage.py does for this command."""
    web = connection.settings_dict["USER"]
    with connect_as("owner") as owner:
        name = owner.info.user

    def _as_owner(act):
        settings.PROCESS = "owner"
        connection.close()
        connection.settings_dict["USER"] = name
        try:
            return act()
        finally:
            connection.close()
            connection.settings_dict["USER"] = web

    return _as_owner


@pytest.fixture
def new_key(settings):
    old = configured.MASTER_KEYS
    settings.MASTER_KEYS = [("second", os.urandom(32)), *old]
    return settings.MASTER_KEYS[0]


def read(page, person):
    with acting_as(person), transaction.atomic():
        return Page.objects.get(pk=page.pk).body


def test_the_old_key_can_go_after_rotating(page, mentee, as_owner, new_key, settings):
    assert read(page, mentee) == BODY

    done, missing = as_owner(rotate_master_keys)

    assert done > 5
    assert missing == set()
    settings.MASTER_KEYS = [new_key]
    assert read(page, mentee) == BODY
    assert as_owner(rotate_master_keys) == (0, set())


def test_what_was_interrupted_goes_on(
    page, mentee, as_owner, new_key, settings, monkeypatch
):
    monkeypatch.setattr(services, "ROTATED_AT_ONCE", 2)
    wrap, wrapped = services.wrap, []

    def breaks_off(*arguments):
        wrapped.append(arguments)
        if len(wrapped) == 4:
            raise KeyboardInterrupt
        return wrap(*arguments)

    monkeypatch.setattr(services, "wrap", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        as_owner(rotate_master_keys)
    # Some are under the one key and some under the other: all of them open.
    assert read(page, mentee) == BODY

    done, _missing = as_owner(rotate_master_keys)

    assert done == as_owner(DataKey.objects.count) - 2
    settings.MASTER_KEYS = [new_key]
    assert read(page, mentee) == BODY


def test_a_missing_key_is_named_and_nothing_is_lost(page, mentee, as_owner, settings):
    old = settings.MASTER_KEYS
    settings.MASTER_KEYS = [("second", os.urandom(32))]
    told = StringIO()

    with pytest.raises(CommandError, match=f"under {old[0][0]}"):
        as_owner(lambda: call_command("rotate_master_keys", stdout=told))

    assert told.getvalue() == "Wrapped anew: 0.\n"
    with pytest.raises(CannotOpen):
        read(page, mentee)
    settings.MASTER_KEYS = [*settings.MASTER_KEYS, *old]
    assert read(page, mentee) == BODY


def test_the_owner_still_reads_no_text(page, as_owner, new_key):
    as_owner(rotate_master_keys)

    assert as_owner(Page.objects.count) == 0

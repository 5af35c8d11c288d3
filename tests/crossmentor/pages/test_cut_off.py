"""Which errors are the limits of the database, and say that it is busy."""

import pytest
from django.db import IntegrityError, OperationalError
from psycopg import errors

from crossmentor.pages.errors import CUT_OFF, was_cut_off


def caused(error, *causes):
    last = error
    for cause in causes:
        last.__cause__ = cause
        last = cause
    return error


@pytest.mark.parametrize("cut", CUT_OFF)
def test_what_a_limit_cut_off_is_known_however_deep_it_lies(cut):
    assert was_cut_off(cut())
    assert was_cut_off(caused(OperationalError(), cut()))
    assert was_cut_off(caused(RuntimeError(), OperationalError(), cut()))


@pytest.mark.parametrize(
    "error",
    [
        None,
        ZeroDivisionError(),
        caused(IntegrityError(), errors.UniqueViolation()),
        # Gone, refused or wrong is not busy.
        caused(OperationalError(), errors.AdminShutdown()),
        caused(OperationalError(), errors.InsufficientPrivilege()),
    ],
)
def test_another_error_is_not_told_as_busy(error):
    assert not was_cut_off(error)


def test_what_was_handled_before_another_error_counts_no_more():
    later = ZeroDivisionError()
    later.__context__ = errors.QueryCanceled()

    assert not was_cut_off(later)

"""Tests that go everywhere: some of the way in `make test`, all of it in `make walks`.

Of a test in many variants that needs the database two stay, in a browser one; the
marker `sample` says another number (tests/conftest.py). Of a file in LONG one test stays:
it drives processes or a browser, or tries so many ways that it takes minutes. Of what
is in ONLY_WALKS none does, as what stays elsewhere asks the same of less.
"""

import pytest

LONG = (
    "tests/boards/solving/test_bound.py",
    "tests/browser/",
    "tests/crossmentor/backups/",
    "tests/crossmentor/embedded/",
    "tests/crossmentor/test_refusing.py",
    "tests/spaces/test_sql_files.py",
)

ONLY_WALKS = (
    "tests/boards/sheets/test_carrying_out.py",
    "tests/boards/test_away.py::test_improving_moves_at_most_so_many",
    "tests/boards/test_board_sequences.py",
    "tests/browser/test_adviser.py",
    "tests/browser/test_after.py",
    "tests/browser/test_casting.py",
    "tests/browser/test_extension.py",
    "tests/browser/test_handbook.py",
    "tests/browser/test_kinds.py",
    "tests/browser/test_leaving.py",
    "tests/browser/test_overview.py",
    "tests/browser/test_pairs.py",
    "tests/browser/test_pictures.py",
    "tests/browser/test_plain_http.py",
    "tests/browser/test_poll.py",
    "tests/browser/test_print.py",
    "tests/browser/test_run.py",
    "tests/browser/test_run_methods.py",
    "tests/browser/test_searching.py",
    "tests/browser/test_sent_on.py",
    "tests/browser/test_stance.py",
    "tests/browser/test_taking_along.py",
    "tests/browser/test_typed.py",
    "tests/calendars/test_converging.py",
    "tests/crossmentor/backups/test_bare_machine.py",
    "tests/crossmentor/embedded/test_schema.py",
    "tests/crossmentor/pages/export/test_export.py::test_memory_does_not_grow",
    "tests/crossmentor/pages/export/test_export.py::test_what_is_much_goes_on",
    "tests/crossmentor/pages/export/test_export.py::test_queries_do_not_grow",
    "tests/crossmentor/running/test_run.py",
    # `make lint` asks it.
    "tests/crossmentor/test_circles.py",
    "tests/crossmentor/test_every_page_costs.py",
    "tests/crossmentor/test_true_mails.py",
    "tests/crossmentor/test_year_of_mails.py",
    "tests/handbook/test_question_rules.py::test_what_the_rules_were_made_of",
    "tests/intake/test_rounds.py::test_whatever_is_pressed",
    "tests/people/accounts/test_attempts.py::test_asking_for_links_from_one_address",
    "tests/people/accounts/test_attempts.py::test_guessing_at_everybody_from_one",
    "tests/people/accounts/test_attempts.py::test_nobody_is_flooded_with_links",
    "tests/people/accounts/test_attempts.py::test_made_up_addresses_do_not_evade",
    "tests/people/accounts/test_attempts.py::test_thirty_strangers_a_minute",
    "tests/sessions/year/test_extending.py::test_any_order_of_votes",
)


def thinned(every):
    """Give a test `every`: it takes `ways[::every]`, of so many one, or every one."""
    some = pytest.param(every, id="some")
    all_of_them = pytest.param(1, id="all", marks=pytest.mark.walk)
    return pytest.mark.parametrize("every", [some, all_of_them])


def walks_of(ways, some):
    """All but so many, spread evenly from the first on, which stay."""
    stay = {number * len(ways) // some for number in range(some)}
    return [one for number, one in enumerate(ways) if number not in stay]

"""Who can read this, and who cannot: as the grants and policies in force have it."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from spaces import selfcheck
from spaces.acting import acting_as
from spaces.audience import audience_of, only
from spaces.reasons import told_of
from spaces.selfcheck import Fault
from spaces.services import open_space, own_space
from tests import factories
from tests.conftest import connect_as

CANNOT = "This cannot be promised now."
HELD = {
    "coordinator": "the database shows what is here to them alone",
    "manager": "no report or rating is made of what stands here",
    "host": "Who controls the running server and its keys could.",
    "administrator": "Sees that there is a text, whose, with whom and when",
}
OWN = "/spaces/own/readers/"


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch):
    monkeypatch.setattr(selfcheck, "_last", None)


@pytest.fixture
def planted():
    """Runs a statement as the superuser, and takes back what it did."""
    healing = []
    with connect_as("superuser") as superuser:

        def plant(statement, heal):
            healing.append(heal)
            superuser.execute(statement)

        yield plant
        for statement in healing:
            superuser.execute(statement)


def circle_page(group):
    return reverse("spaces:readers", args=[group.circle_id])


def kept(text) -> list[str]:
    """Of whom the page keeps its promise."""
    return [who for who, words in HELD.items() if words in text]


@pytest.mark.django_db
def test_a_member_reads_who_can_and_who_cannot(signed_in, mentee, group):
    page = signed_in(mentee).get(circle_page(group)).text

    for seat in group.seats.all():
        assert seat.person.full_name in page
    assert kept(page) == list(HELD)
    assert "Decides who is in a group, and you are told of each." in page
    assert CANNOT not in page
    assert dt.date.today().strftime("%Y") in page


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["coordinator", "outsider"])
def test_who_is_no_member_does_not_find_it(role, request, signed_in, group):
    person = request.getfixturevalue(role)

    assert signed_in(person).get(circle_page(group)).status_code == 404


@pytest.mark.django_db
def test_who_left_does_not_find_it(signed_in, group, mentee, coordinator):
    from spaces.services import leave_space

    leave_space(space_id=group.circle_id, person=mentee)

    assert signed_in(mentee).get(circle_page(group)).status_code == 404


@pytest.mark.django_db
def test_what_is_ones_own_has_its_page_before_anything_is_written(signed_in, mentee):
    page = signed_in(mentee).get(OWN).text

    assert "Nobody can be added to what is yours alone." in page
    assert kept(page) == list(HELD)


@pytest.mark.django_db
def test_what_is_ones_own_says_the_same_afterwards(signed_in, mentee):
    with acting_as(mentee), transaction.atomic():
        own_space(mentee)

    page = signed_in(mentee).get(OWN).text

    assert "Nobody can be added to what is yours alone." in page


@pytest.mark.django_db
def test_what_was_given_says_until_when(signed_in, mentee, mentor):
    until = dt.date.today() + dt.timedelta(days=9)
    with acting_as(mentee), transaction.atomic():
        space = open_space(
            kind="shared", members=[mentee, mentor], owner=mentee, until=until
        )

    page = signed_in(mentor).get(reverse("spaces:readers", args=[space.pk])).text

    assert "Nobody can be added to what was given away." in page
    assert page.count("until and including") == 1


@pytest.mark.django_db
def test_a_reader_who_coordinates_elsewhere_is_named(signed_in, mentee, mentor, group):
    other = factories.ProgrammeFactory(organisation=mentor.organisation)
    other.coordinators.create(person=mentor)

    page = signed_in(mentee).get(circle_page(group)).text

    assert f"{mentor.full_name} reads this as one of the people named above" in page


@pytest.mark.django_db
def test_it_costs_as_much_for_few_as_for_many(
    signed_in, mentee, group, django_assert_max_num_queries
):
    client = signed_in(mentee)
    client.get(OWN)

    with django_assert_max_num_queries(12):
        client.get(circle_page(group))


TABLE = "writing_text"
FAULTS = {
    "the worker is granted a table": (
        f"GRANT SELECT ON {TABLE} TO crossmentor_worker",
        f"REVOKE ALL ON {TABLE} FROM crossmentor_worker",
        {"host"},
        Fault("worker", TABLE),
    ),
    "the worker is granted a column": (
        f"GRANT SELECT (body) ON {TABLE} TO crossmentor_worker",
        f"REVOKE ALL ON {TABLE} FROM crossmentor_worker",
        {"host"},
        Fault("worker", TABLE),
    ),
    "row-level security is off": (
        f"ALTER TABLE {TABLE} DISABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY",
        {"coordinator", "manager"},
        Fault("open", TABLE),
    ),
    "a policy lets everybody in": (
        f"CREATE POLICY everybody ON {TABLE} USING (true)",
        f"DROP POLICY everybody ON {TABLE}",
        {"coordinator", "manager"},
        Fault("policy", TABLE, "everybody"),
    ),
    "somebody else is granted a table": (
        f"CREATE ROLE reporting; GRANT SELECT ON {TABLE} TO reporting",
        f"REVOKE ALL ON {TABLE} FROM reporting; DROP ROLE reporting",
        {"manager", "administrator"},
        Fault("granted", TABLE, "reporting"),
    ),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_takes_the_sentence_away(name, planted, signed_in, mentee):
    statement, heal, broken, fault = FAULTS[name]
    client = signed_in(mentee)
    planted(statement, heal)

    page = client.get(OWN).text

    assert set(HELD) - set(kept(page)) == broken
    assert page.count(CANNOT) == len(broken)
    assert fault in selfcheck.last().faults
    assert told_of(fault) in page
    assert "Not all of this is certain now" in page


@pytest.mark.django_db(transaction=True)
def test_the_line_above_a_text_warns_and_is_well_again(planted, signed_in, mentee):
    client = signed_in(mentee)
    address = reverse("workbook:new_goal")
    doubt = "Not certain now: see why"
    assert doubt not in client.get(address).text

    with connect_as("superuser") as superuser:
        superuser.execute(f"GRANT SELECT ON {TABLE} TO crossmentor_worker")
        try:
            selfcheck.check()
            assert doubt in client.get(address).text
        finally:
            superuser.execute(f"REVOKE ALL ON {TABLE} FROM crossmentor_worker")
    selfcheck.check()
    page = client.get(address).text
    assert doubt not in page
    assert f'href="{OWN}"' in page


@pytest.mark.django_db(transaction=True)
def test_the_sentences_on_a_page_become_a_warning(planted, signed_in, mentee, group):
    client = signed_in(mentee)
    seat = group.seats.get(person=mentee)
    address = reverse("sessions:point_list", args=[seat.pk])
    page = client.get(address).text
    assert kept(page) == list(HELD)
    looked_at = timezone.localtime(selfcheck.last().at, ZoneInfo("Europe/Amsterdam"))
    assert f"last looked, on {looked_at:%-d %B %Y}" in page
    assert CANNOT not in page

    planted(*FAULTS["the worker is granted a table"][:2])
    selfcheck.check()
    page = client.get(address).text
    assert set(HELD) - set(kept(page)) == {"host"}
    assert (page.count(CANNOT), told_of(Fault("worker", TABLE)) in page) == (1, True)


@pytest.mark.django_db
def test_the_sentences_on_a_page_name_who_coordinates_elsewhere(
    signed_in, mentee, mentor, group
):
    other = factories.ProgrammeFactory(organisation=mentor.organisation)
    other.coordinators.create(person=mentor)
    seat = group.seats.get(person=mentee)

    page = signed_in(mentee).get(reverse("sessions:point_list", args=[seat.pk])).text

    assert f"{mentor.full_name} reads this as one of the people named above" in page


@pytest.mark.django_db
def test_the_line_above_a_text_asks_the_database_nothing(
    mentee, group, django_assert_num_queries
):
    with acting_as(mentee):
        line = audience_of(group.circle_id, mentee)
    with django_assert_num_queries(0):
        assert selfcheck.in_doubt() is False
        assert line.why == circle_page(group)
        assert only(mentee).why == OWN


@pytest.mark.django_db
@pytest.mark.parametrize("process", ["web", "worker", "owner", "superuser"])
def test_every_role_sees_that_all_is_well(process):
    with connect_as(process) as seen:
        assert selfcheck.look(seen) == []


@pytest.mark.django_db
def test_looking_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        selfcheck.check()


@pytest.mark.django_db
def test_a_fault_stands_in_the_log(monkeypatch, caplog):
    fault = Fault("worker", TABLE)
    monkeypatch.setattr(selfcheck, "look", lambda: [fault])

    selfcheck.check()
    selfcheck.check()

    assert caplog.text.count(fault.words) == 1
    assert selfcheck.in_doubt()


@pytest.mark.django_db
def test_a_view_over_what_is_confidential_is_a_fault():
    with connect_as("superuser") as superuser:
        with superuser.transaction(force_rollback=True):
            superuser.execute(f"CREATE VIEW one AS SELECT title FROM {TABLE}")
            superuser.execute("CREATE VIEW two AS SELECT * FROM one")
            found = selfcheck.look(superuser)
    assert found == [Fault("view", "one"), Fault("view", "two")]

"""A composition as a spreadsheet, and on paper."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from boards import services
from boards.models import Pin
from boards.sheets.reading import field_of
from programmes.models import Role
from tests.factories import DisciplineFactory, PersonFactory

pytestmark = pytest.mark.django_db


def sheet_of(client, composition):
    response = client.get(reverse("boards:sheet", args=[composition.pk]))
    return load_workbook(BytesIO(response.content)).active


def test_a_row_for_each_person_and_no_formula(coordinated, compose, composition, enrol):
    ((mentor, mentees),) = compose()
    enrol(person__given_name="=1+1", person__employee_number="0042")
    idle = enrol(Role.MENTOR)

    sheet = sheet_of(coordinated, composition)

    rows = list(sheet.iter_rows(min_row=2))
    people = [mentor, *mentees, None, idle]
    assert [row[0].value for row in rows] == [mentor.person.full_name] * 5 + [None] * 2
    assert [row[1].value for row in rows] == ["mentor", *["mentee"] * 5, "mentor"]
    assert {row[3].value for row in rows} >= {p.person.email for p in people if p}
    assert rows[5][2].value.startswith("=1+1")
    assert rows[5][4].value == "0042"
    assert {cell.data_type for row in rows for cell in row if cell.value} == {"s"}
    assert {cell.number_format for row in rows for cell in row} == {"@"}


def test_the_names_of_the_columns_stay_in_sight(coordinated, composition, compose):
    compose()

    sheet = sheet_of(coordinated, composition)

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:L6"
    assert sheet.column_dimensions["D"].width > 15


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_column_that_counts_is_known_again(
    signed_in, coordinator, composition, language
):
    coordinator.language = language
    coordinator.save()

    header = next(sheet_of(signed_in(coordinator), composition).iter_rows())

    names = [cell.value for cell in header]
    assert ("Reason to cross disciplines" in names) == (language == "en")
    assert [found and found[0] for found in map(field_of, names)] == [
        *("group", "role", "full_name", "email", "employee_number"),
        *(None, None, None, None, "pins", "reason", None),
    ]


def test_pins_and_breaches_are_told(coordinated, coordinator, compose, composition):
    (_one, mentees), (other, _rest) = compose(groups=2)
    mentees[1].person.team = mentees[0].person.team
    mentees[1].person.save()
    step = {"composition": composition, "by": coordinator, "mentee": mentees[0]}
    services.pin(**step, version=0, mentor=other, kind=Pin.Kind.FORBID)

    rows = list(sheet_of(coordinated, composition).iter_rows(values_only=True))

    found = {row[3]: row for row in rows}
    assert found[mentees[0].person.email][9] == f"not with {other.person}"
    told = [row[11] for row in rows if row[11] and "same team" in row[11]]
    assert len(told) == 1


@pytest.mark.parametrize("groups", [1, 4])
@pytest.mark.parametrize("name", ["sheet", "print"])
def test_more_groups_take_no_more_queries(
    coordinated, compose, composition, name, groups, django_assert_num_queries
):
    compose(groups=groups)

    with django_assert_num_queries(QUERIES[name]):
        coordinated.get(reverse(f"boards:{name}", args=[composition.pk]))


QUERIES = {"sheet": 11, "print": 12}


def test_paper_tells_the_groups_and_who_has_none(
    coordinated, compose, composition, enrol
):
    ((mentor, mentees),) = compose()
    free = enrol()

    page = coordinated.get(reverse("boards:print", args=[composition.pk]))

    told = page.content.decode()
    for part in [mentor, *mentees, free]:
        assert part.person.full_name in told
        assert str(part.person.team) in told
    assert "Version 0 of the board" in told


def test_each_without_a_group_has_the_reason(
    coordinated, compose, composition, enrol, organisation
):
    compose()
    field = DisciplineFactory(organisation=organisation)
    alone = [enrol(person__discipline=field) for _ in range(4)]

    rows = list(sheet_of(coordinated, composition).iter_rows(values_only=True))
    page = coordinated.get(reverse("boards:print", args=[composition.pk]))

    told = {row[3]: row[11] for row in rows if not row[0]}
    reasons = [told[one.person.email] for one in alone]
    assert all(reasons)
    assert page.content.decode().count(reasons[0].split(".")[0]) == 4


def test_what_is_published_can_be_printed_and_downloaded(
    coordinated, compose, composition, programme
):
    ((mentor, _mentees),) = compose()
    services.publish(composition=composition)

    listed = coordinated.get(reverse("boards:composition_list", args=[programme.pk]))
    url = reverse("boards:print", args=[composition.pk])
    printed = coordinated.get(url).content.decode()

    assert url in listed.content.decode()
    assert mentor.person.full_name in printed
    assert "published on" in printed
    assert "cannot be seated" not in printed
    assert sheet_of(coordinated, composition).max_row == 6


@pytest.mark.parametrize("name", ["sheet", "print"])
def test_for_coordinators_alone(signed_in, coordinator, mentor, composition, name):
    url = reverse(f"boards:{name}", args=[composition.pk])

    for person in (mentor, PersonFactory()):
        assert signed_in(person).get(url).status_code == 404
    assert signed_in(coordinator).post(url).status_code == 405

"""From a spreadsheet to a board: all of the preview, or nothing."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from boards import board, services
from boards.models import Composition, Proposal, SheetImport, Step
from boards.reading import read_board
from boards.sheets import services as sheets
from boards.sheets.services import KEPT
from boards.tasks import forget_sheets
from programmes.models import Role
from spaces.errors import DomainError
from tests.boards.sheets.files import (
    as_xlsx,
    break_discipline,
    break_team,
    carry_out,
    row_of,
    rows_of,
    seats_of,
)

pytestmark = pytest.mark.django_db


def test_a_new_composition_has_its_history(take_in, coordinator, crew, composition):
    crews = [crew(), crew()]
    sheet = take_in(rows_of(*crews))

    made = carry_out(sheet, coordinator)

    assert (made.name, made.version, made.created_by) == ("Spring", 1, coordinator)
    assert [step.kind for step in made.steps.all()] == [Step.Kind.IMPORT]
    services.undo(composition=made, version=1, by=coordinator)
    assert read_board(made) == board.Board()
    assert carry_out(sheet, coordinator) == made
    assert Composition.objects.count() == 2


def test_a_board_is_replaced_in_one_step(
    take_in, coordinator, compose, composition, enrol
):
    (mentor, mentees), (other, others) = compose(groups=2, mentees=5)
    before = read_board(composition)
    moved = row_of(mentees[0], other)
    sheet = take_in(
        [moved, *rows_of((mentor, mentees[1:]), (other, others))], onto=composition
    )

    made = carry_out(sheet, coordinator)

    assert made == composition
    assert read_board(made).seats[str(mentees[0].pk)] == str(other.pk)
    (step,) = made.steps.all()
    assert list(step.change["seats"]) == [str(mentees[0].pk)]
    services.undo(composition=made, version=1, by=coordinator)
    assert read_board(made) == before


@pytest.mark.parametrize("shuffled", [False, True])
def test_what_is_downloaded_can_be_taken_in_again(
    coordinated, coordinator, take_in, compose, composition, enrol, shuffled
):
    (one, mentees), (_other, others) = compose(groups=2, mentees=5)
    namesake = others[0].person
    namesake.given_name, namesake.family_name = "=1+1", mentees[0].person.family_name
    namesake.save()
    break_discipline(one, mentees)
    tired = enrol(Role.MENTOR)
    enrol()
    by = {"composition": composition, "by": coordinator}
    services.give_reason(**by, version=0, mentor=one, reason="To learn")
    services.mark_away(**by, version=1, mentor=tired)
    pins = [(mentees[0], one, "lock"), (others[0], one, "forbid")]
    for version, (mentee, mentor, kind) in enumerate(pins, 2):
        services.pin(**by, version=version, mentee=mentee, mentor=mentor, kind=kind)
    url = reverse("boards:sheet", args=[composition.pk])
    content = coordinated.get(url).content
    if shuffled:
        header, *rows = load_workbook(io.BytesIO(content)).active.iter_rows(
            values_only=True
        )
        content = as_xlsx([header, *reversed(rows)])

    made = carry_out(take_in([], content=content), coordinator)

    assert read_board(made) == read_board(composition)
    composition.refresh_from_db()
    again = carry_out(take_in([], content=content, onto=composition), coordinator)
    assert again.version == composition.version


def test_mentors_of_one_name_keep_their_groups(
    coordinated, coordinator, take_in, compose, composition
):
    for mentor, _mentees in compose(groups=2):
        mentor.person.given_name, mentor.person.family_name = "Anna", "Berg"
        mentor.person.save()
    url = reverse("boards:sheet", args=[composition.pk])

    made = carry_out(take_in([], content=coordinated.get(url).content), coordinator)

    assert read_board(made) == read_board(composition)


def test_a_row_moved_by_hand(coordinated, coordinator, take_in, compose, composition):
    (one, mentees), (other, others) = compose(groups=2, mentees=5)
    url = reverse("boards:sheet", args=[composition.pk])
    book = load_workbook(io.BytesIO(coordinated.get(url).content))
    rows = [list(row) for row in book.active.iter_rows(values_only=True)]
    row = next(row for row in rows if row[3] == mentees[0].person.email)
    row[0] = other.person.full_name

    made = carry_out(take_in([], content=as_xlsx(rows)), coordinator)

    found = read_board(made).seats
    assert found == seats_of((one, mentees[1:]), (other, [mentees[0], *others]))


def test_nothing_is_made_when_the_people_changed_since(take_in, coordinator, crew):
    mentor, mentees = crew(5)
    sheet = take_in(rows_of((mentor, mentees)))
    mark = sheets.plan_sheet(sheet=sheet).mark
    break_team(mentor, mentees)

    with pytest.raises(DomainError, match="changed since this preview"):
        sheets.carry_out_sheet(sheet=sheet, by=coordinator, mark=mark)

    assert not Composition.objects.exists()
    assert carry_out(sheet, coordinator).placements.count() == 4


def test_nothing_is_replaced_when_the_board_changed_since(
    take_in, coordinator, compose, composition
):
    ((mentor, mentees),) = compose(mentees=5)
    sheet = take_in(rows_of((mentor, mentees[1:])), onto=composition)
    mark = sheets.plan_sheet(sheet=sheet).mark
    by = {"composition": composition, "by": coordinator}
    services.move_mentee(**by, version=0, mentee=mentees[1], mentor=None)

    with pytest.raises(DomainError, match="changed since this preview"):
        sheets.carry_out_sheet(sheet=sheet, by=coordinator, mark=mark)

    assert len(read_board(composition).seats) == 4


def test_nothing_is_replaced_while_groups_are_being_proposed(
    take_in, coordinator, compose, composition
):
    ((mentor, mentees),) = compose(mentees=5)
    sheet = take_in(rows_of((mentor, mentees[1:])), onto=composition)
    Proposal.objects.create(composition=composition, requested_by=coordinator)

    with pytest.raises(DomainError, match="being proposed right now"):
        carry_out(sheet, coordinator)

    sheet.refresh_from_db()
    assert sheet.content["lines"]
    assert len(read_board(composition).seats) == 5


def test_a_published_board_is_not_replaced(
    take_in, coordinator, compose, composition, crew
):
    compose()
    sheet = take_in(rows_of(crew()), onto=composition)
    services.publish(composition=composition)
    sheet.refresh_from_db()

    assert carry_out(sheet, coordinator) != composition


def test_what_nobody_wanted_is_forgotten(take_in, crew):
    rows = rows_of(crew())
    kept, old = take_in(rows), take_in(rows)
    old.uploaded_at = timezone.now() - KEPT
    old.save()

    forget_sheets()

    assert list(SheetImport.objects.all()) == [kept]

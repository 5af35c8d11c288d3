"""The pages from upload to board."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from boards.models import Composition, SheetImport
from tests.boards.sheets.files import (
    HEADER,
    as_csv,
    as_xlsx,
    break_team,
    rows_of,
)
from tests.factories import PersonFactory, coordinator_of

pytestmark = pytest.mark.django_db


def upload(client, programme, content, **data):
    file = SimpleUploadedFile("Spring.xlsx", content)
    url = reverse("boards:sheet_new", args=[programme.pk])
    return client.post(url, {"file": file, **data})


def test_from_upload_to_board(coordinated, programme, crew):
    mentor, mentees = crew(5)
    break_team(mentor, mentees)
    content = as_xlsx([HEADER, *rows_of((mentor, mentees))])

    preview = coordinated.get(upload(coordinated, programme, content).url)

    assert "1 row does not come on the board" in preview.content.decode()
    assert not Composition.objects.exists()
    sheet = preview.context["sheet"]
    url = reverse("boards:sheet_carry_out", args=[sheet.pk])
    data = {"mark": preview.context["plan"].mark}
    for _number in range(2):
        response = coordinated.post(url, data)
    made = Composition.objects.get()
    assert response.url == made.get_absolute_url()
    assert coordinated.get(sheet.get_absolute_url()).url == response.url
    sheet.refresh_from_db()
    assert sheet.content == {}


def test_an_old_preview_is_shown_anew(coordinated, programme, crew):
    url = upload(coordinated, programme, as_csv([HEADER, *rows_of(crew())])).url
    sheet = SheetImport.objects.get()

    there = reverse("boards:sheet_carry_out", args=[sheet.pk])
    response = coordinated.post(there, {"mark": "another"}, follow=True)

    assert response.redirect_chain == [(url, 302)]
    (said,) = response.context["messages"]
    assert "changed since this preview" in str(said)


def test_a_refused_file_is_said_beside_the_field(coordinated, programme):
    response = upload(coordinated, programme, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

    (said,) = response.context["form"].errors["file"]
    assert "(.xls)" in said
    assert not SheetImport.objects.exists()


def test_a_board_of_another_programme_cannot_be_replaced(
    coordinated, programme, composition, crew
):
    content = as_csv([HEADER, *rows_of(crew())])

    response = upload(coordinated, programme, content, onto=composition.pk + 1)

    assert list(response.context["form"].errors) == ["onto"]


def test_thrown_away(coordinated, programme, take_in, crew):
    sheet = take_in(rows_of(crew()))

    response = coordinated.post(reverse("boards:sheet_discard", args=[sheet.pk]))

    assert response.url == reverse("boards:composition_list", args=[programme.pk])
    assert not SheetImport.objects.exists()


@pytest.mark.parametrize("name", ["preview", "carry_out", "discard"])
def test_for_coordinators_of_the_programme_alone(
    signed_in, coordinator, mentor, programme, take_in, crew, name
):
    sheet = take_in(rows_of(crew()))
    other = type(programme).objects.create(
        organisation=programme.organisation, name="Other", starts_on="2026-01-01"
    )
    url = reverse(f"boards:sheet_{name}", args=[sheet.pk])

    for person in (mentor, PersonFactory(), coordinator_of(other)):
        client = signed_in(person)
        found = client.get(url) if name == "preview" else client.post(url)
        assert found.status_code == 404
    wrong = signed_in(coordinator)
    refused = wrong.post(url) if name == "preview" else wrong.get(url)
    assert refused.status_code == 405


@pytest.mark.parametrize("count", [1, 4])
def test_more_people_take_no_more_queries(
    coordinated, take_in, crew, count, django_assert_num_queries
):
    crews = [crew(5) for _ in range(count)]
    sheet = take_in(
        [*rows_of(*crews), *(["x", f"{n}@x.example"] for n in range(count))]
    )

    with django_assert_num_queries(QUERIES["preview"]):
        page = coordinated.get(sheet.get_absolute_url())
    url = reverse("boards:sheet_carry_out", args=[sheet.pk])
    with django_assert_num_queries(QUERIES["carry_out"]):
        coordinated.post(url, {"mark": page.context["plan"].mark})

    assert Composition.objects.get().placements.count() == 5 * count


QUERIES = {"preview": 13, "carry_out": 32}

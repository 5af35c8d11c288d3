from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_a_row_for_each_mentee_and_no_formula(
    signed_in, coordinator, compose, composition, enrol
):
    compose()
    enrol(person__given_name="=1+1")
    url = reverse("groups:sheet", args=[composition.pk])

    response = signed_in(coordinator).get(url)

    sheet = load_workbook(BytesIO(response.content)).active
    rows = list(sheet.iter_rows(min_row=2))
    assert len(rows) == 5
    assert rows[-1][1].value.startswith("=1+1")
    assert {cell.data_type for row in rows for cell in row if cell.value} == {"s"}
    assert signed_in(PersonFactory()).get(url).status_code == 404
    assert signed_in(coordinator).post(url).status_code == 405

"""Lists of what somebody kept ask the database as often for one as for many."""

from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handbook.confrontation.texts import KIND_OF
from handbook.pictures.texts import PICTURE
from handbook.questions.texts import QUESTIONS
from spaces.acting import acting_as
from writing import services

pytestmark = pytest.mark.django_db
# Of each list: how its things are saved, (kind, how a key begins) of each text of one.
LISTS = [
    ("handbook:coach", [], [(QUESTIONS, "")]),
    ("handbook:confrontations", [], [(kind, "") for kind in KIND_OF.values()]),
    ("handbook:picture", ["triangle"], [(PICTURE, "triangle.")]),
    ("workbook:check_in_list", [], [("goal", "")]),
]


def keep(person, texts) -> str:
    key = str(uuid4())
    with transaction.atomic(), acting_as(person):
        for kind, begins in texts:
            assert services.write_text(
                kind=kind,
                key=f"{begins}{key}",
                by=person,
                client_id=uuid4(),
                based_on=None,
                body="Eerst luisteren",
            )
    return key


@pytest.mark.parametrize(("name", "args", "texts"), LISTS)
def test_a_list_costs_the_same(signed_in, mentor, group, name, args, texts):
    client, address = signed_in(mentor), reverse(name, args=args)
    for _time in range(2):
        keep(mentor, texts)
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    keys = [keep(mentor, texts) for _time in range(4)]

    with CaptureQueriesContext(connection) as many:
        page = client.get(address)

    assert all(key in page.text for key in keys)
    assert len(many) == len(few)

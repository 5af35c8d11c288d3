"""Taken back is gone (C6): at the next request of whoever could read it, everywhere."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from reminders.models import Mail
from spaces.acting import acting_as
from tests import roles
from workbook.services import write_goal
from writing import services
from writing.models import Shown, Snapshot, Text

pytestmark = pytest.mark.django_db
TITLE, BODY = "Vaker nee zeggen", "Mijn leidinggevende vraagt te veel"


@pytest.fixture(autouse=True)
def _file(settings, tmp_path, at_work):
    settings.ERASURES_FILE = tmp_path / "erasures"


@pytest.fixture
def shown(group, mentee, mentor):
    """A goal that the pair and the circle read, and of which the mentor has a copy."""
    pair = group.seats.get(person=mentee).pair_id
    with acting_as(mentee), transaction.atomic():
        text = write_goal(
            author=mentee,
            goal_id=uuid4(),
            client_id=uuid4(),
            based_on=None,
            title=TITLE,
            body=BODY,
        ).text
        services.show_text(text=text, space_id=pair)
        services.show_text(text=text, space_id=group.circle_id)
        services.give_text(
            text=text, head=text.head, reader=mentor, until=timezone.localdate()
        )
    return text


def take_all_back(text, mentee, how):
    with acting_as(mentee), transaction.atomic():
        if how == "taken back":
            services.take_back_everything(by=mentee)
        elif how == "erased":
            services.erase(text=text, by=mentee)
        else:
            services.erase_all(by=mentee)
    with roles.worker():
        services.carry_out()


PAGES = [
    "/",
    reverse("workbook:shown"),
    reverse("writing:received"),
    reverse("writing:trail"),
    reverse("writing:given"),
    "/inbox/",
]


@pytest.mark.parametrize("how", ["taken back", "erased", "all erased"])
def test_no_byte_of_it_is_left_for_who_could_read_it(
    signed_in, shown, group, mentor, mentee, how
):
    with acting_as(mentor), transaction.atomic():
        copies = [one.get_absolute_url() for one in Shown.objects.all()]
        copies += [one.get_absolute_url() for one in Snapshot.objects.all()]
    pages = [*PAGES, group.get_absolute_url()]
    client = signed_in(mentor)
    before = [client.get(page) for page in (*pages, *copies)]
    assert sum(TITLE in answer.content.decode() for answer in before) >= 5

    take_all_back(shown, mentee, how)

    client = signed_in(mentor)
    for page in copies:
        assert client.get(page).status_code == 404
    for page in pages:
        words = client.get(page).content.decode()
        assert (TITLE in words, BODY in words) == (False, False), page
    for mail in Mail.objects.all():
        assert TITLE not in f"{mail.context}"
    with acting_as(mentor), transaction.atomic():
        assert not Shown.objects.exists()
        assert not Snapshot.objects.exists()
        assert not Text.objects.filter(pk=shown.pk).exists()


def test_no_browser_keeps_a_page_with_it(signed_in, shown, mentor, mentee):
    """The way back asks anew."""
    with acting_as(mentor), transaction.atomic():
        pages = [one.get_absolute_url() for one in Shown.objects.all()]
        pages += [one.get_absolute_url() for one in Snapshot.objects.all()]
    client = signed_in(mentor)

    for page in (*pages, *PAGES[:4]):
        answer = client.get(page)
        assert "no-store" in answer.headers["Cache-Control"], page

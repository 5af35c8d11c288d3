"""A group is called after its mentor, for each reader in the own language, or named."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from groups.models import MentorGroup
from groups.services import join_group, rename_group
from reminders.models import Mail
from tests.factories import form_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def formed(crew):
    mentor, mentees = crew()
    return form_group(mentor=mentor, mentees=mentees)


@pytest.mark.parametrize(
    ("language", "name"), [("nl", "Mentorgroep {}"), ("en", "Mentor group {}")]
)
def test_it_is_called_after_its_mentor_in_the_language_of_the_reader(
    formed, language, name
):
    with override(language):
        assert str(formed) == name.format(formed.mentor.full_name)
    assert formed.name == ""


def test_a_mail_names_it_in_the_language_of_who_gets_it(formed, enrol):
    dutch, english = (seat.person for seat in formed.seats.mentees()[:2])
    for person, language in ((dutch, "nl"), (english, "en")):
        person.language = language
        person.save(update_fields=["language"])

    join_group(group=formed, participation=enrol())

    told = dict(
        Mail.objects.filter(kind="groups.joined").values_list("person", "context")
    )
    assert told[dutch.pk]["group"] == f"Mentorgroep {formed.mentor.full_name}"
    assert told[english.pk]["group"] == f"Mentor group {formed.mentor.full_name}"


def test_a_coordinator_names_it_and_takes_the_name_back(signed_in, coordinator, formed):
    url = reverse("groups:rename", args=[formed.pk])
    client = signed_in(coordinator)

    assert client.get(url).status_code == 200
    for name, shown in (("Delta", "Delta"), ("", f"group {formed.mentor.full_name}")):
        client.post(url, {"name": name})
        formed.refresh_from_db()
        assert str(formed).endswith(shown)


def test_only_a_coordinator_names_it(signed_in, formed, outsider):
    url = reverse("groups:rename", args=[formed.pk])
    statuses = [
        signed_in(person).post(url, {"name": "Mine"}).status_code
        for person in (formed.mentor, outsider)
    ]

    assert statuses == [403, 404]
    assert signed_in(formed.mentor).delete(url).status_code == 405
    formed.refresh_from_db()
    assert formed.name == ""


def test_groups_are_listed_by_what_they_are_called_after(crew):
    groups = []
    for family_name in ("Zwart", "akker"):
        mentor, mentees = crew()
        mentor.person.family_name = family_name
        mentor.person.save()
        groups.append(form_group(mentor=mentor, mentees=mentees))
    rename_group(group=groups[0], name="A name of its own")

    assert list(MentorGroup.objects.all()) == groups[::-1]

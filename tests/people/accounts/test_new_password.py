import subprocess
import time
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import reverse

from people.services.departures import mark_left
from reminders import letters as registry
from reminders.links import open_way_in
from reminders.models import Mail
from tests.factories import PersonFactory
from tests.reminders.catcher import catching
from tests.reminders.processes import REAL_LETTERS, start

PASSWORD = "een zin die niemand raadt"
FORM = {"password1": PASSWORD, "password2": PASSWORD}
ASK = "account_reset_password"


@pytest.fixture
def person(db):
    person = PersonFactory(language="nl")
    person.set_password("wat het eerst was, maar vergeten")
    person.save()
    person.refresh_from_db()
    return person


@pytest.mark.django_db
def test_the_answer_is_the_same_whether_or_not_there_is_such_an_address(
    client, person, mailoutbox
):
    answers = [
        client.post(reverse(ASK), {"email": email})
        for email in (person.email, "niemand@firm.example")
    ]

    assert {(one.status_code, one.url) for one in answers} == {
        (302, reverse("account_reset_password_done"))
    }
    # Nothing is sent while somebody waits for the page.
    assert mailoutbox == []
    assert Mail.objects.get().person == person


@pytest.mark.django_db
def test_somebody_without_access_is_told_nothing(client, mailoutbox):
    person = PersonFactory(email="weg@firm.example")
    mark_left(person=person, by=PersonFactory())

    client.post(reverse(ASK), {"email": "weg@firm.example"})

    assert not Mail.objects.filter(kind="people.new_password").exists()


@pytest.mark.django_db
def test_the_link_works_once_and_lies_nowhere_in_the_database(client, person):
    client.post(reverse(ASK), {"email": person.email})
    mail = Mail.objects.get()
    assert (mail.link, mail.context) == (reverse(ASK), {})
    path = open_way_in(mail.way_in, to=person.email)
    assert path.encode() not in bytes(mail.way_in)

    page = client.get(path, follow=True)
    done = client.post(page.redirect_chain[-1][0], FORM)

    assert done.status_code == 302
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    client.session.flush()
    assert not client.get(path).has_header("Location")


@pytest.mark.django_db(transaction=True)
def test_the_worker_mails_it_in_the_language_of_the_person(client, person):
    client.post(
        reverse(ASK), {"email": person.email}, headers={"Accept-Language": "en"}
    )
    registry.all_letters.cache_clear()

    with catching() as (port, caught):
        caught.port = port
        worker = start(
            caught,
            *("-m", "tests.reminders.work"),
            module=REAL_LETTERS,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        said, _nothing = worker.communicate(timeout=60)

    assert worker.returncode == 0, said
    (sent,) = caught.messages
    assert Mail.objects.get().way_in is None
    message = message_from_bytes(sent.as_bytes(), policy=policy.default)
    text = message.get_body(("plain",)).get_content()
    assert message["To"].endswith(f"<{person.email}>")
    assert "wachtwoord" in message["Subject"]
    link = next(word for word in text.split() if word.startswith("http"))
    assert link.startswith(settings.BASE_URL)
    page = client.get(urlsplit(link).path, follow=True)
    assert client.post(page.redirect_chain[-1][0], FORM).status_code == 302
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


@pytest.mark.django_db
def test_it_is_limited(client, person):
    for _again in range(7):
        client.post(reverse(ASK), {"email": person.email})

    assert Mail.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["x-y", "1-abc-def", "zzzz-set-password"])
def test_a_forged_link_opens_nothing(client, person, key):
    response = client.get(f"/account/password/reset/key/{key}/", follow=True)

    assert b"password1" not in response.content


def test_a_password_is_asked_for_in_our_words(client, mentor):
    mentor.set_unusable_password()
    mentor.language = "nl"
    mentor.save()
    client.force_login(mentor)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "email": mentor.email}
    ]
    session["account_authentication_methods_user"] = str(mentor.pk)
    session.save()

    page = client.get(reverse("account_set_password")).content.decode()

    assert "Minstens 12 tekens." in page
    assert "Uw " not in page

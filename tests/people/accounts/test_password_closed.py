"""Where single sign-on lets people in, the host can close the mailed new password."""

from io import StringIO

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from people.accounts.services.invitations import invitation_path, invite
from people.accounts.services.notes import Event
from people.accounts.services.passwords import new_password_path
from people.accounts.services.ways import ways_left
from people.models import Coordinator, Person
from reminders.message import make_message
from reminders.models import Mail
from tests.factories import OrganisationFactory, PersonFactory
from tests.people.accounts import test_single_sign_on as sso
from tests.showing import just_now

# A real provider, connected with one organisation.
running, as_owner, connected = sso.running, sso.as_owner, sso.connected
provider, eva = sso.provider, sso.eva

pytestmark = pytest.mark.django_db
ASK = reverse("account_reset_password")
FORM = {"password1": sso.RIGHT, "password2": sso.RIGHT}
WORDS = "sign in with Waardpas"


@pytest.fixture
def closed(provider, settings):
    settings.PASSWORD_RESET_CLOSED = True


@pytest.fixture
def known(eva):
    eva.set_password("wat ooit gekozen is")
    eva.save()
    eva.refresh_from_db()
    return eva


@pytest.fixture
def colleague():
    """Of an organisation that has no single sign-on."""
    person = PersonFactory(language="en")
    person.set_password("wat ooit gekozen is")
    person.save()
    person.refresh_from_db()
    return person


def kinds():
    return list(Mail.objects.order_by("pk").values_list("person", "kind"))


def test_who_forgot_it_reads_what_to_do_instead(client, closed, known):
    response = client.get(ASK)

    assert response.status_code == 403
    assert WORDS in response.text
    assert "<form" not in response.text.partition("<footer")[0]
    assert client.post(ASK, {"email": known.email}).status_code == 403
    assert not Mail.objects.exists()


def test_people_of_other_organisations_still_get_one(client, closed, known, colleague):
    page = client.get(ASK)
    assert "Are you of Van Waard? Then sign in with Waardpas" in page.text

    answers = [
        client.post(ASK, {"email": email})
        for email in (known.email, colleague.email, "nobody@firm.example")
    ]

    # The same for a stranger who asks, whoever is meant.
    assert {(one.status_code, one.url) for one in answers} == {
        (302, reverse("account_reset_password_done"))
    }
    assert kinds() == [
        (known.pk, "people.no_new_password"),
        (colleague.pk, "people.new_password"),
    ]
    mail = Mail.objects.get(person=known)
    mail.person = known
    text = make_message(mail).body
    assert "you sign in with Waardpas" in text
    assert mail.way_in is None
    assert "/password/reset/key/" not in text


def test_a_link_of_before_leads_nowhere(client, closed, known):
    path = new_password_path(known)
    key = path.split("-", 1)[1]

    for address in (path, path.replace(key, "set-password/")):
        page = client.get(address)
        assert (page.status_code, WORDS in page.text) == (403, True)
        assert client.post(address, FORM).status_code == 403
    known.refresh_from_db()
    assert known.check_password("wat ooit gekozen is")


def test_a_link_that_was_opened_before_leads_nowhere(client, provider, known, settings):
    page = client.get(new_password_path(known), follow=True)
    settings.PASSWORD_RESET_CLOSED = True

    assert client.post(page.redirect_chain[-1][0], FORM).status_code == 403
    known.refresh_from_db()
    assert known.check_password("wat ooit gekozen is")


def test_nobody_who_is_signed_in_chooses_a_first_one(closed, eva):
    client = Client()
    client.force_login(eva, django_settings.AUTHENTICATION_BACKENDS[0])
    just_now(client, eva)

    for ask in (client.get, client.post):
        response = ask(reverse("account_set_password"), FORM)
        assert (response.status_code, WORDS in response.text) == (403, True)
    eva.refresh_from_db()
    assert not eva.has_usable_password()


def test_nor_by_an_invitation(client, closed, eva):
    path = invitation_path(invite(person=eva))

    for ask in (client.get, client.post):
        response = ask(path, {"password": sso.RIGHT})
        assert (response.status_code, WORDS in response.text) == (403, True)
    eva.refresh_from_db()
    assert not eva.has_usable_password()
    # By single sign-on the same person comes in.
    assert Person.objects.get(pk=eva.pk).invitations.get().used_at is None


def test_a_password_of_before_goes_on_working(client, closed, known):
    form = {"login": known.email, "password": "wat ooit gekozen is"}
    client.post(reverse("account_login"), form)

    assert client.session["_auth_user_id"] == str(known.pk)


def test_a_coordinator_who_has_not_connected_it_is_not_locked_out(
    client, closed, known
):
    OrganisationFactory()
    Coordinator.objects.create(organisation=known.organisation, person=known)

    client.post(ASK, {"email": known.email})
    assert kinds() == [(known.pk, "people.new_password")]

    known.socialaccount_set.create(provider="organisation", uid="1")
    client.post(ASK, {"email": known.email})
    assert kinds()[1:] == [(known.pk, "people.no_new_password")]


def test_it_is_open_where_the_host_did_not_close_it(client, provider, known):
    assert client.get(ASK).status_code == 200
    client.post(ASK, {"email": known.email})

    assert kinds() == [(known.pk, "people.new_password")]


def test_it_is_open_without_single_sign_on(client, settings, colleague):
    settings.PASSWORD_RESET_CLOSED = True
    client.post(ASK, {"email": colleague.email})

    assert kinds() == [(colleague.pk, "people.new_password")]


def test_the_host_takes_a_forgotten_password_away(closed, known):
    said = StringIO()
    call_command("take_away_password", known.email.upper(), stdout=said)

    known.refresh_from_db()
    assert not known.has_usable_password()
    assert (
        said.getvalue() == f"{known} has no password any more, and is told by mail.\n"
    )
    assert Mail.objects.get().context["event"] == Event.PASSWORD_TAKEN


def test_the_host_takes_no_last_way_in_away(closed, colleague):
    with pytest.raises(CommandError, match="Nothing else lets"):
        call_command("take_away_password", colleague.email)

    colleague.refresh_from_db()
    assert colleague.has_usable_password()
    assert ways_left(colleague, without=None) == 1

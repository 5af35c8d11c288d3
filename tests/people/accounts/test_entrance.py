import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from people.accounts.services.demo import sign_in_path
from people.accounts.services.invitations import invitation_path, invite
from people.models import Invitation
from people.services.departures import mark_left
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
PASSWORD = "een zin die niemand raadt"


@pytest.fixture
def newcomer():
    return PersonFactory(password="")


def test_invitation_lets_choose_a_password_and_go_in(client, newcomer):
    path = invitation_path(invite(person=newcomer))
    assert newcomer.given_name.encode() in client.get(path).content

    response = client.post(path, {"password": PASSWORD})

    assert response.status_code == 302
    newcomer.refresh_from_db()
    assert newcomer.check_password(PASSWORD)
    assert client.get("/").status_code == 200


def test_invitation_works_once(client, newcomer):
    path = invitation_path(invite(person=newcomer))
    client.post(path, {"password": PASSWORD})
    client.logout()

    response = client.post(path, {"password": "een andere zin van iemand"})

    assert response.status_code == 404
    newcomer.refresh_from_db()
    assert newcomer.check_password(PASSWORD)


def test_invitation_of_somebody_with_a_way_in_changes_nothing(client):
    person = PersonFactory()
    person.set_password(PASSWORD)
    person.save()
    path = invitation_path(invite(person=person))

    assert client.post(path, {"password": "x" * 20}).status_code == 404
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


@pytest.mark.parametrize("spoil", ["forged", "expired", "inactive"])
def test_invitation_that_does_not_count_is_not_found(client, newcomer, spoil):
    invitation = invite(person=newcomer)
    path = invitation_path(invitation)
    if spoil == "forged":
        path = reverse("people:invitation", args=["x" + path.split("/")[-2]])
    elif spoil == "expired":
        invitation.expires_at = timezone.now() - dt.timedelta(minutes=1)
        invitation.save()
    else:
        mark_left(person=newcomer, by=PersonFactory())

    assert client.post(path, {"password": PASSWORD}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_weak_password_is_refused_in_words(client, newcomer):
    path = invitation_path(invite(person=newcomer))

    response = client.post(path, {"password": "kort"})

    assert b"12 characters" in response.content
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("pressed", [{}, {"passkey": "1"}, {"name": "my phone"}])
@pytest.mark.parametrize("name", ["invitation", "invitation_passkey"])
def test_opening_a_link_and_pressing_its_buttons_uses_nothing_up(
    client, newcomer, name, pressed
):
    invitation = invite(person=newcomer)
    key = invitation_path(invitation).split("/")[-2]
    path = reverse(f"people:{name}", args=[key])
    before = Invitation.objects.values().get()

    for answer in (client.get(path), client.post(path, pressed), client.get(path)):
        assert answer.status_code == 200

    assert Invitation.objects.values().get() == before
    assert "_auth_user_id" not in client.session
    assert not Authenticator.objects.exists()


def test_a_first_passkey_is_not_called_a_master_key(client, newcomer):
    key = invitation_path(invite(person=newcomer)).split("/")[-2]

    page = client.get(reverse("people:invitation_passkey", args=[key]))

    assert page.context["form"]["name"].initial == "Passkey"


MADE_UP = [
    *("", "{}", "[]", "7", "null", '"x"', '{"id": "x"}', '{"response": 7}', "\x00"),
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"userHandle": 7}}',
    '{"id": "eA", "rawId": "eA", "response": {"clientDataJSON": "eA", '
    '"attestationObject": "eA", "authenticatorData": "eA", "signature": "eA"}}',
]


@pytest.mark.parametrize("credential", MADE_UP)
def test_a_made_up_passkey_signs_nobody_in(client, newcomer, credential):
    page = reverse("mfa_login_webauthn")
    client.get(page, headers={"Accept": "application/json"})

    response = client.post(page, {"credential": credential})

    assert response.status_code in (200, 302)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("credential", MADE_UP)
def test_what_is_no_passkey_lets_nobody_in(client, newcomer, credential):
    key = invitation_path(invite(person=newcomer)).split("/")[-2]
    path = reverse("people:invitation_passkey", args=[key])
    client.get(path)

    response = client.post(path, {"name": "my phone", "credential": credential})

    assert response.status_code == 200
    assert "_auth_user_id" not in client.session
    assert not newcomer.has_way_in


def test_sign_in_with_the_password(client, newcomer):
    newcomer.set_password(PASSWORD)
    newcomer.save()
    form = {"login": newcomer.email.upper(), "password": PASSWORD}

    response = client.post(reverse("account_login"), form)

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(newcomer.pk)


def test_sign_in_is_rate_limited(client, newcomer):
    form = {"login": newcomer.email, "password": "verkeerd"}
    for _attempt in range(5):
        client.post(reverse("account_login"), form)
    newcomer.set_password(PASSWORD)
    newcomer.save()

    client.post(reverse("account_login"), form | {"password": PASSWORD})

    assert "_auth_user_id" not in client.session


def test_there_is_no_open_sign_up(client):
    form = {
        "email": "iemand@firm.example",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }

    client.post(reverse("account_signup"), form)

    assert not PersonFactory._meta.model.objects.exists()


def test_demo_links_work_in_development_only(client, newcomer, settings):
    path = sign_in_path(newcomer)
    assert client.get(path).status_code == 404

    settings.DEBUG = True
    assert client.get(path).status_code == 302
    assert client.session["_auth_user_id"] == str(newcomer.pk)


@pytest.mark.parametrize("signed", [True, False])
def test_language_is_chosen_and_kept(client, signed, newcomer):
    if signed:
        client.force_login(newcomer, "django.contrib.auth.backends.ModelBackend")

    response = client.post(
        reverse("set_language"), {"language": "nl", "next": "/account/login/"}
    )

    assert response.url == "/account/login/"
    newcomer.refresh_from_db()
    assert newcomer.language == ("nl" if signed else "en")
    page = client.get("/" if signed else "/account/login/")
    assert b'lang="nl"' in page.content


def test_language_does_not_lead_away(client):
    form = {"language": "nl", "next": "https://elsewhere.example/"}
    assert client.post(reverse("set_language"), form).url == "/"


def test_account_page_shows_your_own(client, newcomer):
    client.force_login(newcomer, "django.contrib.auth.backends.ModelBackend")
    content = client.get(reverse("people:account")).content.decode()
    assert newcomer.email in content


@pytest.mark.parametrize(
    "name", ["mfa_index", "mfa_activate_totp", "account_set_password"]
)
def test_pages_about_signing_in_are_there(client, newcomer, name):
    path = invitation_path(invite(person=newcomer))
    client.post(path, {"password": PASSWORD})
    response = client.get(reverse(name), follow=True)
    assert response.status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "people:invitation",
        "people:invitation_passkey",
        "people:address",
        "people:step_reset",
    ],
)
def test_no_browser_keeps_the_page_of_a_link(client, name):
    response = client.get(reverse(name, args=["ended"]))

    assert response.status_code == 404
    assert response.headers["Cache-Control"] == "no-store, private"


def test_nor_that_of_a_link_which_opens(client, newcomer):
    response = client.get(invitation_path(invite(person=newcomer)))

    assert newcomer.given_name in response.text
    assert response.headers["Cache-Control"] == "no-store, private"

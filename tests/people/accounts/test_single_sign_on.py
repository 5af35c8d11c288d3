"""Through the real flow, against a real provider: who comes in, and as whom."""

import os
import subprocess
import sys

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from crossmentor import environment
from people.accounts.claims import Claims, claims_of
from people.accounts.discovery import discover
from people.accounts.services.single_sign_on import connect_provider, end_links
from people.models import Coordinator, Organisation, Person, SignIn, SingleSignOn
from people.services.departures import mark_left
from reminders.models import Mail
from spaces.errors import DomainError
from tests.factories import OrganisationFactory, PersonFactory, ProgrammeFactory
from tests.people.accounts.provider import CLIENT, SECRET, Provider

pytestmark = pytest.mark.django_db
LOGIN = "/account/oidc/organisation/login/"
CONNECT = "/account/oidc/organisation/connect/"
RIGHT = "een zin die niemand raadt"
EVA = "eva@vanwaard.example"


@pytest.fixture(scope="module")
def running():
    provider = Provider()
    yield provider
    provider.stop()


@pytest.fixture(scope="module")
def as_owner(django_db_setup, django_db_blocker):
    """Runs something as the owner, who alone says for whom a provider speaks."""

    def run(do):
        with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
            connection.close()
            patch.setitem(connection.settings_dict, "USER", "crossmentor_owner")
            patch.setattr(settings, "PROCESS", "owner")
            try:
                return do()
            finally:
                connection.close()

    return run


@pytest.fixture(scope="module")
def connected(as_owner, running):
    """An organisation that the provider speaks for."""

    def make():
        organisation = Organisation.objects.create(name="Van Waard", slug="van-waard")
        SingleSignOn.objects.create(
            provider="organisation", organisation=organisation, issuer=running.url
        )
        return organisation

    made = as_owner(make)
    yield made
    as_owner(lambda: (SingleSignOn.objects.all().delete(), made.delete()))


@pytest.fixture
def provider(running, monkeypatch, settings, connected):
    running.forget()
    configure(running, monkeypatch, settings)
    return running


def configure(running, monkeypatch, settings, **further):
    given = {
        "OIDC_SERVER_URL": running.url,
        "OIDC_CLIENT_ID": CLIENT,
        "OIDC_CLIENT_SECRET": SECRET,
        "OIDC_NAME": "Waardpas",
    }
    for name, value in (given | further).items():
        monkeypatch.setenv(name, value)
    settings.SOCIALACCOUNT_PROVIDERS = environment.openid_connect()


@pytest.fixture
def trusting(provider, monkeypatch, settings):
    configure(provider, monkeypatch, settings, OIDC_TRUST_ADDRESS="yes")


@pytest.fixture
def eva(connected):
    return PersonFactory(organisation=connected, email=EVA, password="")


def there_and_back(client, start=LOGIN, **extra):
    """Press the button, sign in at the provider, and come back."""
    there = client.post(start, **extra)
    if there.status_code != 302 or "/authorize" not in there.url:
        return there
    back = requests.get(there.url, allow_redirects=False, timeout=5)
    return client.get(back.headers["Location"].removeprefix("http://testserver"))


def words(answer):
    return answer.text.partition("<main")[2].partition("</main>")[0]


def english():
    return Client(headers={"Accept-Language": "en"})


def who(client):
    return client.session.get("_auth_user_id")


def linked():
    return dict(SocialAccount.objects.values_list("uid", "user__email"))


@pytest.mark.parametrize("verified", [True, "true", "True"])
def test_an_address_that_is_verified_lets_in(provider, eva, verified):
    provider.signs_in("1", email=EVA, email_verified=verified)
    client = english()

    there_and_back(client)

    assert who(client) == str(eva.pk)
    assert linked() == {"1": EVA}
    assert client.get("/").status_code == 200


def test_microsoft_says_it_in_its_own_word(provider, eva):
    provider.signs_in("1", token={"email": EVA, "xms_edov": "1"}, email=EVA)
    client = english()
    there_and_back(client)
    assert who(client) == str(eva.pk)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"email_verified": None},
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": ""},
        {"email_verified": 0},
        {"email_verified": "perhaps"},
        {"email_verified": [True]},
        {"token": {"email_verified": False}, "userinfo": {"email_verified": True}},
        {"token": {"email_verified": True}, "userinfo": {"email_verified": False}},
        {"email_verified": True, "xms_edov": False},
        # Verified is another address than the one that counts.
        {"token": {"email": "x@y.example", "email_verified": True}},
    ],
)
def test_an_address_that_is_not_verified_lets_nobody_in(provider, eva, said):
    provider.signs_in("1", **({"email": EVA} | said))
    client = english()

    answer = there_and_back(client)

    assert answer.status_code == 403
    assert f"Waardpas knows you as {EVA}" in answer.text
    assert "accounts of Van Waard" in answer.text
    assert (who(client), linked()) == (None, {})


@pytest.mark.parametrize(
    ("said", "gets_in"),
    [
        ({}, True),
        ({"email_verified": None}, True),
        ({"email_verified": True}, True),
        ({"email_verified": False}, False),
        ({"email_verified": "false"}, False),
        ({"xms_edov": 0}, False),
        ({"token": {"email_verified": False}}, False),
    ],
)
def test_who_is_trusted_may_leave_it_out_and_not_deny_it(
    provider, trusting, eva, said, gets_in
):
    provider.signs_in("1", email=EVA, **said)
    client = english()
    there_and_back(client)
    assert bool(who(client)) == gets_in


def test_capitals_make_no_other_address(provider, eva):
    provider.signs_in("1", email="EVA@VanWaard.Example", email_verified=True)
    client = english()
    there_and_back(client)
    assert who(client) == str(eva.pk)


@pytest.mark.parametrize(
    "address",
    [
        "\uff45va@vanwaard.example",
        "eva@vanwaard.examp\u2097e",
        "eva+x@vanwaard.example",
        "eva@vanwaard.example.",
        " eva@vanwaard.example",
        "e.va@vanwaard.example",
        "eva\u200b@vanwaard.example",
        "eva@vanwaard.example\x00",
        "x" * 300 + EVA,
        ["eva@vanwaard.example"],
        "",
    ],
)
def test_what_looks_like_an_address_is_another_one(provider, eva, address):
    provider.signs_in("1", email=address, email_verified=True)
    client = english()

    answer = there_and_back(client)

    assert answer.status_code == 403
    assert (who(client), linked()) == (None, {})


def test_a_sign_that_folds_into_a_letter_is_nobodys(provider, connected):
    PersonFactory(organisation=connected, email="kees@vanwaard.example", password="")
    provider.signs_in("1", email="\u212aees@vanwaard.example", email_verified=True)
    assert there_and_back(english()).status_code == 403
    assert linked() == {}


def test_it_speaks_for_no_other_organisation(provider):
    other = PersonFactory(
        organisation=OrganisationFactory(), email="x@other.example", password=""
    )
    provider.signs_in("1", email=other.email, email_verified=True)
    client = english()

    answer = there_and_back(client)

    assert answer.status_code == 403
    assert (who(client), linked()) == (None, {})
    # As for an address that nobody has.
    provider.signs_in("1", email="y@other.example", email_verified=True)
    nobody = there_and_back(english())
    assert words(nobody) == words(answer).replace("x@other", "y@other")


@pytest.mark.parametrize("way", ["password", "passkey", "single sign-on"])
def test_who_has_a_way_in_is_not_connected(provider, eva, way):
    if way == "password":
        eva.set_password(RIGHT)
        eva.save()
    elif way == "passkey":
        eva.authenticator_set.create(type="webauthn", data={})
    else:
        eva.socialaccount_set.create(provider="organisation", uid="of before")
    before = linked()
    provider.signs_in("1", email=EVA, email_verified=True)
    client = english()

    answer = there_and_back(client)

    assert answer.status_code == 403
    assert "connect this one on the page about your account" in answer.text
    assert (who(client), linked()) == (None, before)


@pytest.mark.parametrize("of", ["organisation", "programme"])
def test_a_coordinator_does_not_come_by_an_address(provider, eva, connected, of):
    if of == "organisation":
        Coordinator.objects.create(organisation=connected, person=eva)
    else:
        programme = ProgrammeFactory(organisation=connected)
        programme.coordinators.create(person=eva)
    provider.signs_in("1", email=EVA, email_verified=True)
    client = english()

    answer = there_and_back(client)

    assert answer.status_code == 403
    assert "A coordinator comes in by the link" in answer.text
    assert (who(client), linked()) == (None, {})


def test_who_is_on_hold_stays_out(provider, eva):
    provider.signs_in("1", email=EVA, email_verified=True)
    there_and_back(english())
    mark_left(person=eva, by=PersonFactory(organisation=eva.organisation))
    client = english()

    answer = there_and_back(client)

    assert answer.status_code == 403
    assert "Your account is closed" in answer.text
    assert who(client) is None


def test_who_is_on_hold_is_not_connected(provider, eva):
    mark_left(person=eva, by=PersonFactory(organisation=eva.organisation))
    provider.signs_in("1", email=EVA, email_verified=True)
    assert there_and_back(english()).status_code == 403
    assert linked() == {}


def test_the_subject_counts_when_the_address_changes(provider, eva):
    provider.signs_in("1", email=EVA, email_verified=True)
    there_and_back(english())
    colleague = PersonFactory(
        organisation=eva.organisation, email="new@vanwaard.example", password=""
    )
    # Married, another address, not verified, even one of somebody else here.
    for said in ({"email": colleague.email}, {"email": "gone@x.example"}, {}):
        provider.signs_in("1", **said)
        client = english()
        there_and_back(client)
        assert who(client) == str(eva.pk)
    assert linked() == {"1": EVA}


def test_a_reused_address_is_somebody_else(provider, eva):
    provider.signs_in("1", email=EVA, email_verified=True)
    there_and_back(english())
    provider.signs_in("2", email=EVA, email_verified=True)
    client = english()

    answer = there_and_back(client)

    assert answer.status_code == 403
    assert (who(client), linked()) == (None, {"1": EVA})


def test_a_link_of_before_goes_on(provider, eva):
    """Such as the version before kept it: with all that the provider said."""
    eva.socialaccount_set.create(
        provider="organisation",
        uid="1",
        extra_data={"userinfo": {"sub": "1", "email": EVA, "groups": ["staff"]}},
    )
    provider.signs_in("1", email=EVA)
    client = english()

    there_and_back(client)

    assert who(client) == str(eva.pk)
    (link,) = SocialAccount.objects.all()
    assert link.extra_data == {"iss": provider.url, "sub": "1", "email": EVA}
    assert not SocialToken.objects.exists()


def test_another_issuer_lets_nobody_in(provider, eva):
    eva.socialaccount_set.create(provider="organisation", uid="1", extra_data={"a": 1})
    provider.issuer = "https://elsewhere.example"
    provider.signs_in("1", email=EVA, email_verified=True)
    client = english()

    answer = there_and_back(client)

    assert answer.status_code == 403
    assert "not set up well" in answer.text
    assert who(client) is None
    assert SocialAccount.objects.get().extra_data == {"a": 1}


def test_another_provider_at_its_address_lets_nobody_in(
    provider, eva, monkeypatch, settings
):
    other = Provider()
    configure(other, monkeypatch, settings)
    eva.socialaccount_set.create(provider="organisation", uid="1")
    other.signs_in("1", email=EVA, email_verified=True)
    client = english()

    answer = there_and_back(client)
    other.stop()

    assert (answer.status_code, who(client)) == (403, None)


@pytest.mark.parametrize("process", ["redirect", "connect", "", "other"])
def test_nothing_but_signing_in_is_offered_to_a_stranger(provider, eva, process):
    provider.signs_in("1", email=EVA, email_verified=True)
    client = english()

    there_and_back(client, f"{LOGIN}?process={process}")

    assert (who(client), linked()) == (None, {})


@pytest.mark.parametrize(
    "said",
    [
        {"token": {"sub": "2"}},
        {"token": {"sub": ""}, "userinfo": {"sub": ""}},
        {"userinfo": {"sub": None}},
    ],
)
def test_two_documents_about_two_people_are_about_nobody(provider, eva, said):
    provider.signs_in("1", **({"email": EVA, "email_verified": True} | said))
    client = english()
    assert there_and_back(client).status_code in (403, 503)
    assert (who(client), linked()) == (None, {})


def test_without_a_signed_token_nobody_comes_in(provider, eva):
    provider.signs_in("1", email=EVA, email_verified=True)
    provider.token = {}
    client = english()
    assert there_and_back(client).status_code == 403
    assert (who(client), linked()) == (None, {})


def test_what_was_begun_elsewhere_does_not_end_here(provider, eva):
    """Somebody who is made to follow another one's link signs in as nobody."""
    provider.signs_in("1", email=EVA, email_verified=True)
    there = Client().post(LOGIN)
    back = requests.get(there.url, allow_redirects=False, timeout=5)
    victim = english()

    answer = victim.get(back.headers["Location"].removeprefix("http://testserver"))

    assert answer.status_code == 401
    assert who(victim) is None


@pytest.mark.parametrize(
    "away", ["/.well-known/openid-configuration", "/userinfo", "/authorize"]
)
def test_a_provider_that_is_away_is_said_in_words(provider, eva, away):
    provider.signs_in("1", email=EVA, email_verified=True)
    provider.broken = {away}
    client = english()
    if away == "/authorize":
        answer = client.get(f"{LOGIN}callback/?error=server_error&state=x")
    else:
        answer = there_and_back(client)

    assert answer.status_code in (401, 503)
    assert "did not work this time" in answer.text
    assert who(client) is None


def test_who_breaks_off_there_reads_so(provider):
    client = english()
    there = client.post(LOGIN)
    state = there.url.partition("state=")[2].partition("&")[0]
    answer = client.get(f"{LOGIN}callback/?error=access_denied&state={state}")
    assert "You broke off" in client.get(answer.url).text


def sign_in(person):
    person.set_password(RIGHT)
    person.save()
    client = english()
    client.post("/account/login/", {"login": person.email, "password": RIGHT})
    return client


def confirm(client, answer):
    """Show once more that it is you, when asked; answers where that led."""
    if answer.status_code == 302 and "reauthenticate" in answer.url:
        answer = client.post(answer.url, {"password": RIGHT})
    if answer.status_code == 302 and "/authorize" in answer.url:
        back = requests.get(answer.url, allow_redirects=False, timeout=5)
        path = back.headers["Location"].removeprefix("http://testserver")
        answer = client.get(path)
    return answer


def connect(client):
    return confirm(client, client.post(CONNECT))


def test_who_has_a_way_in_connects_while_signed_in(provider, eva):
    client = sign_in(eva)
    # Another address there, of nobody here: signed in on both sides is enough.
    provider.signs_in("1", email="e.smit@vanwaard.example")

    connect(client)

    assert linked() == {"1": EVA}
    assert "Signing in with Waardpas" in client.get(reverse("people:ways_in")).text
    again = english()
    there_and_back(again)
    assert who(again) == str(eva.pk)


def test_connecting_needs_no_address(provider, eva, connected):
    gone = PersonFactory(organisation=connected, password="")
    mark_left(person=gone, by=eva)
    Person.objects.filter(pk=gone.pk).update(email="")
    client = sign_in(eva)
    provider.signs_in("1")
    connect(client)
    assert linked() == {"1": EVA}


def test_the_person_is_told_of_it(provider, eva):
    provider.signs_in("1", email=EVA, email_verified=True)
    there_and_back(english())
    (mail,) = Mail.objects.all()
    assert mail.person == eva
    assert mail.context["event"] == "sso_connected"
    assert mail.context["provider"] == "Waardpas"


def test_connecting_asks_once_more_who_it_is(provider, eva):
    client = sign_in(eva)
    provider.signs_in("1", email=EVA)

    answer = client.post(CONNECT)

    assert "reauthenticate" in answer.url
    assert linked() == {}


def test_connecting_past_that_question_asks_it_all_the_same(provider, eva):
    client = sign_in(eva)
    provider.signs_in("1", email=EVA)

    answer = there_and_back(client, f"{LOGIN}?process=connect")
    assert "reauthenticate" in answer.url
    assert linked() == {}
    assert RIGHT not in str(dict(client.session))
    assert eva.password not in str(dict(client.session))

    confirm(client, answer)
    assert linked() == {"1": EVA}


def test_connecting_what_is_a_colleagues_is_refused(provider, eva, connected):
    colleague = PersonFactory(
        organisation=connected, email="tom@vanwaard.example", password=""
    )
    client = sign_in(eva)
    provider.signs_in("1", email=colleague.email)
    assert "belongs to another account" in connect(client).text

    colleague.socialaccount_set.create(provider="organisation", uid="7")
    provider.signs_in("7", email=EVA, email_verified=True)
    assert "belongs to another account" in connect(client).text
    assert linked() == {"7": colleague.email}
    assert who(client) == str(eva.pk)


def test_connecting_a_second_one_is_refused(provider, eva):
    client = sign_in(eva)
    eva.socialaccount_set.create(provider="organisation", uid="old")
    provider.signs_in("new", email=EVA, email_verified=True)

    answer = connect(client)

    assert "Take that one away first" in answer.text
    assert linked() == {"old": EVA}


def test_connecting_is_for_people_of_that_organisation(provider):
    other = PersonFactory(organisation=OrganisationFactory(), email="x@other.example")
    client = sign_in(other)
    provider.signs_in("1", email=other.email, email_verified=True)

    answer = connect(client)

    assert answer.status_code == 403
    assert "and your account is not" in answer.text
    assert linked() == {}
    assert "of your organisation" not in client.get(reverse("people:ways_in")).text


def test_a_coordinator_connects_and_then_comes_in(provider, eva, connected):
    Coordinator.objects.create(organisation=connected, person=eva)
    client = sign_in(eva)
    provider.signs_in("1", email=EVA)
    connect(client)
    again = english()

    there_and_back(again)

    assert who(again) == str(eva.pk)


def test_it_is_taken_away_when_there_is_another_way(provider, eva):
    client = sign_in(eva)
    provider.signs_in("1", email=EVA)
    connect(client)

    page = reverse(
        "people:single_sign_on_remove", args=[SocialAccount.objects.get().pk]
    )
    confirm(client, client.post(page))

    assert linked() == {}
    assert "Connect it" in client.get(reverse("people:ways_in")).text


def test_a_second_step_is_asked_and_no_password_kept_meanwhile(provider, eva):
    eva.socialaccount_set.create(provider="organisation", uid="1")
    eva.set_password(RIGHT)
    eva.save()
    TOTP.activate(eva, "JBSWY3DPEHPK3PXP")
    provider.signs_in("1", email=EVA)
    client = english()

    answer = there_and_back(client)

    assert answer.url == reverse("mfa_authenticate")
    assert who(client) is None
    (session,) = SignIn.objects.all()
    assert eva.password not in str(session.get_decoded())
    assert client.get(answer.url).status_code == 200


def test_the_way_there_and_back_in_both_languages(provider):
    provider.signs_in("1", email="x@vanwaard.example", email_verified=True)
    page = english().get("/account/login/")
    assert "Sign in with Waardpas" in page.text
    assert "Sign in with Waardpas" in english().get(LOGIN).text

    dutch = there_and_back(Client(headers={"Accept-Language": "nl"}))
    assert "Bij Waardpas sta je bekend als x@vanwaard.example" in dutch.text
    assert "coördinator" in dutch.text
    assert 'href="/account/login/"' in dutch.text


def test_without_a_word_of_the_host_there_is_no_such_way(settings, provider):
    (app,) = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    app["provider_id"] = "another"
    assert "Waardpas" not in english().get("/account/login/").text
    assert english().post("/account/oidc/another/login/").status_code == 404
    assert english().post(LOGIN).status_code == 404
    assert english().post("/account/oidc/%00/login/").status_code == 404


def test_no_page_can_say_for_whom_it_speaks(connected):
    other = OrganisationFactory()
    for write in (
        lambda: SingleSignOn.objects.create(provider="x", organisation=other),
        lambda: SingleSignOn.objects.update(organisation=other),
        lambda: SingleSignOn.objects.filter(organisation=connected).delete(),
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            write()


@pytest.mark.parametrize("name", ["socialaccount_socialapp"])
def test_no_page_can_add_a_provider(name):
    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {name} (provider) VALUES ('openid_connect')")


def by_command(running, *command):
    """A command of the host as on a server: a process of its own, as the owner."""
    given = {
        "CROSSMENTOR_DATABASE": connection.settings_dict["NAME"],
        "DJANGO_SETTINGS_MODULE": "crossmentor.settings_test",
        "OIDC_SERVER_URL": running.url,
    }
    done = subprocess.run(
        [sys.executable, settings.ROOT / "manage.py", *command],
        env=os.environ | given,
        capture_output=True,
        text=True,
    )
    return done.stdout + done.stderr


def test_the_host_says_for_whom_it_speaks(as_owner, running, connected):
    running.forget()
    said = by_command(running, "connect_single_sign_on", "van-waard")
    assert f"{running.url} speaks for Van Waard" in said
    said = by_command(running, "connect_single_sign_on", "none")
    assert "no organisation 'none'" in said


def test_ending_it_takes_the_links_and_tells(connected):
    eva = PersonFactory(organisation=connected, email=EVA, password="")
    eva.socialaccount_set.create(provider="of-before", uid="1")
    assert end_links(provider="of-before") == [eva]
    assert linked() == {}
    (mail,) = Mail.objects.all()
    assert (mail.person, mail.context["event"]) == (eva, "sso_removed")


def test_one_provider_speaks_for_one_organisation(connected, running):
    other = OrganisationFactory()
    given = {"provider": "organisation", "issuer": running.url}
    connect_provider(organisation=connected, **given)
    with pytest.raises(DomainError, match="speaks for Van Waard already"):
        connect_provider(organisation=other, **given)
    given["issuer"] = "https://elsewhere.example"
    with pytest.raises(DomainError, match="speaks for Van Waard already"):
        connect_provider(organisation=connected, **given)


def test_a_provider_that_will_not_do_is_refused(provider):
    assert discover(provider.url)["issuer"] == provider.url
    provider.issuer = "https://login.example/{tenantid}/v2.0"
    with pytest.raises(DomainError, match="of every organisation"):
        discover(provider.url)
    provider.issuer = "http://elsewhere.example"
    with pytest.raises(DomainError, match="is no https:// address"):
        discover(provider.url)
    provider.issuer = None
    with pytest.raises(DomainError, match="does not say issuer"):
        discover(provider.url)
    provider.broken = {"/.well-known/openid-configuration"}
    with pytest.raises(DomainError, match="does not answer"):
        discover(provider.url)


def test_claims_of_nothing_are_no_claims():
    assert claims_of({}) == Claims(issuer="", subject="", address="", verified=None)

"""What people typed asks for nothing, on whichever page and by whomever it is opened."""

from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import models, transaction
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.urls import include, path

from boards.sheets.services import take_in_sheet
from people.roster.services.rosters import take_in_roster
from programmes.models import Participation
from programmes.services.participations import invite_people
from spaces.acting import acting_as
from spaces.models import Open
from tests.conftest import connect_as
from tests.spaces import conftest
from tests.spaces.conftest import cast, world  # noqa: F401
from tests.spaces.test_hostile import Attacker, furnished  # noqa: F401

ASKS = "<hr hx-get=/typed hx-trigger=load>"
# Out of an attribute and into one, and what needs no htmx at all.
MARKUP = f'{ASKS}"><div hx-post=/typed hx-trigger=load>{{{{ 7 }}}}<img src=/typed>'
# For the number that tells one row from another.
LEFT = 6
# Not typed by anybody: keys, marks and names of ours.
OURS = {
    "crossmentor.Beat.name",
    "groups.Breach.id",
    "calendars.Feed.digest",
    "people.Allowance.key",
    "people.ColumnMapping.field",
    "people.ColumnMapping.sheet",
    "people.Person.password",
    "people.Person.sort_key",
    "people.Sent.digest",
    "people.SignIn.session_data",
    "people.SignIn.session_key",
    "people.SingleSignOn.issuer",
    "people.SingleSignOn.provider",
    "programmes.Programme.country",
    "programmes.Programme.region",
    "programmes.Programme.time_zone",
    "reminders.Mail.key",
    "reminders.Mail.kind",
    "reminders.Mail.link",
    "reminders.Mail.object_id",
    "reminders.Preference.kind",
    "spaces.MasterKeyMark.fingerprint",
    "spaces.MasterKeyMark.name",
}
# Of a cell a page shows no more than its beginning.
CELL, SEEN = f"{ASKS}<img src=/typed>", "<img src=/typed>"
ROSTER = (
    f"Voornaam;Achternaam;E-mail;Team;{CELL};Afdeling\n"
    f"{CELL};{CELL};anna@f.example;{CELL};{CELL};{CELL}\n"
    f"{SEEN};{SEEN};{SEEN};{SEEN};{SEEN};{SEEN}\n"
)
# Its columns have to be chosen: what stands in them is the help of each field.
UNREADABLE = f"a;b;{CELL}\n1;{SEEN};{CELL}\n2;{CELL};x\n"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def typed() -> list:
    """Every field of an open model in which text may stand, by itself."""
    return [
        field
        for model in apps.get_models()
        if issubclass(model, Open)
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.EmailField | models.SlugField)
        and not field.choices
        and not field.generated
        and str(field) not in OURS
        and (field.max_length or 1000) - LEFT >= len(ASKS)
    ]


def fill(payload):
    """Put it into every such field of every row, each with the row's own number."""
    with connect_as("superuser") as owner:
        for field in typed():
            table, column = field.model._meta.db_table, field.column
            pk = field.model._meta.pk.column
            room = (field.max_length or 1000) - LEFT
            what = payload if len(payload) <= room else ASKS
            # One that is unique stays so; and an empty number is no number.
            owner.execute(
                f'UPDATE "{table}" SET "{column}" = left(%s, {room}) || {pk}', [what]
            )
        owner.execute(
            "UPDATE reminders_mail SET context = (SELECT jsonb_object_agg(key, CASE"
            " WHEN jsonb_typeof(value) = 'string' THEN to_jsonb(%s::text) ELSE value END)"
            " FROM jsonb_each(context)) WHERE context <> '{}'",
            [payload],
        )


@pytest.fixture(autouse=True)
def _sealed(monkeypatch):
    monkeypatch.setattr(conftest, "WORDS", MARKUP)


@pytest.fixture
def addresses(furnished, programme, coordinator, organisation, cast):  # noqa: F811
    """With the markup everywhere; answers the pages that a role finds."""
    with acting_as(coordinator), transaction.atomic():
        seeds = [
            take_in_roster(
                organisation=organisation,
                uploaded_by=coordinator,
                file_name=f"{ASKS}.csv",
                content=content.encode(),
            ).get_absolute_url()
            for content in (ROSTER, UNREADABLE)
        ]
        people = [part.person for part in Participation.objects.all()[:1]]
        invite_people(programme=programme, people=people, role="mentee", by=coordinator)
        seeds.append(
            take_in_sheet(
                programme=programme,
                onto=None,
                by=coordinator,
                file_name=f"{ASKS}.csv",
                content=f"Mentor;Mentee\n{CELL};{CELL}\n".encode(),
            ).get_absolute_url()
        )
        seeds += [f"{address}columns/" for address in seeds[:2]]
    fill(MARKUP)

    def of(role):
        attacker = Attacker(cast[role])
        attacker.walk(["/", "/inbox/", "/workbook/", *furnished, *seeds])
        assert attacker.broken == {}
        return sorted(attacker.pages)

    return of


@pytest.fixture
def strays(window, live_server):
    """Opens addresses as a person; answers what was asked for that no page of ours asks."""

    def open_all(person, addresses):
        page, asked = window(locale="en"), []
        if person:
            client = Client()
            client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
            name = settings.SESSION_COOKIE_NAME
            value = client.cookies[name].value
            page.context.add_cookies(
                [{"name": name, "value": value, "url": live_server.url}]
            )
        page.on("request", lambda request: asked.append((page.url, request)))
        for address in addresses:
            page.goto(live_server.url + address)
            # What asks when it is loaded has asked by then.
            page.evaluate("() => new Promise((done) => setTimeout(done, 60))")
        return [
            (
                urlsplit(where).path,
                "htmx" if "hx-request" in request.headers else "browser",
                urlsplit(request.url).path,
            )
            for where, request in asked
            if not (
                request.is_navigation_request() and request.frame == page.main_frame
            )
            and not urlsplit(request.url).path.startswith("/static/")
            and not urlsplit(request.url).path.endswith(
                ("/news/", "/progress/", "/writing/device/")
            )
        ]

    return open_all


@pytest.mark.parametrize("role", ["coordinator", "mentor", "mentee"])
@pytest.mark.sample(1)
def test_no_page_asks_for_what_was_typed(role, addresses, strays, cast):  # noqa: F811
    pages = addresses(role)

    assert len(pages) > 20
    assert strays(cast[role], pages) == []


@pytest.mark.parametrize("role", ["coordinator", "mentor"])
@pytest.mark.walk
def test_nor_would_it_if_it_were_not_escaped(
    role,
    addresses,
    strays,
    cast,  # noqa: F811
    monkeypatch,
):
    """The second wall: htmx is barred from what was typed."""
    pages = addresses(role)
    fill(ASKS)
    monkeypatch.setattr(engines["django"].engine, "autoescape", False)

    asked = strays(cast[role], pages)

    assert {one for one in asked if one[1] == "htmx"} == set()


@login_not_required
def shown(request, barred):
    source = (
        '{% extends "base_entrance.html" %}{% block main %}' + ASKS + "{% endblock %}"
    )
    if not barred:
        source += "{% block htmx %}{% endblock %}"
    return HttpResponse(engines["django"].from_string(source).render({}, request))


urlpatterns = [
    path("shown/<int:barred>/", shown),
    path("", include("crossmentor.urls")),
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("barred", [1, 0])
def test_it_would_be_seen(strays, barred):
    """Else the tests above would find nothing, whatever there is."""
    address = f"/shown/{barred}/"

    seen = set() if barred else {(address, "htmx", "/typed")}
    assert set(strays(None, [address])) == seen

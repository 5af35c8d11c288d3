"""Every address, asked what nobody should ask; none answers that something broke."""

import re
import sys
from collections import defaultdict
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import quote_plus, urlsplit
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.signals import got_request_exception
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve
from django.urls.converters import IntConverter, UUIDConverter

from boards.services import open_composition
from people.roster.services.rosters import take_in_roster
from programmes.models import Participation
from sessions.models import DatePoll
from spaces.acting import acting_as
from tests.factories import ParticipationFactory
from tests.spaces.test_every_page import MODELS, patterns
from tests.spaces.test_every_page import PLACES as TEXTS
from tests.walks import thinned

# Bytes, as they come over the wire: not all of them are text.
VALUES = {
    "nul": b"a\0b",
    "long": b"x y " * 1300,
    "square": "²".encode(),
    "huge": b"9" * 30,
    "below": b"-1",
    "last day": b"9999-12-31",
    "first day": b"0001-01-01",
    "half a sign": b"\xed\xa0\x80\xff",
    "deep": b'{"a":' * 900,
    "midnight": b"24:61",
    "markup": b"%s{{ x }}<b>'\"\\",
}
ALONE = [VALUES[name] for name in ("nul", "long", "huge", "last day", "first day")]
# What addresses ask by, wherever they do.
ASKED = re.compile(r'(?:text|number|GET\.get)\(.*?"(\w+)"|"(\w+)" in request\.GET')
PLACES = [
    path
    for room in sorted(settings.ROOT.glob("*/"))
    if room.name != "tests" and (room / "__init__.py").exists()
    for path in room.rglob("*.py")
]
NAMES = {
    *("q", "discipline", "team", "topic", "location", "page", "next", "group"),
    *("dates-TOTAL_FORMS", "actions-TOTAL_FORMS", "code", "state", "process"),
    *(
        name
        for path in PLACES
        for found in ASKED.findall(path.read_text())
        for name in found
        if name
    ),
}
# So many addresses of one kind, and forms with the same fields.
OF_A_KIND = 2


class Forms(HTMLParser):
    """The links and the forms of a page; a form is (action, method, {name: value})."""

    def __init__(self, here):
        super().__init__()
        self.here, self.links, self.forms, self.select = here, set(), [], None

    def handle_starttag(self, tag, attrs):
        found = {name: value or "" for name, value in attrs}
        if tag == "a" and found.get("href", "").startswith("/"):
            self.links.add(found["href"].split("#")[0])
        elif tag == "form":
            action = found.get("action") or self.here
            self.forms.append((action, found.get("method", "get").lower(), {}))
        elif self.forms and (name := found.get("name")):
            self.take(tag, name, found)
        elif self.forms and tag == "option" and self.select:
            fields = self.forms[-1][2]
            fields[self.select] = fields[self.select] or found.get("value", "")
        for name in ("hx-get", "data-save-url"):
            if found.get(name, "").startswith("/"):
                self.links.add(found[name])

    def take(self, tag, name, found):
        fields = self.forms[-1][2]
        self.select = name if tag == "select" else None
        if tag == "select":
            fields[name] = ""
        elif name != "csrfmiddlewaretoken":
            fields.setdefault(name, found.get("value") or self.valid(found))

    def valid(self, found):
        known = {
            "date": "2030-01-01",
            "time": "16:00",
            "number": "45",
            "checkbox": "on",
        }
        known |= {"email": "a@b.example"}
        return known.get(found.get("type"), "x")

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None


class Attacker:
    """Asks as one person; what broke is in `broken`. Nothing that it does stays."""

    def __init__(self, person):
        self.client = Client(raise_request_exception=False)
        if person:
            self.client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
        self.cookies = dict(self.client.cookies)
        self.broken, self.asked, self.error = {}, 0, None
        self.pages = {}

    def heard(self, sender, **kwargs):
        self.error = sys.exc_info()[1]

    def ask(self, method, path, query=b"", body=b""):
        self.asked += 1
        extra = {"QUERY_STRING": query.decode("latin1")} if query else {}
        kind = "application/x-www-form-urlencoded"
        # Also after signing out, of which nothing stays either.
        self.client.cookies = SimpleCookie()
        self.client.cookies.update(self.cookies)
        try:
            with transaction.atomic():
                response = self.client.generic(method, path, body, kind, **extra)
                connection.check_constraints()
                transaction.set_rollback(True)
        except IntegrityError as error:
            self.broken[method, path, str(error)[:200]] = query[:200] or body[:200]
            return None
        if response.status_code >= 500:
            said = f"{type(self.error).__name__}: {self.error}"[:200]
            self.broken[method, path, said] = query[:200] or body[:200]
        return response

    def walk(self, seeds):
        """Every kind of page that is linked from those, each a few times."""
        queue, seen, kinds = list(seeds), set(), defaultdict(int)
        while queue:
            link = queue.pop(0)
            path = urlsplit(link).path
            try:
                kind = resolve(path).route
            except Resolver404:
                continue
            if link in seen or kinds[kind] >= OF_A_KIND or "logout" in path:
                continue
            seen.add(link)
            response = self.ask("GET", path, urlsplit(link).query.encode())
            html = response and response.get("Content-Type", "").startswith("text/html")
            if not html or response.status_code != 200:
                continue
            kinds[kind] += 1
            page = Forms(path)
            page.feed(response.text)
            self.pages[path] = page
            queue += sorted(page.links)

    def hostile_queries(self, every):
        values = list(VALUES.values())
        for path in [*self.pages][::every]:
            for turn in range(2):
                self.ask(
                    "GET",
                    path,
                    encoded(
                        (name, values[(place * 5 + turn * 4) % len(values)])
                        for place, name in enumerate(sorted(NAMES))
                    ),
                )

    def hostile_forms(self, every):
        done = set()
        for page in [*self.pages.values()][::every]:
            for action, method, fields in page.forms:
                path = urlsplit(action).path
                try:
                    known = (resolve(path).route, tuple(sorted(fields)))
                except Resolver404:
                    continue
                if method != "post" or known in done:
                    continue
                done.add(known)
                self.ask("POST", path)
                for value in VALUES.values():
                    self.ask(
                        "POST", path, body=encoded((name, value) for name in fields)
                    )
                for name, value in self.one_by_one(fields):
                    sent = fields | {name: value}
                    self.ask("POST", path, body=encoded(sent.items()))

    def one_by_one(self, fields):
        """Each field alone, the others as they should be."""
        for place, name in enumerate(fields):
            for turn in range(3):
                yield name, ALONE[(place + turn) % len(ALONE)]


def encoded(pairs) -> bytes:
    return "&".join(
        f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs
    ).encode()


def odd_paths():
    """Every address with things that are nobody's, or nothing at all."""
    for parts in patterns(get_resolver()):
        route = "".join(getattr(part, "_route", "?") for part in parts)
        converters = {}
        for part in parts:
            converters |= getattr(part, "converters", {})
        for odd in ("9" * 30, "0"):
            path = "/" + route
            for name, converter in converters.items():
                value = {IntConverter: odd, UUIDConverter: str(uuid4())}.get(
                    type(converter), {"0": "a%00b", "9" * 30: "²"}.get(odd, "x" * 300)
                )
                path = re.sub(rf"<(\w+:)?{name}>", value, path)
            if "?" not in path:
                yield path.replace("%00", "\0")


@pytest.fixture
def furnished(world, programme, coordinator, organisation):
    """Something of everything, so that each page has what it is about."""
    people = {"mentor": world.mentor, "mentee": world.mentee}
    for model in MODELS:
        kind, writer = TEXTS[model._meta.label]
        world.add(model, kind, writer=people[writer])
    ParticipationFactory(programme=programme, state=Participation.State.INVITED)
    ParticipationFactory.create_batch(5, programme=programme)
    ParticipationFactory(programme=programme, role="mentor")
    with acting_as(coordinator), transaction.atomic():
        made = open_composition(programme=programme, by=coordinator, name="Try")
        rows = b"Voornaam;Achternaam;E-mail;Team\nAnna;Berg;anna@f.example;Een\n"
        plan = take_in_roster(
            organisation=organisation,
            uploaded_by=coordinator,
            file_name="a.csv",
            content=rows,
        )
    poll = DatePoll.objects.create(group=world.group, asked_by=world.mentor)
    poll.dates.create(on="2030-01-01", at="16:00")
    return [made.get_absolute_url(), plan.get_absolute_url()]


@pytest.mark.django_db
@thinned(every=18)
@pytest.mark.sample(1)
@pytest.mark.parametrize("role", ["mentee", "mentor", "coordinator", "nobody"])
def test_nothing_breaks(role, cast, furnished, caplog, every):
    attacker = Attacker(cast[role])
    got_request_exception.connect(attacker.heard)
    try:
        attacker.walk(["/", "/account/login/", "/inbox/", "/workbook/", *furnished])
        attacker.hostile_queries(every)
        attacker.hostile_forms(every)
        for path in [*odd_paths()][::every]:
            attacker.ask("GET", path)
            attacker.ask("POST", path, body=encoded([("x", b"\0")]))
    finally:
        got_request_exception.disconnect(attacker.heard)

    assert len(attacker.pages) >= (2 if role == "nobody" else 20)
    assert attacker.broken == {}
    # Nor is it a rule of the database that no service said in words.
    assert [one for one in caplog.messages if one.startswith("refused by")] == []

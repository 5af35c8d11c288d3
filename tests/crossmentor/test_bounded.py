"""What people send has an end before it reaches a query."""

import importlib
import pkgutil
import re

import pytest
from django import forms
from django.conf import settings
from django.http import QueryDict

from people.models import Person
from people.web import bounded
from people.web.addresses import AddressInput
from people.web.typed import Line, Lines
from tests.factories import PersonFactory
from writing.readerforms import ReaderForm

# Of the sign-in library; they are hashed, compared or decoded, and never asked for.
NEVER_IN_A_QUERY = {
    *("password", "oldpassword", "password1", "password2"),
    *("code", "key", "uidb36", "credential"),
    # Nobody signs up; a passkey's new name is one value of its owner's row.
    *("SignupForm.username", "BaseSignupForm.username"),
    *("SignupWebAuthnForm.name", "EditWebAuthnForm.name", "AddWebAuthnForm.name"),
    "_BaseAddWebAuthnForm.name",
}
OF_FORMS = re.compile(r"forms(?:$|\.)")
THROUGH = re.compile(
    r"(?:bounded\.(?:text|number|page|path)|Filter\.of|Form|Rows)\(\s*request\.(?:GET|POST)"
    # Django's own: to it any text is a page.
    r"|get_page\(request\.GET\.get\(\"page\"\)\)$"
    # Handed on, for the page of a list.
    r"|(?:, |^ +)request\.GET(?:, [A-Z_]+)?(?:\)|,|$)"
    # Whether something stands there at all.
    r"|= \"\w+\" in request\.GET$"
)


def modules():
    for room in settings.ROOMS:
        package = importlib.import_module(room)
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            if "migrations" not in found.name and OF_FORMS.search(found.name):
                yield importlib.import_module(found.name)


def below(form):
    for one in form.__subclasses__():
        yield one
        yield from below(one)


def texts(*rooms):
    """Each text of each form, by the names of both."""
    # Whatever a page shows, as if every test had run before this one.
    importlib.import_module(settings.ROOT_URLCONF)
    importlib.import_module("people.accounts.passkeys")
    names = [module.__name__ for module in modules()]
    assert {"people.forms", "people.accounts.second_step_forms"} <= set(names)
    for form in sorted(set(below(forms.BaseForm)), key=lambda one: one.__name__):
        if form.__module__.partition(".")[0] not in rooms:
            continue
        for name, field in getattr(form, "base_fields", {}).items():
            if (
                isinstance(field, forms.CharField)
                and not isinstance(field, forms.UUIDField)
                and form.__module__ != "crossmentor.pages.style"
            ):
                yield f"{form.__name__}.{name}", field


def test_every_text_of_every_form_has_a_longest():
    found = [
        name
        for name, field in texts(*settings.ROOMS, "allauth")
        if field.max_length is None
    ]

    unbounded = [
        one
        for one in found
        if one not in NEVER_IN_A_QUERY and one.split(".")[1] not in NEVER_IN_A_QUERY
    ]
    assert unbounded == []


def test_every_text_of_every_form_comes_through_one_door():
    """But for passwords, and addresses, which have a door of their own."""
    other = {
        name
        for name, field in texts(*settings.ROOMS)
        if not isinstance(field, (Line, Lines, AddressInput))
        and not isinstance(field.widget, forms.PasswordInput)
        and not name.endswith(".credential")
    }

    # `people.accounts.password_forms` takes an AddressInput in place of the library's.
    assert other == {"ResetPasswordForm.email"}


def test_views_read_an_address_by_what_bounds_it():
    """A form, `bounded`, a filter made with it; or a comparison with a word of ours."""
    loose = []
    for room in settings.ROOMS:
        for path in (settings.ROOT / room).rglob("*.py"):
            for line in path.read_text().splitlines():
                if "request.GET" in line and not THROUGH.search(line):
                    loose.append(f"{path.relative_to(settings.ROOT)}: {line.strip()}")

    assert sorted(loose) == [
        'crossmentor/pages/style.py: theme, role = request.GET.get("theme"), request.GET.get("role")',
        # Whether there is a choice: the form reads it.
        'groups/views/moves.py: asked = request.POST or ("group" in request.GET and request.GET) or None',
        # Read by `PeriodForm` and `bounded`.
        'sessions/dates/views/poll_form.py: data = request.POST if request.method == "POST" else request.GET',
        # Read by `bounded`.
        'sessions/log/views/actions.py: return request.POST if request.method == "POST" else request.GET',
    ]


@pytest.mark.parametrize(
    ("sent", "number"),
    [
        ("7", 7),
        (" 7 ", 7),
        ("²", None),
        ("٣", None),
        ("-1", None),
        ("", None),
        ("9" * 18, int("9" * 18)),
        ("9" * 19, None),
        ("9" * 5000, None),
        ("1e3", None),
        ("7\x00", 7),
    ],
)
def test_a_number_is_one_that_a_key_can_be(sent, number):
    assert bounded.number({"team": sent}, "team") == number


def test_a_text_has_an_end_and_nothing_a_database_refuses():
    sent = QueryDict("q=%00an%00na%00+" + "x" * 5000)

    assert bounded.text(sent, "q") == "anna " + "x" * (bounded.LONGEST - 8)
    assert bounded.text(sent, "nothing") == ""


@pytest.mark.parametrize(
    ("sent", "path"),
    [
        ("/inbox/?page=2#x", "/inbox/?page=2#x"),
        ("today", ""),
        ("24:61", ""),
        ("https://elsewhere.example/", ""),
        ("//elsewhere.example/", ""),
        ("/\\elsewhere.example/", ""),
        ("", ""),
    ],
)
def test_a_way_back_is_a_page_of_ours(sent, path):
    assert bounded.path({"next": sent}, "next") == path


@pytest.mark.django_db
@pytest.mark.parametrize("search", ["searched", "named"])
def test_a_search_is_one_filter_however_long(search):
    PersonFactory(given_name="Anna", family_name="Berg")
    few = " ".join(["anna", "berg"] * 2)
    many = " ".join(["anna"] * 1200)

    found = getattr(Person.objects, search)

    assert [one.given_name for one in found(few)] == ["Anna"]
    assert len(str(found(many).query)) < 4000
    assert str(found(many).query).count("JOIN") <= 1
    # It took minutes: the database ends what takes more than ten seconds.
    assert [one.given_name for one in found(many)] == ["Anna"]


@pytest.mark.django_db
def test_the_name_of_a_reader_has_an_end(mentee):
    sent = {"who": "anna " * 1000, "until": "2030-01-01"}

    form = ReaderForm(sent, giver=mentee)

    assert form.errors["who"].as_data()[0].code == "max_length"

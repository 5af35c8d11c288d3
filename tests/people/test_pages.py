"""The page that somebody has before them; and what they typed, when it was not taken."""

import pytest
from django.test import RequestFactory
from django.urls import resolve, reverse

from people.web.kept import kept_fields, sent_from_here
from people.web.pages import LONGEST, page_of, there

HERE = "http://testserver"


def asked(method="POST", path="/groups/", *, typed=None, headers=None):
    make = getattr(RequestFactory(), method.lower())
    return make(path, typed or {}, headers=headers or {})


@pytest.mark.parametrize(
    ("method", "headers", "page"),
    [
        # What is opened is the page itself, whoever led to it.
        ("GET", {}, "/groups/"),
        ("GET", {"Referer": f"{HERE}/inbox/"}, "/groups/"),
        # A fragment or a form says on which page it stands.
        ("GET", {"HX-Request": "true", "HX-Current-URL": f"{HERE}/x/?q=1"}, "/x/?q=1"),
        ("POST", {"Referer": f"{HERE}/inbox/?page=2#top"}, "/inbox/?page=2"),
        (
            "POST",
            {"HX-Current-URL": f"{HERE}/a/", "Referer": f"{HERE}/b/"},
            "/a/",
        ),
        ("POST", {"Referer": HERE}, "/"),
        # Of another it is not believed.
        ("POST", {}, "/groups/"),
        ("POST", {"Referer": "https://evil.example/x/"}, "/groups/"),
        ("POST", {"Referer": "javascript:alert(1)"}, "/groups/"),
        ("POST", {"Referer": f"{HERE}/{'x' * LONGEST}"}, "/groups/"),
        ("POST", {"Referer": f"{HERE}//evil.example/"}, "/%2Fevil.example/"),
    ],
)
def test_the_page_before_somebody(method, headers, page):
    assert page_of(asked(method, headers=headers)) == page
    assert there(asked(method, headers=headers))["there"]() == page


def sent(name, typed, **more):
    path = reverse(name) if ":" in name or "_" in name else name
    request = asked(path=path, typed=typed, **more)
    request.resolver_match = resolve(path)
    return request


FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


def test_what_was_typed_goes_back():
    typed = {"body": ["a", "b"], "title": "c", "csrfmiddlewaretoken": "x"}

    fields = kept_fields(sent("programmes:programme_new", typed, headers=FROM_HERE))

    assert fields == [("body", "a"), ("body", "b"), ("title", "c")]


@pytest.mark.parametrize("name", ["account_login", "mfa_activate_totp"])
def test_but_nothing_that_lets_somebody_in(name):
    request = sent(name, {"password": "een zin"}, headers=FROM_HERE)

    assert kept_fields(request) == []


def test_nor_what_was_only_looked_at():
    request = asked("GET", "/programmes/new/", typed={"q": "x"}, headers=FROM_HERE)
    request.resolver_match = resolve("/programmes/new/")

    assert kept_fields(request) == []


def test_nor_where_there_is_no_page():
    request = asked(typed={"q": "x"}, headers=FROM_HERE)
    request.resolver_match = None

    assert kept_fields(request) == []


@pytest.mark.parametrize(
    ("headers", "is_ours"),
    [
        ({}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": HERE}, True),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "null"}, False),
        # The browser's origin counts before what else it says.
        ({"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"}, False),
    ],
)
def test_whether_a_page_of_ours_sent_it(headers, is_ours):
    assert sent_from_here(asked(headers=headers)) == is_ours


def test_its_token_says_so_too():
    request = asked()
    request.csrf_processing_done = True

    assert sent_from_here(request)

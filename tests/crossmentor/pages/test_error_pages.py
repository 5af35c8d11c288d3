import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.test import Client
from django.urls import path
from django.utils import translation
from django.views.decorators.http import require_POST

from crossmentor.urls import handler403, handler404, handler500

__all__ = ["handler403", "handler404", "handler500"]


def raising(error):
    @login_not_required
    def view(request):
        raise error

    return view


@login_not_required
def named(request, name):
    raise ZeroDivisionError


@login_not_required
def form(request):
    return render(request, "400.html")


urlpatterns = [
    path("400/", raising(SuspiciousOperation)),
    path("403/", raising(PermissionDenied)),
    path("404/", raising(Http404)),
    path("500/", raising(ZeroDivisionError)),
    path("form/", form),
    path("named/<str:name>/", named),
]

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@require_POST
@login_not_required
def deed(request):
    """Of which there is no page."""


urlpatterns.append(path("405/", deed))
HEADINGS = {
    400: "We could not make sense of that",
    403: "This is not yours to do",
    404: "This page is not here",
    405: "There is no page at this address",
    500: "Something broke on our side",
}


@pytest.mark.parametrize(("status", "heading"), HEADINGS.items())
@pytest.mark.filterwarnings("ignore")
def test_what_went_wrong_is_said_in_words(client, status, heading):
    client.raise_request_exception = False

    response = client.get(f"/{status}/", headers={"Accept-Language": "en"})

    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in response.text
    assert 'href="/"' in response.text


def test_a_refused_form_is_explained():
    response = Client(enforce_csrf_checks=True).post(
        "/form/", headers={"Accept-Language": "en"}
    )

    assert response.status_code == 403
    assert "<h1>Not sent yet</h1>" in response.text


TYPED = "Ik slaap slecht <en> zeg het niemand"


@pytest.mark.parametrize("status", [403, 404, 500])
@pytest.mark.parametrize(
    ("headers", "kept"),
    [
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "http://elsewhere.example"}, False),
        ({}, False),
    ],
    ids=["ours", "of another site", "from nowhere"],
)
@pytest.mark.filterwarnings("ignore")
def test_what_was_typed_for_a_place_that_closed_comes_back(status, headers, kept):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies["csrftoken"] = "a" * 32
    sent = {"text": TYPED, "csrfmiddlewaretoken": "a" * 32 if kept else ""}

    page = client.post(f"/{status}/", sent, headers=headers)

    assert page.status_code == (status if kept else 403)
    assert ("Ik slaap slecht &lt;en&gt; zeg het niemand" in page.text) is kept
    assert TYPED not in page.text


@pytest.mark.parametrize(
    "page", ["400", "403", "404", "405", "413", "429", "500", "503"]
)
@pytest.mark.parametrize(("language", "word"), [("en", "To Today"), ("nl", "Vandaag")])
def test_every_error_page_stands_without_a_request(page, language, word):
    with translation.override(language):
        text = render_to_string(f"{page}.html")

    assert word in text
    assert f'<html lang="{language}"' in text


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_with_what_no_database_takes_is_not_found(client, db, method):
    assert getattr(client, method)("/named/a%00b/").status_code == 404

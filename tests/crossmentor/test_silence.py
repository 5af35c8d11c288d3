"""What goes wrong is reported without what people typed (design, invariant 7)."""

import logging

import pytest
from django.contrib.auth.decorators import login_not_required
from django.test import Client
from django.urls import path

from crossmentor.environment import origin
from spaces.sealing import CannotOpen, Sealed

# Made here, as the page of an error in development does quote the source.
WORDS = "slaap".upper() * 2


@login_not_required
def fails(request):
    text = request.POST["text"]  # a local variable of the frame that fails
    raise ZeroDivisionError(len(text))


urlpatterns = [path("fails/", fails)]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize("debug", [True, False])
def test_an_error_quotes_nobody(debug, settings, caplog):
    settings.DEBUG = debug
    client = Client(raise_request_exception=False)

    with caplog.at_level(logging.DEBUG, "django.request"):
        response = client.post("/fails/", {"text": WORDS})

    assert response.status_code == 500
    assert WORDS not in response.text
    assert "ZeroDivisionError" in caplog.text
    assert WORDS not in caplog.text


def test_a_sealed_value_and_a_failed_opening_show_nothing():
    assert str(Sealed(b"abc")) == repr(Sealed(b"abc")) == "<sealed>"
    assert "abc" not in str(CannotOpen("The sealed value of x does not open."))


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://login.example.org/realms/x", ["https://login.example.org"]),
        ("https://login.example.org:8443", ["https://login.example.org:8443"]),
        ("", []),
    ],
)
def test_single_sign_on_may_be_reached_by_a_form(url, found):
    assert origin(url) == found

"""The mail catcher and the page that shows what it caught."""

import smtplib
from email.message import EmailMessage

import pytest
from django.urls import clear_url_caches

from crossmentor.embedded import mail
from tests.browser.journey.stack import free_port

WORDS = {"crossmentor": "Mail"}


@pytest.fixture
def caught(tmp_path, monkeypatch, settings):
    """A catcher with one mail in it; answers the folder."""
    monkeypatch.setenv("CROSSMENTOR_VAR", str(tmp_path))
    settings.VAR = tmp_path
    port = free_port()
    catching = mail.controller(port, mail.folder())
    catching.start()
    message = EmailMessage()
    message["Subject"] = "Een datum prikken"
    message["From"] = "noreply@example.org"
    message["To"] = "anna@example.org"
    message["Date"] = "Tue, 03 Mar 2026 16:00:00 +0100"
    message.set_content("Kies een datum: http://localhost/x/")
    message.add_alternative(
        "<p>Kies <script>alert(1)</script><a href='/x/'>een datum</a></p>",
        subtype="html",
    )
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        smtp.send_message(message, to_addrs=["anna@example.org", "bcc@example.org"])
    catching.stop()
    return mail.folder()


@pytest.fixture
def pages(settings):
    """The addresses as they are in development."""
    settings.ROOT_URLCONF = "crossmentor.pages.mailbox"
    clear_url_caches()
    yield
    clear_url_caches()


def test_a_mail_becomes_a_file(caught):
    (file,) = caught.iterdir()

    assert file.suffix == ".eml"
    text = file.read_text()
    assert text.startswith("X-Recipient: anna@example.org\n")
    assert "X-Recipient: bcc@example.org" in text
    assert "Subject: Een datum prikken" in text


def test_the_list_names_every_mail(client, db, caught, pages):
    response = client.get("/mail/")

    assert response.status_code == 200
    assert b"Een datum prikken" in response.content
    assert b"anna@example.org" in response.content


def test_a_mail_is_shown_as_text_and_framed(client, db, caught, pages):
    (file,) = caught.iterdir()

    response = client.get(f"/mail/{file.stem}/")

    assert b"Kies een datum:" in response.content
    assert f'src="/mail/{file.stem}/html/" sandbox=' in response.text
    assert b"<script>alert" not in response.content


def test_the_framed_mail_has_no_power(client, db, caught, pages):
    (file,) = caught.iterdir()

    response = client.get(f"/mail/{file.stem}/html/")

    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-top-navigation-by-user-activation" in policy
    assert "script-src" not in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("name", ["none", "..%2fsecret_key"])
def test_no_other_file_can_be_read(client, db, caught, pages, name):
    (caught.parent / "secret_key").write_text("x")

    assert client.get(f"/mail/{name}/").status_code == 404


def test_without_a_catcher_there_is_no_page(client, db, settings):
    assert not settings.MAIL_CATCHER
    assert client.get("/mail/").status_code == 404

"""What is said of mail servers that refuse, break off, or talk in clear."""

import smtplib

import pytest

from crossmentor.doctor import post
from crossmentor.doctor.finding import FAIL, OK, WARN, Finding
from tests.crossmentor.doctor.servers import certified, greeting, serving, smtp

SECRET = "s3cret-of-the-mail-server"
CURE = f"Mend {post.WHERE}."


@pytest.fixture
def said(settings):
    """What is found at a server that talks so."""
    settings.EMAIL_BACKEND = "reminders.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.DEFAULT_FROM_EMAIL = "Crossmentor <noreply@example.org>"

    def said(talk, send_to="", **given):
        for name, value in given.items():
            setattr(settings, name, value)
        with serving(talk) as settings.EMAIL_PORT:
            there = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
            found = list(post.findings(None, send_to))
        return [
            (one.level, one.what.replace(there, "THERE"), one.cure) for one in found
        ]

    return said


def refused(why):
    return [(FAIL, f"No mail server at THERE: {why}.", CURE)]


WELL = (OK, "The mail server at THERE answers and lets us in.", "")


def test_a_server_on_this_machine_that_lets_us_in(said):
    assert said(smtp({})) == [WELL]


@pytest.mark.parametrize(
    ("talk", "why"),
    [
        (smtp({}, "554 not you"), "SMTPConnectError 554"),
        (smtp({}, "421 too busy"), "SMTPConnectError 421"),
        (greeting(b""), "SMTPServerDisconnected"),
        (greeting(b"HTTP/1.1 400 Bad Request\r\n\r\n"), "SMTPConnectError -1"),
    ],
    ids=["not you", "busy", "hangs up", "a web server"],
)
def test_a_server_that_refuses_is_told_by_its_code(said, talk, why):
    assert said(talk) == refused(why)


def offering(*extensions):
    lines = [f"250-{one}" for one in ("here", *extensions)]
    return {"EHLO": "\r\n".join([*lines, "250 HELP"])}


def test_a_wrong_password_is_told_without_it(said):
    answers = offering("AUTH PLAIN") | {"AUTH": f"535 wrong: {SECRET}"}

    found = said(smtp(answers), EMAIL_HOST_USER="a", EMAIL_HOST_PASSWORD=SECRET)

    assert found == refused("SMTPAuthenticationError 535")


def test_a_server_that_wants_no_password(said):
    found = said(smtp({}), EMAIL_HOST_USER="a", EMAIL_HOST_PASSWORD=SECRET)

    assert found == refused("SMTPNotSupportedError")


def test_a_password_that_no_server_can_be_told(said):
    answers = offering("AUTH PLAIN")

    found = said(smtp(answers), EMAIL_HOST_USER="a", EMAIL_HOST_PASSWORD="sécret")

    assert found == refused("UnicodeEncodeError")


@pytest.mark.parametrize(
    ("host", "why"), [("mail.invalid", "gaierror"), ("mail..example.org", "Unicode")]
)
def test_a_name_that_leads_nowhere(said, host, why):
    ((level, what, cure),) = said(smtp({}), EMAIL_HOST=host)

    assert (level, cure) == (FAIL, CURE)
    assert what.startswith(f"No mail server at THERE: {why}")


@pytest.mark.parametrize(
    ("name", "found"),
    [("localhost", [WELL]), ("www.example.org", refused("SSLCertVerificationError"))],
)
def test_tls_with_a_right_and_a_wrong_name(said, tmp_path, monkeypatch, name, found):
    context, file = certified(tmp_path, name=name)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    talk = smtp(offering("STARTTLS") | {"STARTTLS": "220 go"}, context=context)

    assert said(talk, EMAIL_HOST="localhost", EMAIL_USE_TLS=True) == found


class Conversation:
    """One with a server elsewhere, which offers TLS or does not."""

    def __init__(self, *extensions):
        self.extensions = extensions

    def ehlo_or_helo_if_needed(self):
        pass

    def has_extn(self, name):
        return name in self.extensions


@pytest.mark.parametrize(
    ("host", "tls", "extensions", "found"),
    [
        ("mail.example.org", True, [], []),
        ("localhost", False, ["starttls"], []),
        ("127.0.0.1", False, [], []),
        ("::1", False, [], []),
        (
            "mail.example.org",
            False,
            ["starttls"],
            [
                Finding(
                    FAIL,
                    "Mails with links to sign in go there in clear, though it offers "
                    "TLS.",
                    "Set EMAIL_USE_TLS=1.",
                )
            ],
        ),
        (
            "mail.example.org",
            False,
            ["auth"],
            [
                Finding(
                    WARN,
                    "Mails with links to sign in go there in clear.",
                    "Take a server that offers TLS, or one in your own network.",
                )
            ],
        ),
    ],
)
def test_mails_in_clear_are_told_of_servers_elsewhere(
    settings, host, tls, extensions, found
):
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = host, tls

    assert list(post.secured(Conversation(*extensions))) == found


@pytest.mark.parametrize(
    ("host", "sender", "is_told"),
    [
        ("127.0.0.2", "Crossmentor <noreply@localhost>", True),
        ("127.0.0.2", "noreply@example.org", False),
        ("127.0.0.1", "Crossmentor <noreply@localhost>", False),
    ],
)
def test_a_sender_at_localhost_is_told_where_mails_go_elsewhere(
    said, monkeypatch, host, sender, is_told
):
    monkeypatch.setattr(post, "secured", lambda conversation: ())
    found = said(greeting(b""), EMAIL_HOST=host, DEFAULT_FROM_EMAIL=sender)

    wanted = (FAIL, "Mails come from an address at localhost.", "Set EMAIL_FROM.")
    assert (wanted in found) == is_told


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"MAIL": "550 not from there"}, "SMTPSenderRefused 550"),
        ({"RCPT": "550 nobody"}, "SMTPRecipientsRefused"),
        ({"DATA": "354 go\r\n552 too large"}, "SMTPDataError 552"),
    ],
)
def test_a_mail_that_is_refused_is_told_by_its_code(said, answers, why):
    found = said(smtp(answers), send_to="host@example.org")

    assert found == [
        WELL,
        (
            FAIL,
            f"The mail server took no mail to host@example.org: {why}.",
            "See its log; mend EMAIL_FROM, or ask who runs it.",
        ),
    ]


@pytest.mark.parametrize("address", ["host", "a@b@c", "host@example.org\nBcc: x@y.org"])
def test_what_is_no_address_is_sent_nothing(said, address):
    first, second = said(smtp({}), send_to=address)

    assert first == WELL
    assert second[0] == FAIL
    assert second[1].startswith(f"The mail server took no mail to {address}: ")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (TimeoutError(SECRET), "TimeoutError"),
        (smtplib.SMTPHeloError(501, SECRET.encode()), "SMTPHeloError 501"),
        (smtplib.SMTPException(SECRET), "SMTPException"),
    ],
)
def test_a_reason_is_a_kind_and_a_code_and_never_the_words(error, words):
    assert post.reason(error) == words

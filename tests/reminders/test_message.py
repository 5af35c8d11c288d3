import email.policy
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest

from reminders import delivery
from reminders.links import read_answer
from reminders.message import make_message

pytestmark = pytest.mark.django_db


def sent_form(mail):
    """The message as it goes over the line, read back."""
    raw = make_message(mail).message().as_bytes(linesep="\r\n")
    return message_from_bytes(raw, policy=email.policy.default)


def body(message, kind):
    return message.get_body(preferencelist=(kind,)).get_content()


def test_text_and_html_say_the_same_with_one_link(posted, mentee):
    message = sent_form(posted(context={"name": "Anna <b>"}))

    text, html = body(message, "plain"), body(message, "html")
    assert message["Subject"] == "Plan your intake with Anna <b>"
    assert f"Hello {mentee.given_name}," in text
    assert "Anna <b> would like to hear from you." in text
    assert "Anna &lt;b&gt; would like to hear from you." in html
    assert "http://localhost:8000/intake/7/" in text
    assert 'href="http://localhost:8000/intake/7/"' in html


def test_a_name_from_right_to_left_stands_by_itself(posted, mentee):
    mentee.given_name, mentee.family_name = "مريم", "العلي"

    message = sent_form(posted(person=mentee))

    assert "Hello \u2068مريم\u2069," in body(message, "plain")
    assert "Hello \u2068مريم\u2069," in body(message, "html")
    assert message["To"].addresses[0].display_name == "مريم العلي"


@pytest.mark.parametrize(
    ("own", "employer", "subject"),
    [
        ("nl", "en", "Plan je intake met Anna"),
        ("en", "nl", "Plan your intake with Anna"),
        ("", "nl", "Plan je intake met Anna"),
        ("", "en", "Plan your intake with Anna"),
    ],
)
def test_a_mail_is_in_the_language_of_its_reader(
    posted, mentee, own, employer, subject
):
    mentee.language = own
    mentee.organisation.language = employer

    assert make_message(posted(person=mentee)).subject == subject


def test_a_mail_has_a_stable_message_id(posted):
    mail = posted()

    assert sent_form(mail)["Message-ID"] == f"<{mail.message_id}@localhost>"


def test_a_kind_can_be_stopped_with_one_click(posted, mentee):
    message = sent_form(posted())

    address = message["List-Unsubscribe"].strip(" <>")
    token = address.rstrip("/").rpartition("/")[2]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert read_answer(token, salt="reminders.stop") == [mentee.pk, "tests.nudge"]
    assert address in body(message, "plain")
    assert address in body(message, "html")


def test_what_cannot_be_stopped_offers_no_way_to(posted):
    message = sent_form(posted(kind="tests.summons"))

    assert message["List-Unsubscribe"] is None
    assert "/inbox/stop/" not in body(message, "plain")


def test_a_calendar_entry_is_an_invitation_and_a_file(posted):
    message = sent_form(posted(kind="tests.meeting"))

    [invitation] = [
        part for part in message.walk() if part.get_content_type() == "text/calendar"
    ]
    [file] = message.iter_attachments()
    assert invitation.get_param("method") == "REQUEST"
    assert invitation.get_content().split() == ["BEGIN:VCALENDAR"]
    assert (file.get_content_type(), file.get_filename(), file.get_content()) == (
        "application/ics",
        "meeting.ics",
        b"BEGIN:VCALENDAR\r\n",
    )


def test_a_link_that_may_not_be_kept_is_made_when_sending(posted):
    mail = posted(kind="tests.secret", link="/")

    assert "http://localhost:8000/way/in/" in body(sent_form(mail), "plain")


def test_a_name_cannot_forge_a_header(posted, mentee):
    mentee.given_name = 'A", x@y.example, "\r\nBcc: all@firm.example'

    mail = posted(person=mentee)
    message = sent_form(mail)

    assert message["Bcc"] is None
    assert [address.addr_spec for address in message["To"].addresses] == [mentee.email]


def test_the_moment_is_that_of_the_programme(posted, programme):
    programme.time_zone = "America/New_York"
    programme.save()

    mail = posted(kind="tests.moment", context={"moment": "2026-03-03T16:00:00Z"})

    assert make_message(mail).subject == "At 11:00"


NAMES = [
    "Éva Müller-Łuczak",
    "李小龙 " * 12 + "王",
    "Wijnand-Benedictus van der Hoogenboom-Schimmelpenninck " * 3 + "Zoë",
    "Jan " * 60,
    "محمد بن عبد الله آل سعود " * 4,
    "👩‍👩‍👧 Anna",
    'Anna "de Bruin", <boss>',
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_script_and_length_arrives(
    posted, mentee, server, settings, name
):
    settings.EMAIL_BACKEND = "reminders.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    name = " ".join(name.split())[:200]
    mentee.given_name, mentee.family_name = name[:100], name[100:].strip()
    mentee.save()

    mail = posted(person=mentee)
    delivery.deliver_ready()

    mail.refresh_from_db()
    assert (mail.state, mail.error) == ("sent", "")
    raw = server.messages[0].as_bytes()
    # As mail programs read it: what is between two encoded words falls away.
    name, address = parseaddr(str(message_from_bytes(raw)["To"]))
    assert str(make_header(decode_header(name))) == " ".join(mentee.bare_name.split())
    assert address == mentee.email
    assert max(map(len, raw.split(b"\n"))) < 998


def test_nobodys_absence_answers(posted):
    message = sent_form(posted())

    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"

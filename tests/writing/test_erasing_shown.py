"""What who asked to have something erased sees of it, until it is done and afterwards."""

import datetime as dt
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from reminders import letters
from reminders.models import Mail
from spaces import erasures
from spaces.acting import acting_as
from spaces.models import OwnErasure
from tests.showing import just_now
from tests.writing.test_erasing import work
from workbook import services as workbook
from workbook.models import Goal
from writing import services
from writing.models import Text

pytestmark = pytest.mark.django_db
BEING = "It is being erased"


@pytest.fixture(autouse=True)
def _file(settings, tmp_path, at_work):
    settings.ERASURES_FILE = tmp_path / "erasures"


def write(person, kind, key, **typed):
    with acting_as(person), transaction.atomic():
        found = Text.objects.of_kind(kind).about(str(key)).first()
        return services.write_text(
            kind=kind,
            key=str(key),
            by=person,
            client_id=uuid4(),
            based_on=found and found.head,
            **typed,
        ).text


@pytest.fixture
def goal(mentee, mentor):
    """Shown to the mentor."""
    text = write(mentee, "goal", uuid4(), title="Slapen", body="Ik slaap slecht")
    with acting_as(mentee), transaction.atomic():
        workbook.show_goal(
            goal=Goal.objects.get(text=text), space_id=mentee.seats.get().pair_id
        )
    return text


@pytest.fixture
def answer(mentee):
    return write(mentee, "exercise", "make-it-concrete.goal", body="Rust")


@pytest.fixture
def page(group, mentor, mentee):
    """A page of the circle on which both wrote."""
    for person in (mentor, mentee):
        found = write(person, "agreement", group.circle_id, body=f"Van {person}")
    return found


def ask(person, text=None):
    with acting_as(person), transaction.atomic():
        if text is None:
            services.erase_all(by=person)
        else:
            services.erase(text=Text.objects.get(pk=text.pk), by=person)
        return OwnErasure.objects.latest_first().first()


def pages_of(text):
    names = {
        "goal": ["workbook:home", "workbook:goal_list", "writing:given"],
        "exercise": ["workbook:home"],
        "agreement": ["writing:given"],
    }[text.kind]
    where = [text.get_absolute_url(), reverse("writing:history", args=[text.pk])]
    return [*where, *(reverse(name) for name in names)]


@pytest.mark.parametrize("whole", [False, True], ids=["one", "all"])
@pytest.mark.parametrize("kind", ["goal", "answer", "page"])
def test_each_page_where_it_stands_says_when_it_was_asked_for(
    request, signed_in, mentee, kind, whole
):
    text = request.getfixturevalue(kind)
    client = just_now(signed_in(mentee), mentee)
    asked = ask(mentee, None if whole else text)
    at = timezone.localtime(asked.asked_at).strftime("%H:%M")
    own = "writing:erase_all" if whole else "writing:erase"
    where = [
        *pages_of(text),
        reverse(own, args=[] if whole else [text.pk]),
        reverse("writing:erasures"),
    ]

    for path in where:
        found = client.get(path).text
        assert at in found, path
        assert "being erased" in found, path

    # And it is not to be written, given, restored or erased once more.
    for path in where[:2]:
        found = client.get(path).text
        assert (
            f'data-save-url="{reverse("writing:save", args=[text.kind, text.key])}"'
            not in found
        )
        assert "/restore/" not in found
    assert "button--danger" not in client.get(where[-2]).text


def test_on_the_page_of_what_others_read_all_that_goes_says_so(
    signed_in, mentee, goal, page
):
    client = signed_in(mentee)
    url = reverse("writing:given")
    ask(mentee, goal)
    of_goal, of_page = sorted(
        client.get(url).context["page"], key=lambda entry: entry.heading != "Slapen"
    )
    assert (bool(of_goal.erasing_at), bool(of_page.erasing_at)) == (True, False)

    ask(mentee)

    assert all(entry.erasing_at for entry in client.get(url).context["page"])
    assert "take-back" not in client.get(url).text


def test_others_see_nothing_of_it_until_it_is_done(signed_in, mentor, mentee, page):
    ask(mentee, page)

    found = signed_in(mentor).get(reverse("writing:history", args=[page.pk])).text

    assert "being erased" not in found


def test_what_stands_elsewhere_is_not_said_to_go(signed_in, mentee, mentor, goal):
    other = write(mentee, "goal", uuid4(), title="Iets anders", body="Blijft")
    ask(mentee, goal)

    client = signed_in(mentee)

    assert BEING not in client.get(other.get_absolute_url()).text
    assert BEING not in client.get(reverse("writing:history", args=[other.pk])).text


def test_the_page_asks_anew_until_it_is_done(signed_in, mentee, goal):
    client, url = signed_in(mentee), reverse("writing:erasures")
    client = just_now(client, mentee)
    answer = client.post(reverse("writing:erase", args=[goal.pk]))
    assert answer.url == url
    part = {"HX-Request": "true"}
    waits = client.get(url, headers=part).text
    assert ("<html" in waits, "every 2s" in waits, BEING in waits) == (
        False,
        True,
        True,
    )

    work()

    done = client.get(url, headers=part).text
    assert ("hx-trigger" in done, BEING in done) == (False, False)
    assert "1 text is gone" in done


def test_what_takes_too_long_says_so_and_whom_to_ask(signed_in, mentee, goal):
    ask(mentee, goal)

    with time_machine.travel(timezone.now() + dt.timedelta(minutes=6)):
        found = signed_in(mentee).get(reverse("writing:erasures")).text

    assert "This takes longer than it should" in found
    assert "Tell your coordinator" in found
    assert "every 2s" not in found


@pytest.mark.parametrize(
    ("kind", "texts"), [("goal", 1), ("page", 1), (None, 3)], ids=str
)
def test_it_counts_the_texts_that_went(
    request, mentee, goal, answer, page, kind, texts
):
    """However many versions there are, and places where others read them."""
    write(mentee, "goal", goal.key, title="Slapen", body="Beter al")

    asked = ask(mentee, kind and request.getfixturevalue(kind))
    work()

    with acting_as(mentee), transaction.atomic():
        asked.refresh_from_db()
        assert (asked.texts, asked.done_at is None) == (texts, False)


def test_each_request_is_told_by_mail_once_it_is_done(mentee, goal, page):
    asked = [ask(mentee, goal), ask(mentee, page)]
    ask(mentee, goal)
    assert not Mail.objects.filter(kind="writing.erased").exists()

    work()
    work()

    mails = Mail.objects.filter(kind="writing.erased").order_by("pk")
    assert [mail.object_id for mail in mails] == [str(one.pk) for one in asked]
    assert {mail.person for mail in mails} == {mentee}
    letter, mail = letters.letter_for("writing.erased"), mails[0]
    assert (letter.stoppable, letter.alone) == (False, True)
    with translation.override("nl"):
        said = letter.say("body", mail.context)
        assert letter.say("subject", mail.context) == "Een tekst van jou is gewist"
    local = asked[0].asked_at.astimezone(timezone.get_default_timezone())
    assert f"{local:%H:%M}" in said
    assert "er is 1 tekst weg" in said
    assert "Was jij het niet?" in said
    assert "Slapen" not in str(mail.context) + said


def test_what_is_not_done_is_not_told(mentee, goal, monkeypatch):
    def full(path, word, wanted):
        raise OSError("no space left")

    ask(mentee, goal)
    with monkeypatch.context() as patched:
        patched.setattr(erasures, "write_own", full)
        work()

    assert not Mail.objects.filter(kind="writing.erased").exists()


def test_nothing_is_made_of_an_answer_that_waits(signed_in, mentee):
    """Else its words would go on under another name."""
    answer = write(mentee, "exercise", "make-it-concrete.goal", body="Rust")
    ask(mentee, answer)
    with acting_as(mentee), transaction.atomic():
        found = Text.objects.with_erasing().get(pk=answer.pk)
        with pytest.raises(services.ErasedMeanwhile):
            workbook.make_goal(author=mentee, goal_id=uuid4(), answer=found)
        with pytest.raises(services.ErasedMeanwhile):
            workbook.move_answer(answer=found, prompt="make-it-concrete.step")


def test_a_note_of_a_goal_that_waits_stays_in_its_form(signed_in, mentee, goal):
    ask(mentee, goal)
    url = reverse("workbook:check_in", args=[goal.pk])
    typed = {"check_in": uuid4(), "said": "7", "happened": "Weer wakker"}

    found = signed_in(mentee).post(url, typed).text

    assert "You have this text erased" in found
    assert "Weer wakker" in found

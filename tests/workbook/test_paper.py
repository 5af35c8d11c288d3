"""One's own workbook on paper: all that was written, by its writer, for its writer."""

import datetime as dt
import re
import zlib
from contextlib import suppress
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from spaces.acting import acting_as
from tests.sessions.year.pdf import text_of
from workbook import services as goals
from workbook.chapters import chapters
from workbook.paper_pdf import LONGEST, PaperPdf
from writing import services

pytestmark = pytest.mark.django_db
NAMED = "Žofia Ανδρέου 김민수"


def asked(kind=None, language="en"):
    """(chapter, exercise, prompt) of the first question, or of that kind."""
    return next(
        (chapter, exercise, prompt)
        for chapter in chapters(language)
        for exercise in chapter.exercises
        for prompt in exercise.prompts
        if not chapter.is_for_mentors and kind in (None, prompt.kind)
    )


@pytest.fixture
def answer(db):
    def answer(person, body, exercise=None, prompt=None):
        if exercise is None:
            _chapter, exercise, prompt = asked()
        with transaction.atomic(), acting_as(person):
            services.write_text(
                kind="exercise",
                key=f"{exercise.slug}.{getattr(prompt, 'name', prompt)}",
                by=person,
                client_id=uuid4(),
                based_on=None,
                body=body,
            )

    return answer


def pdf(client, *slug):
    name = "workbook:paper_chapter_file" if slug else "workbook:paper_file"
    response = client.get(reverse(name, args=slug))
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store, private"
    return response


def test_page_and_pdf_hold_what_was_written(signed_in, mentee, answer, goal):
    chapter, exercise, prompt = asked()
    answer(mentee, "Het overleg liep uit <b>alweer</b>")
    client = signed_in(mentee)

    page = client.get(reverse("workbook:paper")).content.decode()
    drawn = pdf(client)

    assert drawn["Content-Type"] == "application/pdf"
    assert drawn.content.startswith(b"%PDF")
    told = text_of(drawn.content)
    for words in (exercise.title, prompt.label.split()[0], "Nee zeggen"):
        assert words in told
    assert "Het overleg liep uit <b>alweer</b>" in told
    assert "Het overleg liep uit &lt;b&gt;alweer&lt;/b&gt;" in page
    assert chapter.title in page


@pytest.fixture
def year(goal, mentee, noted):
    """A goal with a line, and what its author did with it."""
    noted(goal, "3", happened="In overleg", next_step="Morgen weer")
    with transaction.atomic(), acting_as(mentee):
        goals.reword(goal=goal, title="Grenzen stellen")
    noted(goal, "no room")
    noted(goal, "6")
    return goal


def test_the_line_of_a_goal_is_on_it(signed_in, mentee, year):
    client = signed_in(mentee)
    page = client.get(reverse("workbook:paper"))
    content = pdf(client).content

    (found,) = page.context["paper"].goals
    assert len(found.drawn["dots"]) == 3
    told = " ".join(text_of(content).split())
    words = [found.drawn["summary"], "In overleg", "Morgen weer", "Worded otherwise"]
    words += ["Nee zeggen", "Grenzen stellen", "no room for it now", "All that I noted"]
    for one in words:
        assert one in page.text, one
        assert one in told, one
    assert "The goal that day: Nee zeggen" in told
    # Opened, and with nothing to press: it is for paper.
    assert page.text.count('<details class="details details--printed" open>') == 2
    assert reverse("workbook:check_in_drop", args=[found.check_ins[0].pk]) not in (
        page.text
    )
    # Each dot, drawn out of four arcs.
    drawn = drawings_of(content)
    assert len(re.findall(r" c\s", drawn)) == 3 * 4


def test_what_was_noted_of_a_goal_is_told_in_dutch(signed_in, mentee, year):
    mentee.language = "nl"
    mentee.save(update_fields=["language"])

    told = " ".join(text_of(pdf(signed_in(mentee)).content).split())

    assert "Het doel op die dag: Nee zeggen" in told


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("Eerst\n\nDan", [("Eerst", "L"), (" ", "L"), ("Dan", "L")]),
        (
            "\u0645\u0631\u062d\u0628\u0627.\nEn dan.",
            [("\u0645\u0631\u062d\u0628\u0627.", "R"), ("En dan.", "L")],
        ),
    ],
    ids=["blank", "right to left"],
)
def test_each_line_runs_its_own_way(monkeypatch, words, drawn):
    lines = []
    page = PaperPdf(format="A4")
    page.begin(title="", signs=words)
    page.add_page()
    monkeypatch.setattr(
        page,
        "multi_cell",
        lambda _width, _height, line, *, align, **_at: lines.append((line, align)),
    )

    page.write_as("words", words)
    # What was opened for its fonts is closed by this.
    page.output()

    assert lines == drawn


def drawings_of(content):
    """The orders of the pages of a PDF."""
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    opened = []
    for one in found:
        with suppress(zlib.error):
            # Also where its last byte was taken for the end of a line.
            opened.append(zlib.decompressobj().decompress(one))
    return b"\n".join(one for one in opened if b" Tj" in one).decode("latin-1")


def test_what_was_noted_of_a_goal_stays_with_both_that_it_was_split_in(
    signed_in, mentee, goal, noted
):
    noted(goal, "2", happened="Voor de splitsing")
    with transaction.atomic(), acting_as(mentee):
        goals.split(goal=goal, new_id=uuid4(), title="Nee zeggen", other="De helft")
    noted(goal, "4", happened="Na de splitsing")

    found = signed_in(mentee).get(reverse("workbook:paper")).context["paper"].goals

    assert {
        str(one.goal.text.title): [str(noted.happened) for noted in one.check_ins]
        for one in found
    } == {
        "Nee zeggen": ["Na de splitsing", "Voor de splitsing"],
        "De helft": ["Voor de splitsing"],
    }


def test_nothing_of_another_is_on_it(signed_in, mentee, mentor, other_mentee, answer):
    answer(mentor, "Van de mentor")
    answer(other_mentee, "Van de ander")
    answer(mentee, "Van mij")
    client = signed_in(mentee)

    page = client.get(reverse("workbook:paper")).content.decode()
    told = text_of(pdf(client).content)

    for text in (page, told):
        assert "Van mij" in text
        assert "Van de mentor" not in text
        assert "Van de ander" not in text


def test_one_chapter_is_that_chapter(signed_in, mentee, answer, goal):
    found = [one for one in chapters("en") if not one.is_for_mentors]
    first, second = found[0], found[1]
    for chapter in (first, second):
        exercise = chapter.exercises[0]
        answer(mentee, f"In {chapter.slug}", exercise, exercise.prompts[0])
    client = signed_in(mentee)

    page = client.get(reverse("workbook:paper_chapter", args=[first.slug]))

    assert f"In {first.slug}" in page.content.decode()
    assert f"In {second.slug}" not in page.content.decode()
    assert "Nee zeggen" not in page.content.decode()
    told = text_of(pdf(client, second.slug).content)
    assert f"In {second.slug}" in told
    # Above it, and not once more as the only heading.
    assert told.count(second.title) == 1
    assert client.get(reverse("workbook:paper_chapter", args=["x"])).status_code == 404


def test_a_letter_stays_closed_until_its_day(signed_in, mentee, answer, time_machine):
    time_machine.move_to(dt.datetime(2027, 1, 4, 12, tzinfo=dt.UTC))
    _chapter, exercise, letter = asked("letter")
    answer(mentee, "Lieve ik", exercise, letter)
    answer(mentee, "2027-06-01", exercise, letter.opens)
    client = signed_in(mentee)

    page = client.get(reverse("workbook:paper")).content.decode()

    assert "Lieve ik" not in page
    assert "A letter to yourself, which opens on 1 June 2027." in page
    assert "Lieve ik" not in text_of(pdf(client).content)
    time_machine.move_to(dt.datetime(2027, 6, 1, 12, tzinfo=dt.UTC))
    client = signed_in(mentee)
    assert "Lieve ik" in client.get(reverse("workbook:paper")).content.decode()


def test_what_an_earlier_edition_asked_is_on_it(signed_in, mentee):
    with transaction.atomic(), acting_as(mentee):
        from spaces.services import own_space
        from writing.models import Text

        Text.objects.create(
            space=own_space(mentee),
            author=mentee,
            kind="exercise",
            key="gone.words",
            body="Van vroeger",
        )
    client = signed_in(mentee)

    assert "Van vroeger" in client.get(reverse("workbook:paper")).content.decode()
    assert "Van vroeger" in text_of(pdf(client).content)


def test_who_wrote_nothing_is_told_so(signed_in, mentee):
    page = signed_in(mentee).get(reverse("workbook:paper")).content.decode()

    assert "You have written nothing here yet." in page
    assert "Save as PDF" not in page


def test_mentors_print_their_own(signed_in, mentor, mentee, answer):
    own = next(one for one in chapters("en") if one.is_for_mentors)
    exercise = own.exercises[0]
    answer(mentor, "Wat ik leerde", exercise, exercise.prompts[0])
    client = signed_in(mentor)

    assert "Wat ik leerde" in client.get(reverse("workbook:paper")).content.decode()
    there = reverse("workbook:paper_chapter", args=[own.slug])
    assert signed_in(mentee).get(there).status_code == 404


def test_a_long_text_in_any_script_goes_over_pages(signed_in, mentee, answer):
    answer(mentee, "\n".join(f"{number} {NAMED}" for number in range(120)))

    content = pdf(signed_in(mentee)).content

    assert content.count(b"/Type /Page\n") > 2


@pytest.mark.parametrize("sign", [" ", "\U0001f600", "\u2014 "])
def test_a_thousand_signs_without_a_direction_are_drawn(sign):
    words = f"Voor{sign * 1100}na\nEn verder"
    page = PaperPdf(format="A4")
    page.begin(title="My workbook", signs=f"{words}My workbook page 1 \u00b7")
    page.add_page()

    page.write_as("words", words)

    told = text_of(bytes(page.output()))
    assert told.startswith("Voor")
    assert "na\nEn verder\n" in told
    assert told.count(sign.strip() or " ") >= 1090


def test_of_too_much_no_pdf_is_drawn(signed_in, mentee, answer, goal):
    answer(mentee, "Lang. " * (LONGEST // 6 + 1))
    client = signed_in(mentee)

    refused = client.get(reverse("workbook:paper_file"))

    assertRedirects(refused, reverse("workbook:paper"), fetch_redirect_response=False)
    page = client.get(refused.url).text
    assert "This is too much for one PDF." in page
    assert "Lang. Lang." in page


def test_queries_do_not_grow_with_what_was_written(
    signed_in, mentee, answer, written, noted
):
    client = signed_in(mentee)
    address = reverse("workbook:paper")
    answer(mentee, "een")
    noted(written(mentee))
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for chapter in chapters("en")[:3]:
        for exercise in chapter.exercises:
            answer(mentee, "meer", exercise, exercise.prompts[-1])
    for _number in range(3):
        noted(written(mentee))
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)


def test_nobody_draws_pages_all_day(signed_in, mentee, settings):
    settings.BRAKES = settings.BRAKES | {"paper": [("paper", 1, 3600)]}
    client = signed_in(mentee)
    pdf(client)

    assert client.get(reverse("workbook:paper_file")).status_code == 429

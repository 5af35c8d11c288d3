"""An edition changes; what was answered stays to be read."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from spaces.acting import acting_as
from tests.sessions.year.pdf import text_of
from workbook import chapters, editions
from workbook.earlier import earlier, of_chapter, of_exercise
from writing.models import Revision, Text

pytestmark = pytest.mark.django_db

CHAPTER = """+++
number = {number}
slug = "{slug}"
title = "Chapter {slug}"
summary = "In short."
{front}
+++

Hello.
"""
EXERCISE = """
## Exercise {slug}

```toml
slug = "{slug}"
minutes = 5
{prompts}
```

Write.
"""
PROMPT = (
    '\n[[{table}]]\nname = "{name}"\nlabel = "Label of {name}"\nformerly = {former}\n'
)


def prompt(name, *former, table="prompts"):
    return PROMPT.format(table=table, name=name, former=list(former))


def exercise(slug, *prompts):
    told = "".join(prompts)
    none = "" if "[[prompts]]" in told else "prompts = []\n"
    return EXERCISE.format(slug=slug, prompts=none + told)


def chapter(*exercises, slug="one", number=1, front=""):
    return CHAPTER.format(slug=slug, number=number, front=front) + "".join(exercises)


def gone(slug, *names):
    """An exercise of before, in the front matter of its chapter."""
    told = f'\n[[dropped]]\nslug = "{slug}"\ntitle = "Exercise {slug}"\n'
    return told + "".join(prompt(name, table="dropped.prompts") for name in names)


FIRST = chapter(
    exercise("work", prompt("a"), prompt("b")), exercise("play", prompt("c"))
)
RENAMED = chapter(exercise("work", prompt("a2", "a"), prompt("b")))
DROPPED = chapter(exercise("work", prompt("b"), prompt("a", table="dropped")))
GONE = chapter(exercise("play", prompt("c")), front=gone("work", "a", "b"))
MOVED = chapter(exercise("play", prompt("c", "work.a")), front=gone("work", "b"))
FORGOTTEN = chapter(exercise("play", prompt("c")))


@pytest.fixture
def mine(edition, answered, mentee):
    """What a mentee answered while the first edition asked it."""
    edition(FIRST)
    return answered(mentee, "work.a", "Van vroeger")


@pytest.fixture
def pages_of(signed_in, mentee):
    def read(*names):
        client = signed_in(mentee)
        return [
            "Van vroeger" in client.get(reverse(f"workbook:{name}", args=args)).text
            for name, args in names
        ]

    return read


EXERCISE_PAGE, CHAPTER_PAGE = ("exercise", ["work"]), ("chapter", ["one"])


@pytest.mark.parametrize(
    ("now", "found", "heading"),
    [
        (FIRST, [True, False, False], ""),
        (RENAMED, [True, True, True], "Exercise work · Label of a2"),
        (DROPPED, [True, True, True], "Exercise work · Label of a"),
        (GONE, [False, True, True], "Exercise work · Label of a"),
        (MOVED, [False, True, True], "Exercise play · Label of c"),
        (FORGOTTEN, [False, False, True], "An exercise of before"),
    ],
    ids=["asked", "renamed", "dropped", "exercise dropped", "moved", "forgotten"],
)
def test_an_answer_of_an_earlier_edition_stays_to_be_read(
    edition, mine, signed_in, pages_of, mentee, outsider, now, found, heading
):
    edition(now)

    places = [EXERCISE_PAGE, CHAPTER_PAGE, ("earlier", [])]
    assert pages_of(*places) == found
    listed = signed_in(mentee).get(reverse("workbook:earlier")).text
    heads = re.findall(r'id="earlier-[^"]*">\s*<h2>(.*)</h2>', listed)
    assert heads == [heading][: now != FIRST]
    home = signed_in(mentee).get(reverse("workbook:home"))
    assert len(home.context["earlier"]) == (now != FIRST)
    # It has a page, from its versions, and is written no more.
    assert "Van vroeger" in signed_in(mentee).get(mine.get_absolute_url()).text
    history = reverse("writing:history", args=[mine.pk])
    assert "Van vroeger" in signed_in(mentee).get(history).text
    assert signed_in(outsider).get(history).status_code == 404
    assert (
        "Van vroeger" not in signed_in(outsider).get(reverse("workbook:earlier")).text
    )
    typed = {"author": mentee.pk, "client_id": mine.pk, "body": "Nieuw"}
    save = reverse("writing:save", args=["exercise", "work.a"])
    expected = 200 if now == FIRST else 404
    assert signed_in(mentee).post(save, typed).status_code == expected


def move_url(key="work.a"):
    return reverse("workbook:move_answer", args=[key])


@pytest.mark.parametrize(
    ("now", "key"), [(RENAMED, "work.a2"), (MOVED, "play.c")], ids=["renamed", "moved"]
)
def test_a_renamed_question_goes_on_with_its_answer(
    edition, mine, signed_in, mentee, outsider, now, key
):
    edition(now)
    client = signed_in(mentee)
    assert signed_in(outsider).post(move_url()).status_code == 404
    assert signed_in(mentee).get(move_url()).status_code == 405
    page = reverse("workbook:exercise", args=[key.split(".")[0]])
    assert "Van vroeger" in client.get(page).text
    assert move_url() in client.get(page).text

    for _twice in range(2):
        assert client.post(move_url()).url == page

    with acting_as(mentee):
        here = Text.objects.about(key).get()
        assert (here.body, here.revisions.count()) == ("Van vroeger", 1)
        assert mine.revisions.count() == 1
    assert move_url() not in client.get(page).text
    assert client.get(page).context["earlier"][0].answer == mine


def test_what_was_answered_anew_is_not_written_over(
    edition, mine, answered, signed_in, mentee
):
    edition(RENAMED)
    answered(mentee, "work.a2", "Nieuw")
    client = signed_in(mentee)

    assert move_url() not in client.get(reverse("workbook:earlier")).text
    response = client.post(move_url())

    assert "copy by hand" in str(*get_messages(response.wsgi_request))
    with acting_as(mentee):
        assert Text.objects.about("work.a2").get().body == "Nieuw"
        assert Revision.objects.count() == 2


@pytest.mark.parametrize("now", [FIRST, DROPPED, FORGOTTEN])
def test_only_a_renamed_question_is_moved(edition, mine, signed_in, mentee, now):
    edition(now)

    assert signed_in(mentee).post(move_url()).status_code == 404


def test_an_empty_answer_is_none_of_before(edition, answered, signed_in, mentee):
    edition(FIRST)
    answered(mentee, "work.a", "  ")
    edition(DROPPED)

    page = signed_in(mentee).get(reverse("workbook:earlier"))
    assert page.context["earlier"] == []


NAMES = ["a", "b", "c", "d", "e"]
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["rename", "drop", "move", "drop exercise", "forget"]),
        st.integers(0, 20),
        st.integers(0, 20),
    ),
    max_size=8,
)


@given(CHANGES)
def test_no_change_of_edition_loses_an_answer(changes):
    """Any sequence of changes that the check of the files lets through, and one that it
    does not (forget): each answer is asked now, or listed as of before, once."""
    book = {"work": {"a": [], "b": []}, "play": {"c": []}, "rest": {"d": [], "e": []}}
    dropped, gone_ones = {slug: {} for slug in book}, {}
    keys = [f"{slug}.{name}" for slug, names in book.items() for name in names]
    for number, (change, one, other) in enumerate(changes):
        apply(change, one, other, number, book, dropped, gone_ones)
    pages = [
        chapters.parse("test", text) for text in as_files(book, dropped, gone_ones)
    ]
    found = editions.questions(tuple(pages))
    answers = [SimpleNamespace(key=key, body="x", unopened=False) for key in keys]

    asked = [key for key in keys if key in found and found[key].now == key]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(editions, "of_language", lambda language: found)
        before = earlier(answers, "en")

    listed = [one.answer.key for one in before]
    assert sorted([*asked, *listed]) == sorted(keys)
    known = [one for one in before if one.question]
    for page in pages:
        assert {one.answer.key for one in of_chapter(known, page)} == {
            one.answer.key for one in known if one.question.chapter == page
        }
        for each in page.exercises:
            for one in of_exercise(known, each.slug):
                assert one.question.exercise.slug == each.slug


def apply(change, one, other, number, book, dropped, gone_ones):
    prompts = [(slug, name) for slug, names in book.items() for name in names]
    if not prompts:
        return
    slug, name = prompts[one % len(prompts)]
    former = book[slug].pop(name)
    key = f"{slug}.{name}"
    match change:
        case "rename":
            book[slug][f"n{number}"] = [*former, key]
        case "drop":
            dropped[slug][name] = former
        case "move":
            there = list(book)[other % len(book)]
            book[there][f"n{number}"] = [*former, key]
        case "drop exercise":
            book[slug][name] = former
            gone_ones[slug] = book.pop(slug) | dropped.pop(slug)


def as_files(book, dropped, gone_ones):
    front = "".join(
        f'\n[[dropped]]\nslug = "{slug}"\ntitle = "{slug}"\n'
        + "".join(
            prompt(name, *former, table="dropped.prompts")
            for name, former in prompts.items()
        )
        for slug, prompts in gone_ones.items()
    )
    pages = [
        exercise(
            slug,
            *(prompt(name, *former) for name, former in prompts.items()),
            *(
                prompt(name, *former, table="dropped")
                for name, former in dropped[slug].items()
            ),
        )
        for slug, prompts in book.items()
    ]
    half = len(pages) // 2
    return [
        chapter(*pages[:half], front=front),
        chapter(*pages[half:], slug="two", number=2),
    ]


DAY = '\n[[prompts]]\nname = "{name}"\nlabel = "When"\nkind = "date"\nformerly = {former}\n'
DEAR = (
    '\n[[{table}]]\nname = "{name}"\nlabel = "Dear"\nkind = "letter"\n'
    'opens = "{opens}"\nformerly = {former}\n'
)


def with_a_letter(table="prompts", name="dear", opens="day", was=(), former=()):
    day = DAY.format(name=opens, former=list(was))
    dear = DEAR.format(table=table, name=name, opens=opens, former=list(former))
    return chapter(exercise("work", day, dear))


@pytest.mark.parametrize(
    "now",
    [
        with_a_letter(table="dropped"),
        with_a_letter(table="dropped", opens="on", was=["day"]),
        with_a_letter(name="dear2", former=["dear"]),
        with_a_letter(
            table="dropped", name="dear2", former=["dear"], opens="on", was=["day"]
        ),
    ],
    ids=["dropped", "day renamed", "letter renamed", "all of it"],
)
def test_a_letter_of_an_earlier_edition_stays_closed_until_its_day(
    edition, answered, signed_in, mentee, time_machine, now
):
    time_machine.move_to(dt.datetime(2027, 1, 4, 12, tzinfo=dt.UTC))
    edition(with_a_letter())
    answered(mentee, "work.dear", "Lieve ik")
    answered(mentee, "work.day", "2027-06-01")
    edition(now)
    pages = [("exercise", ["work"]), ("chapter", ["one"]), ("earlier", [])]
    pages += [("paper", []), ("home", [])]

    def read():
        client = signed_in(mentee)
        return [
            client.get(reverse(f"workbook:{name}", args=a)).text for name, a in pages
        ]

    before = read()
    assert [text for text in before if "Lieve ik" in text] == []
    drawn = signed_in(mentee).get(reverse("workbook:paper_file")).content
    assert "Lieve ik" not in text_of(drawn)
    told = "A letter to yourself, which opens on 1 June 2027."
    assert [told in text for text in before] == [True, True, True, True, False]
    time_machine.move_to(dt.datetime(2027, 6, 1, 12, tzinfo=dt.UTC))
    assert ["Lieve ik" in text for text in read()] == [True, True, True, True, False]


def test_a_list_costs_the_same_however_long(
    edition, answered, signed_in, mentee, django_assert_max_num_queries
):
    """Of answers to what is asked no more."""
    edition(FIRST)
    for key in ("work.a", "work.b", "play.c"):
        answered(mentee, key, "Van vroeger")
    client, url = signed_in(mentee), reverse("workbook:earlier")
    edition(GONE)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        assert len(client.get(url).context["earlier"]) == 2

    edition(chapter(exercise("else", prompt("d"))))

    with django_assert_max_num_queries(len(few)):
        assert len(client.get(url).context["earlier"]) == 3

"""C9: whoever takes along has all that is theirs, and nothing of others."""

import json
import re
import tracemalloc
from itertools import pairwise
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from crossmentor.pages.export import sheets
from crossmentor.pages.export.archive import export
from crossmentor.pages.export.described import form
from sessions.one_on_ones.services.points import add_point
from spaces.acting import acting_as
from spaces.unopened import Erased
from spaces.values import absent, plain, words_of
from tests.crossmentor.pages.export.reading import Page, rows, taken_by
from workbook import services as workbook
from workbook.chapters import chapters
from writing import services
from writing.models import Revision, Text

CLOSED = "default-src 'none'; style-src 'unsafe-inline'"
ODD = """<script>alert("1")</script> & 'quoted' "twice" </dd></html>"""


@pytest.fixture
def save(db):
    """Saves a text as a person: all versions of it, the last one its head."""

    def save(person, *bodies, kind="exercise", key=None, titles=()):
        key = key or exercise_key()
        based_on = None
        with transaction.atomic(), acting_as(person):
            for number, body in enumerate(bodies):
                given = {"title": titles[number]} if titles else {}
                saved = services.write_text(
                    kind=kind,
                    key=key,
                    by=person,
                    client_id=uuid4(),
                    based_on=based_on,
                    body=body,
                    **given,
                )
                based_on = saved.text.head
        return saved.text

    return save


def exercise_key():
    exercise = chapters("en")[0].exercises[0]
    return f"{exercise.slug}.{exercise.prompts[0].name}"


def all_of(files):
    return "".join(files.values())


def test_every_head_and_every_version_is_inside(save, mentee):
    text = save(mentee, "Kwart over acht", "Half negen", "Negen uur")

    files = taken_by(mentee)

    name = next(
        name for name in files if rows(files, name[5:-5]) and "workbook" in name
    )
    file = name.removeprefix("json/").removesuffix(".json").removesuffix("-versions")
    assert [row["body"] for row in rows(files, file)] == ["Negen uur"]
    assert [row["id"] for row in rows(files, file)] == [str(text.pk)]
    versions = rows(files, f"{file}-versions")
    assert [(row["body"], row["is_current"]) for row in versions] == [
        ("Kwart over acht", False),
        ("Half negen", False),
        ("Negen uur", True),
    ]
    page = Page(files[f"{file}.html"]).text
    assert "Negen uur" in page
    assert "Half negen" not in page
    assert "Half negen" in Page(files[f"{file}-versions.html"]).text


def test_answers_read_in_the_order_of_their_chapter(save, mentee):
    chapter = chapters("en")[0]
    keys = [
        f"{exercise.slug}.{prompt.name}"
        for exercise in chapter.exercises
        for prompt in exercise.prompts
        if prompt.kind == "long"
    ]
    assert keys != sorted(keys)
    for key in reversed(keys):
        save(mentee, "Negen uur", key=key)

    found = rows(taken_by(mentee), f"workbook-{chapter.slug}")

    assert [row["key"] for row in found] == keys


def test_a_second_version_is_inside_and_says_so(save, mentee):
    text = save(mentee, "Eerst", "Dan")
    with transaction.atomic(), acting_as(mentee):
        services.write_text(
            kind="exercise",
            key=text.key,
            by=mentee,
            client_id=uuid4(),
            based_on=None,
            body="Ernaast",
        )

    files = taken_by(mentee)

    second = [
        row["body"]
        for name in files
        if name.endswith("-versions.json")
        for row in json.loads(files[name])["rows"]
        if row["is_second"]
    ]
    assert second == ["Ernaast"]
    assert "A second version, kept beside it" in all_of(
        {name: text for name, text in files.items() if name.endswith(".html")}
    )


def test_nothing_of_another_is_inside(save, mentee, mentor, other_mentee, outsider):
    for person in (mentor, other_mentee, outsider):
        save(person, f"Geheim van {person.given_name}", key=exercise_key())
        save(person, f"Doel {person.given_name}", kind="goal", key=str(uuid4()))
    save(mentee, "Wat ik schreef")

    mine = all_of(taken_by(mentee))

    assert "Wat ik schreef" in mine
    for person in (mentor, other_mentee, outsider):
        assert f"Geheim van {person.given_name}" not in mine
        assert f"Doel {person.given_name}" not in mine
        assert person.email not in mine
    assert outsider.family_name not in mine
    for person in (mentor, other_mentee, outsider):
        theirs = all_of(taken_by(person))
        assert f"Geheim van {person.given_name}" in theirs
        assert "Wat ik schreef" not in theirs


def test_what_is_put_before_others_is_theirs_too_while_they_read_it(
    save, mentee, mentor, other_mentee, group
):
    pair = group.seats.get(person=mentee).pair_id
    with transaction.atomic(), acting_as(mentee):
        saved = workbook.write_goal(
            author=mentee,
            goal_id=uuid4(),
            client_id=uuid4(),
            based_on=None,
            title="Nee zeggen",
            body="Eerste gedachte",
        )
        goal = saved.text.goal
        workbook.show_goal(goal=goal, space_id=pair)
        workbook.write_goal(
            author=mentee,
            goal_id=goal.pk,
            client_id=uuid4(),
            based_on=goal.text.head,
            title="Nee zeggen",
            body="Scherper gezegd",
        )

    read = taken_by(mentor)
    assert [row["body"] for row in rows(read, "goals-of-others")] == ["Scherper gezegd"]
    # Not how it came about.
    assert "Eerste gedachte" not in all_of(read)
    assert "Scherper gezegd" not in all_of(taken_by(other_mentee))

    with transaction.atomic(), acting_as(mentee):
        services.take_back_copy(shown=Text.objects.get(pk=goal.text_id).shown.get())
    assert "Scherper gezegd" not in all_of(taken_by(mentor))
    assert "Eerste gedachte" in all_of(taken_by(mentee))


def test_of_a_page_of_all_one_s_own_versions_are_inside(
    save, mentee, mentor, other_mentee, group
):
    page = {"kind": "agreement", "key": str(group.circle_id)}
    save(mentor, "Van de mentor", **page)
    save(mentee, "Van de mentee", **page)

    mine, theirs = data_of(taken_by(mentee)), data_of(taken_by(other_mentee))

    versions = [one for name in mine if "-versions" in name for one in mine[name]]
    assert [row["body"] for row in versions] == ["Van de mentee"]
    # Who wrote nothing on it reads what others put there.
    assert [
        (name, row["body"]) for name in theirs for row in theirs[name] if "body" in row
    ] == [("json/put-before-me.json", "Van de mentor")]


def data_of(files):
    """The rows by the name of their file."""
    return {
        name: json.loads(text)["rows"]
        for name, text in files.items()
        if name.startswith("json/")
    }


def test_points_of_the_other_are_inside_once_they_are_on_the_list(
    mentee, mentor, group
):
    seat = group.seats.get(person=mentee)
    with transaction.atomic(), acting_as(mentor):
        add_point(seat=seat, by=mentor, text="Onder ons", on_list=False)
        add_point(seat=seat, by=mentor, text="Voor ons beiden", on_list=True)

    files = taken_by(mentee)

    assert [row["text"] for row in rows(files, "points-of-the-other")] == [
        "Voor ons beiden"
    ]
    assert "Onder ons" not in all_of(files)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_pages_are_whole_and_ask_for_nothing(save, mentee, language):
    mentee.given_name = "<b>An\"na&'"
    mentee.save()
    save(mentee, ODD, "en " + ODD)
    save(mentee, ODD, kind="goal", key=str(uuid4()), titles=[ODD[:60]])

    files = taken_by(mentee, language=language)

    pages = {name: text for name, text in files.items() if name.endswith(".html")}
    assert len(pages) > 5
    for name, source in pages.items():
        page = Page(source)
        assert "script" not in page.elements, name
        assert not {"iframe", "img", "link", "form", "object"} & set(page.elements)
        assert [one for one, _value in page.attributes if one.startswith("on")] == []
        assert ("lang", language) in page.attributes
        # Nothing runs in it, even where a word of somebody became part of the page.
        assert ("content", CLOSED) in page.attributes
        assert page.elements.count("html") == 1
        assert set(page.links) <= files.keys(), name
        assert not re.search(r"url\(|@import|https?:", source), name
    assert any(" ".join(ODD.split()) in Page(source).text for source in pages.values())


def test_data_is_as_the_form_says(save, mentee, mentor, group):
    save(mentee, ODD, "tweede")
    add = group.seats.get(person=mentee)
    with transaction.atomic(), acting_as(mentee):
        add_point(seat=add, by=mentee, text="Een punt", on_list=True)

    files = taken_by(mentee)

    described = json.loads(files["form.json"])
    assert described == json.loads(json.dumps(form()))
    data = [json.loads(files[name]) for name in files if name.startswith("json/")]
    assert len(data) > 5
    for part in data:
        assert set(part) == {"form", "file", "part", "rows"}
        assert part["form"] == described["form"] == 1
        fields = described["files"][part["file"]]["fields"]
        for row in part["rows"]:
            assert set(row) <= set(fields), part["file"]
            for name, value in row.items():
                if name != "does_not_open":
                    assert_fits(value, fields[name])


def assert_fits(value, field):
    fitting = {
        "text": str,
        "moment": str,
        "day": str,
        "time": str,
        "id": str,
        "number": (int, float),
        "yes or no": bool,
        "any": (list, dict),
        "choice": (str, int),
    }
    if value is not None:
        assert isinstance(value, fitting[field["type"]]), field
    if field["type"] == "moment" and value:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00", value)
    if field["type"] == "choice" and value not in (None, ""):
        assert str(value) in field["choices"]


def test_form_speaks_both_languages():
    described = form()

    for file in described["files"].values():
        assert set(file["heading"]) == {"nl", "en"}
        for field in file["fields"].values():
            assert set(field["label"]) == {"nl", "en"}
            assert all(field["label"].values())


def test_what_was_erased_says_so_in_its_place():
    values = {"title": "Nee zeggen", "body": Erased()}

    assert absent(values) == {"erased": ["body"]}
    assert plain(values["body"]) is None
    assert words_of(values["body"]) == "Erased by the one who wrote it."


def test_a_letter_is_whole_before_its_day_and_says_so(save, mentee):
    exercise, letter = next(
        (exercise, prompt)
        for chapter in chapters("en")
        for exercise in chapter.exercises
        for prompt in exercise.prompts
        if prompt.kind == "letter"
    )
    save(mentee, "Lieve ik", key=f"{exercise.slug}.{letter.name}")
    save(mentee, "2199-01-01", key=f"{exercise.slug}.{letter.opens}")

    pages = {
        name: Page(source).text
        for name, source in taken_by(mentee).items()
        if name.endswith(".html") and "-versions" not in name
    }

    (page,) = [text for text in pages.values() if "Lieve ik" in text]
    assert "On the site it opens on the day that you named." in page


def test_only_what_somebody_wrote_in_has_a_page(save, mentee, mentor, group):
    """Of the mentors' chapter a mentee gets none, not even an empty one."""
    own = next(one for one in chapters("en") if one.is_for_mentors)
    exercise = own.exercises[0]
    save(mentee, "Van de mentee")
    save(mentor, "Van de mentor", key=f"{exercise.slug}.{exercise.prompts[0].name}")
    theirs = f"workbook-{own.slug}"

    def pages(person):
        files = taken_by(person, language="en")
        named = {name for name in files if theirs in name}
        return named, own.title in Page(files["index.html"]).text

    assert pages(mentee) == (set(), False)
    assert pages(mentor) == (
        {f"{theirs}.html", f"{theirs}-versions.html"}
        | {f"json/{theirs}.json", f"json/{theirs}-versions.json"},
        True,
    )


def test_what_is_much_goes_on_in_another_file(save, mentee, monkeypatch):
    monkeypatch.setattr(sheets, "FULL", 3_000)
    text = save(mentee, *(f"versie {number} " + "x" * 200 for number in range(60)))

    files = taken_by(mentee)

    name = next(name for name in files if name.endswith("-versions-2.html"))
    first = name.removesuffix("-2.html")
    parts = sorted(
        (one for one in files if re.fullmatch(first + r"(-\d+)?\.html", one)),
        key=lambda one: int("0" + re.sub(r"\D", "", one.removeprefix(first))),
    )
    assert len(parts) > 5
    words = " ".join(Page(files[part]).text for part in parts)
    assert re.findall(r"versie (\d+) ", words) == [str(one) for one in range(60)]
    for here, there in pairwise(parts):
        assert there in Page(files[here]).links
        assert here in Page(files[there]).links
    assert text.key


def test_queries_do_not_grow_with_the_versions(save, mentee):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            taken_by(mentee)
        return len(queries)

    save(mentee, "een")
    few = asked()
    save(mentee, *map(str, range(40)), kind="goal", key=str(uuid4()), titles="t" * 40)

    # What is asked of the versions of a goal, once.
    assert asked() - few <= 2


def test_memory_does_not_grow_with_what_is_in_it(save, mentee, monkeypatch):
    monkeypatch.setattr(sheets, "FULL", 20_000)
    text = save(mentee, "een")
    taken_by(mentee)

    def peak():
        tracemalloc.start()
        try:
            for _part in export(mentee):
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    def more(number):
        with transaction.atomic(), acting_as(mentee):
            Revision.objects.bulk_create(
                Revision(
                    text_id=text.pk,
                    space_id=text.space_id,
                    author=mentee,
                    body=f"{one} {'woorden ' * 40}",
                )
                for one in range(number)
            )

    more(300)
    few = peak()
    more(3_000)

    assert peak() < few * 1.5

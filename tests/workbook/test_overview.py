"""What the exercises of a chapter ask in common: then and now."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from tests.workbook.test_editions import chapter, exercise
from workbook.overview import after_these, compared, line_of

DEGREES = """
[options.often]
seldom = "seldom"
sometimes = "sometimes"
often = "often"
not-here = "not here"
"""
TABLE = """
[[prompts]]
name = "often"
label = "How often?"
kind = "table"
moments = true
{cell}

[prompts.rows]
ask = "I ask."
wait = "I wait."
"""
ASKED = TABLE.format(cell='options = "often"')
FIGURES = TABLE.format(cell='low = "never"\nhigh = "always"')
OTHER = '\n[[prompts]]\nname = "more"\nlabel = "More?"\n'
BOOK = chapter(
    exercise("listening", ASKED),
    exercise("speaking", ASKED),
    exercise("choosing", OTHER),
    slug="skills",
    front='overview = "often"' + DEGREES,
)
FIRST, SECOND = "2026-01-10", "2026-07-10"
TWICE = f"\t{FIRST}\t{SECOND}\nask\tseldom\toften\nwait\tsometimes\tnot-here"


def lines(edition, **bodies):
    (page,) = edition(BOOK)
    with translation.override("en"):
        return [(one.first, one.last, one.words) for one in compared(page, bodies)]


NOTHING = (None, None, "nothing said yet")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", NOTHING),
        ("no table", NOTHING),
        (f"\t{FIRST}\nask\tseldom", (0, None, "seldom")),
        (f"\t{FIRST}\nask\tnot-here", NOTHING),
        (f"\t{FIRST}\nask\tseldom\nwait\toften", (0.5, None, "sometimes")),
        (f"\t{FIRST}\nask\tgone\nwait\toften", (1, None, "often")),
        (TWICE, (0.25, 1, "then between seldom and sometimes, now often")),
        (f"\t{FIRST}\t{SECOND}\nask\tnot-here\toften", (None, 1, "often")),
    ],
)
def test_the_first_time_and_the_last_have_a_place(edition, body, expected):
    assert lines(edition, listening=body) == [expected, NOTHING]


def test_figures_have_a_place_too(edition):
    (page,) = edition(
        chapter(exercise("listening", FIGURES), front='overview = "often"')
    )
    body = f"\t{FIRST}\t{SECOND}\nask\t3\t10\nwait\t5\t11"
    with translation.override("en"):
        (one,) = compared(page, {"listening": body})
        assert one.words == "then 4 of 10, now 10 of 10"
    assert [label for label, _x in line_of(one.prompt)] == ["never", "always"]


def test_the_line_leaves_out_what_does_not_occur(edition):
    (page,) = edition(BOOK)

    assert line_of(page.exercises[0].prompts[0]) == [
        ("seldom", "4.0"),
        ("sometimes", "50.0"),
        ("often", "96.0"),
    ]
    assert after_these(page).slug == "choosing"


URL = reverse("workbook:overview", args=["skills"])


@pytest.mark.django_db
def test_all_is_filled_in_on_one_page(edition, signed_in, mentee, outsider, answered):
    edition(BOOK)
    answered(mentee, "listening.often", TWICE)

    page = signed_in(mentee).get(URL)
    assert "then between seldom and sometimes, now often" in page.text
    ids = re.findall(r' id="([^"]+)"', page.text)
    assert len(set(ids)) == len(ids)
    assert [exercise.slug for exercise, _item in page.context["asked"]] == [
        "listening",
        "speaking",
    ]
    assert "then between" not in signed_in(outsider).get(URL).text
    assert signed_in(mentee).post(URL).status_code == 405


@pytest.mark.django_db
def test_what_is_filled_in_there_is_the_answer_of_the_exercise(
    edition, signed_in, mentee
):
    edition(BOOK)
    client = signed_in(mentee)
    sent = {"texts": []}
    for exercise_, item in client.get(URL).context["asked"]:
        prefix = item.form.prefix
        sent["texts"].append(f"{prefix} exercise {item.key}")
        sent |= {field.html_name: field.value() or "" for field in item.form}
        sent |= {f"{prefix}-fields": "1", f"{prefix}-now": FIRST}
        sent[f"{prefix}-in-ask"] = (
            "seldom" if exercise_.slug == "listening" else "often"
        )
    client.post(reverse("writing:write"), sent)

    said = [one.words for one in client.get(URL).context["compared"]]
    assert said == ["seldom", "often"]


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["one", "nowhere"])
def test_a_chapter_without_anything_in_common_has_no_such_page(
    edition, signed_in, mentee, slug
):
    edition(chapter(exercise("choosing", OTHER)))

    url = reverse("workbook:overview", args=[slug])
    assert signed_in(mentee).get(url).status_code == 404

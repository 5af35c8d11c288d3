"""What nobody fills in costs no more than the text that it is."""

from time import process_time

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from tests.workbook.kinds.prompts import ANSWERS, PROMPTS
from tests.workbook.kinds.test_pages import write
from workbook import kinds
from workbook.overview import compared

# Seconds, of a machine that does other things too; without a bound it takes minutes.
LONG = 5
MANY = 2000
COLUMNS = "\t".join(f"c{number}" for number in range(MANY))
# Columns and rows of which nearly each cell is empty.
TABLE = "\n".join(
    ["day\tdid\tfelt\t" + COLUMNS, "x\t" * (MANY + 3), *["x"] * MANY],
)
DAYS = "\t".join(f"{year:04}-01-01" for year in range(1, MANY))
BY_DAY = "\n".join(
    [f"\t{DAYS}", *(f"row{number}\t1" for number in range(MANY))],
)
HUGE = {
    "list": "x\n" * 50_000,
    "table": TABLE,
    "days": BY_DAY,
    "circle": "K\thelps\tnear\tword\n" * 50_000,
}


@pytest.mark.parametrize("name", sorted(HUGE))
def test_it_is_told_as_it_stands(name):
    prompt, body = PROMPTS[name], HUGE[name]
    began = process_time()

    told = kinds.told(prompt, body)

    assert told.text == body
    assert kinds.fields(prompt, body, timezone.localdate()) is None
    assert process_time() - began < LONG


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_what_somebody_fills_in_is_not_too_much(name):
    body, _told = ANSWERS[name]

    assert not kinds.is_too_much(body)


def sent(**fields):
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(
            name.replace("_", "-"), value if isinstance(value, list) else [value]
        )
    return data


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("table", {"t_columns": COLUMNS * 20, "t_row": [""] * 400}),
        ("table", {"t_columns": "day\t" * 20_000, "t_cell_day": ["x"] * 400}),
        ("table", {"t_rest": TABLE}),
        ("days", {"t_body": BY_DAY, "t_now": "2027-03-01", "t_in_source": "often"}),
        ("days", {"t_rest": BY_DAY}),
        ("circle", {"t_rest": HUGE["circle"]}),
    ],
)
def test_nor_does_it_cost_more_when_a_page_sends_it(name, fields):
    began = process_time()

    kinds.composed(PROMPTS[name], sent(t_fields="1", **fields), "t")

    assert process_time() - began < LONG


@pytest.mark.django_db
@pytest.mark.usefixtures("every_kind")
def test_its_writer_finds_it_in_a_box(signed_in, mentee):
    write(mentee, "circle", HUGE["circle"])

    page = signed_in(mentee).get(reverse("workbook:exercise", args=["kind-circle"]))

    [asked] = page.context["prompts"]
    assert asked.fields is None
    assert "hidden" not in asked.form.fields["body"].widget.attrs
    assert HUGE["circle"] in page.text


def test_a_figure_without_end_is_none(monkeypatch):
    chapter = type("Chapter", (), {"overview": "days", "exercises": []})
    prompt = PROMPTS["days"]
    row = next(iter(prompt.rows))
    figure = prompt.cell.__class__(kind="scale", low="never", high="always")
    asked = type("Prompt", (), {"cell": figure, "rows": prompt.rows})
    monkeypatch.setattr(
        "workbook.overview.asked_in_common",
        lambda chapter: [(type("Exercise", (), {"slug": "one"}), asked)],
    )
    body = f"\t2027-03-01\n{row}\t{'9' * 5000}"

    [found] = compared(chapter, {"one": body})

    assert found.first is None

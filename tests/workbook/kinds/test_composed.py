"""What the fields of a page come to: nothing that stood there is lost by it."""

import pytest
from django.utils.datastructures import MultiValueDict

from tests.workbook.kinds.prompts import PROMPTS
from workbook.kinds import composed, fields


@pytest.mark.parametrize(
    ("name", "sent", "text"),
    [
        (
            "days",
            {
                "body": "\t2026-12-01\nsource\tseldom\nsay-so\toften",
                "now": "2027-06-01",
                "in-source": "often",
            },
            "\t2026-12-01\t2027-06-01\nsource\tseldom\toften\nsay-so\toften",
        ),
        (
            "scale",
            {"at-before": "4", "rest": "about a four"},
            "before: 4\nabout a four",
        ),
        (
            "circle",
            {"letter": "K", "side": "helps", "ring": "near", "word": "my\tboss\nnow"},
            "K\thelps\tnear\tmy boss now",
        ),
        (
            "table",
            {"columns": "day\tdid\tfelt", "row": "", "cell-did": "no\tand\r\nno"},
            "day\tdid\tfelt\n\tno and no",
        ),
    ],
    ids=["days of before", "what it cannot show", "pasted", "pasted in a cell"],
)
def test_nothing_is_lost(name, sent, text):
    data = {f"a-{field}": [value] for field, value in {"fields": "1", **sent}.items()}

    assert composed(PROMPTS[name], MultiValueDict(data), "a") == text


def test_what_a_cell_holds_can_be_chosen_again():
    rows = fields(PROMPTS["table"], "felt\n11", None)["rows"]

    (cell,) = [one for one in rows[0][2] if one.column == "felt"]
    assert (cell.value, ("11", "11") in cell.options) == ("11", True)


def test_what_is_no_day_stands_in_a_field_of_words():
    rows = fields(PROMPTS["table"], "day\n2027-02-31\n2027-03-01", None)["rows"]

    cells = [one for _key, _label, row in rows for one in row if one.column == "day"]
    assert [(one.value, one.is_day) for one in cells[:2]] == [
        ("2027-02-31", False),
        ("2027-03-01", True),
    ]

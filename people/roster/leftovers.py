"""The filled columns that are not read, and one of jobs among them."""

from functools import cache

from people.roster.columns import Layout
from people.roster.headers import WORDS, on_one_line, squeezed, without_remark
from people.roster.problems import FileRefused
from people.roster.table import cell_name, is_blank

SAMPLES = 4


@cache
def jobs() -> list[str]:
    """Return what columns of jobs are called, the likeliest first."""
    return [squeezed(name) for name in WORDS["jobs"]]


def unread(layout: Layout) -> list[list[str]]:
    """Return letter and name of each filled column that is not read."""
    read = set(layout.columns.values())
    width = max(len(row.cells) for row in [layout.header, *layout.below])
    return [
        [letter_of(place), name_at(layout, place)]
        for place in range(width)
        if place not in read and is_filled(layout, place)
    ]


def is_filled(layout: Layout, place: int) -> bool:
    return any(
        place < len(row.cells) and not is_blank(row.cells[place])
        for row in layout.below
    )


def offered_discipline(layout: Layout, drafts) -> dict | None:
    """Return the column of jobs to take for discipline, where nobody has one.

    With how many different values it has, and some of them.
    """
    if any(draft.values["discipline"] for draft in drafts):
        return None
    read = set(layout.columns.values())
    candidates = [
        (jobs().index(form), place)
        for place in range(len(layout.header.cells))
        if (form := job_of(name_at(layout, place)))
        and place not in read
        and is_filled(layout, place)
    ]
    if not candidates:
        return None
    _rank, place = min(candidates)
    different = dict.fromkeys(
        on_one_line(row.cells[place])
        for row in layout.below
        if place < len(row.cells) and not is_blank(row.cells[place])
    )
    return {
        "place": place,
        "header": name_at(layout, place),
        "size": len(different),
        "samples": [value[:40] for value in list(different)[:SAMPLES]],
    }


def job_of(header: str) -> str:
    """Return the form in which `jobs` has a column name, or ""."""
    forms = (squeezed(header), squeezed(without_remark(header)))
    return next((form for form in forms if form in jobs()), "")


def take_for_discipline(layout: Layout, name: str):
    """Read the column of that name as discipline, or raise FileRefused."""
    for place in range(len(layout.header.cells)):
        if squeezed(name_at(layout, place)) == squeezed(name) != "":
            layout.columns["discipline"] = place
            return
    names = [name_at(layout, place) for place in range(len(layout.header.cells))]
    raise FileRefused(
        "no_such_column",
        column=name[:60],
        row=layout.header.number,
        columns=", ".join(name[:40] for name in names[:20] if name),
    )


def name_at(layout: Layout, place: int) -> str:
    cells = layout.header.cells
    filled = place < len(cells) and not is_blank(cells[place])
    return on_one_line(cells[place]) if filled else ""


def letter_of(place: int) -> str:
    return cell_name(place, 1)[:-1]

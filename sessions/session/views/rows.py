"""One more row of a form on a page."""

from people.web import bounded


def next_row(request, rows) -> dict:
    """The empty form that comes after the rows on the page."""
    sent = bounded.number(request.GET, f"{rows.prefix}-TOTAL_FORMS")
    index = min(rows.total_form_count() if sent is None else sent, 100)
    if index >= rows.max_num:
        return {"row": None, "total": rows.max_num}
    row = rows.empty_form
    row.prefix = rows.add_prefix(index)
    return {"row": row, "total": index + 1, "full": index + 1 >= rows.max_num}

"""What can be wrong with a roster, in words that name the place and the mend.

A plan keeps a code and its parameters, so that everybody reads it in their own
language.
"""

from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.roster.refused_files import FILE
from people.roster.refused_rows import ROW


class Problem(NamedTuple):
    code: str
    params: dict


class FileRefused(Exception):
    """The file as a whole cannot be used."""

    def __init__(self, code, **params):
        self.problem = Problem(code, params)
        super().__init__(code)


class CellRefused(Exception):
    """One cell cannot be used; the row that holds it is refused."""

    def __init__(self, code, **params):
        self.problem = Problem(code, params)
        super().__init__(code)


# Rows that wait for a coordinator to say who it is; until then they are left out.
SET_ASIDE = {"somebody_else", "number_of_another"}

NOTES = {
    "blank": _("Blank row."),
    "total": _("A totals line, not a person."),
    "footer": _("A line of the export, not a person."),
    "header_again": _("The column names again."),
    "one_name": _("One name only."),
    "same_row": _("The same as row %(row)s."),
    "formula_kept": _("A formula, taken as the file shows it: %(cells)s."),
    "hidden": _("This row is hidden in the sheet."),
    "manager_unknown": _(
        "The manager, %(manager)s, is not on the roster nor in the file: not taken over."
    ),
    "manager_ambiguous": _(
        "There are several people called %(manager)s: the manager is not taken over."
    ),
    "manager_refused": _(
        "The row of the manager, %(manager)s, is refused: the manager is not taken"
        " over."
    ),
    "language_unknown": _("Not known as a language and not taken over: %(text)s."),
    "days_unknown": _("Not understood as working days and not taken over: %(text)s."),
    "has_left": _(
        "%(name)s has left: the row changes nothing about that. Is %(name)s back? Open"
        " the account again on the page of this person."
    ),
    "address_ask": _(
        "E-mail address: %(old)s becomes %(new)s once %(name)s has agreed."
    ),
    "address_move": _(
        "E-mail address: %(old)s becomes %(new)s. %(name)s never came in: an invitation"
        " at the old address ends, and goes to the new one."
    ),
    "address_wait": _(
        "E-mail address: %(new)s waits until %(name)s has agreed and it has answered."
    ),
    "starts_later": _("Starts on a day to come."),
    "rounded": _("%(text)s counts as %(number)s."),
    "number_kept": _("The employee number stays %(number)s, with its zeros."),
    "region_kept": _("The location %(location)s stays in the region %(region)s."),
    "changed": _("%(field)s: %(old)s becomes %(new)s."),
    "filled": _("%(field)s: %(new)s."),
    "region_filled": _("The location %(location)s gets the region %(region)s."),
}

KINDS = {
    "pdf": _("a PDF"),
    "image": _("a picture"),
    "word": _("a Word document"),
    "slides": _("a presentation"),
    "zip": _("a zip file"),
    "html": _("a web page"),
    "xml": _("an XML file"),
    "json": _("a JSON file"),
    "binary": _("something else"),
    "xls": _("a workbook of an old Excel (.xls)"),
    "xlsb": _("a binary workbook (.xlsb)"),
    "ods": _("an OpenDocument spreadsheet (.ods)"),
    "numbers": _("a Numbers spreadsheet"),
    "date": _("a date"),
    "truth": _("true or false"),
    "time": _("a time"),
}

FIELDS = {
    "email": _("E-mail address"),
    "employee_number": _("Employee number"),
    "given_name": _("Given name"),
    "infix": _("Infix"),
    "family_name": _("Family name"),
    "full_name": _("Whole name"),
    "initials": _("Initials"),
    "team": _("Team"),
    "department": _("Department"),
    "discipline": _("Discipline"),
    "location": _("Location"),
    "region": _("Region"),
    "manager": _("Manager"),
    "manager_email": _("Manager"),
    "hired_on": _("Hired on"),
    "years_experience": _("Years of experience"),
    "languages": _("Languages"),
    "working_days": _("Working days"),
    "project": _("Project"),
    "starts_on": _("From"),
    "ends_on": _("Until"),
    "hours": _("Hours a week"),
}


def in_words(problem) -> tuple[str, str]:
    """Return what is the matter and the mend, in the active language."""
    code, params = problem
    params = dict(params)
    if "kind" in params:
        params["kind"] = KINDS[params["kind"]]
    if "field" in params:
        params["field"] = FIELDS[params["field"]]
    if code in NOTES:
        return str(NOTES[code]) % params, ""
    reason, mend = FILE.get(code) or ROW[code]
    return str(reason) % params, str(mend) % params


def sentences(problems) -> tuple[str, str]:
    """Return all reasons and all mends as two texts; nothing is said twice."""
    pairs = [in_words(problem) for problem in problems]
    reasons = dict.fromkeys(reason for reason, _mend in pairs)
    mends = dict.fromkeys(mend for _reason, mend in pairs if mend)
    return " ".join(reasons), " ".join(mends)


def file_sentence(problem) -> str:
    """Return why a file is refused, and the mend, as one text."""
    return gettext("%(reason)s %(mend)s") % dict(
        zip(("reason", "mend"), in_words(problem), strict=True)
    )

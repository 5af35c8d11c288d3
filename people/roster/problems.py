"""What can be wrong with a roster, in words that name the place and the mend.

A plan keeps a code and its parameters, so that everybody reads it in their own
language.
"""

from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


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


FILE = {
    "empty": (_("The file is empty."), _("Export it again.")),
    "too_large": (
        _(
            "The file is larger than %(limit)s MB, far more than the %(rows)s rows"
            " that a list of people has at most."
        ),
        _(
            "Leave out pictures and sheets that are not part of it, or divide it over"
            " several files."
        ),
    ),
    "not_a_spreadsheet": (
        _("This is not a spreadsheet but %(kind)s."),
        _("Save the list of people as an Excel workbook (.xlsx) or as CSV."),
    ),
    "old_format": (
        _("This is %(kind)s, which is not read here."),
        _("Open it, and save it as an Excel workbook (.xlsx) or as CSV."),
    ),
    "encrypted": (
        _("The file is protected with a password."),
        _("Open it in Excel, take the password off, and save it again."),
    ),
    "damaged": (
        _("The workbook is damaged or of an unusual kind, and cannot be read."),
        _("Open it in Excel and save it again as an Excel workbook (.xlsx)."),
    ),
    "bomb": (
        _("The workbook unpacks to far more than a list of people can hold."),
        _("Copy only the rows with people into a new workbook and save that."),
    ),
    "entities": (
        _("The workbook contains instructions that could do harm, and was not read."),
        _("Copy only the rows with people into a new workbook and save that."),
    ),
    "too_many_rows": (
        _("Row %(row)s holds something; a list of people has at most %(limit)s rows."),
        _("Delete what does not belong to it, or divide it over several files."),
    ),
    "too_many_columns": (
        _("Row %(row)s has more than %(limit)s columns."),
        _("Delete the columns that are not part of the list."),
    ),
    "rows_out_of_order": (
        _("The rows of the workbook are out of order near row %(row)s."),
        _("Open it in Excel and save it again as an Excel workbook (.xlsx)."),
    ),
    "open_quote": (
        _(
            "In row %(row)s a quotation mark opens that closes in a later row or"
            " never: the rows in between cannot be told apart."
        ),
        _('Remove the stray " from that row, or save the roster as .xlsx.'),
    ),
    "odd_characters": (
        _("The file is not text in an encoding that is known here."),
        _("Save it in Excel as .xlsx, or as CSV UTF-8."),
    ),
    "no_header": (
        _("No row with column names was found, such as E-mail, Given name, Team."),
        _("Put the column names in the row above the people."),
    ),
    "no_email_column": (
        _("No column with the e-mail address was found. Row %(row)s has: %(columns)s."),
        _("Name the column with the work address E-mail."),
    ),
    "duplicate_header": (
        _("The column %(header)s is there twice: in %(first)s and in %(second)s."),
        _("Remove or rename one of them."),
    ),
    "ambiguous_columns": (
        _("%(first)s and %(second)s both look like the column for: %(field)s."),
        _("Remove or rename one of them."),
    ),
    "no_such_column": (
        _("There is no column %(column)s. Row %(row)s has: %(columns)s."),
        _("Name it as it stands in the file."),
    ),
    "several_sheets": (
        _("Two sheets hold people: %(first)s and %(second)s."),
        _("Put everybody on one sheet, or remove the sheet that is not meant."),
    ),
    "several_project_sheets": (
        _("Two sheets hold projects: %(first)s and %(second)s."),
        _("Put all projects on one sheet, or remove the sheet that is not meant."),
    ),
    "no_rows": (
        _("There is nothing under the column names in row %(row)s."),
        _("Export the roster again, with the people in it."),
    ),
    "stale": (
        _("The roster has changed since this preview was made."),
        _("Make the preview again and look at what is different."),
    ),
    "conflict": (
        _("Somebody else changed the roster at the same moment; nothing was done."),
        _("Make the preview again."),
    ),
    "broken": (
        _("Something went wrong on our side; nothing was changed."),
        _("Try again; if it stays, ask who looks after this site."),
    ),
}

ROW = {
    "formula": (
        _("%(cell)s holds a formula, and what it gives is not kept in the file."),
        _("Open the file in Excel and save it, or paste the column as values."),
    ),
    "formula_text": (
        _("The text in %(cell)s begins with %(sign)s, as a formula does."),
        _("Write it without that sign."),
    ),
    "fault": (
        _("%(cell)s holds an error: %(text)s."),
        _("Correct the cell, or empty it."),
    ),
    "wrong_characters": (
        _("The text in %(cell)s has come through a wrong encoding: %(text)s."),
        _("Export the file again as .xlsx or as CSV UTF-8, or correct the cell."),
    ),
    "control_characters": (
        _("%(cell)s holds characters that cannot be seen."),
        _("Type the text of that cell again."),
    ),
    "too_long": (
        _("The text in %(cell)s is longer than %(limit)s characters."),
        _("Make it shorter."),
    ),
    "wrong_kind": (
        _("%(cell)s should hold text but holds %(kind)s."),
        _("Give the column the format Text and type the value again."),
    ),
    "torn": (
        _("A quotation mark in this row is out of place."),
        _('Remove the stray ", or save the roster as .xlsx.'),
    ),
    "too_many_cells": (
        _("This row has more cells than there are column names."),
        _("Look for a separator inside a text, and put that text in quotes."),
    ),
    "no_email": (
        _("There is no e-mail address."),
        _("Fill in the work address, or remove the row."),
    ),
    "invalid_email": (
        _("%(cell)s is not an e-mail address: %(text)s."),
        _("Correct the address."),
    ),
    "several_emails": (
        _("%(cell)s holds more than one e-mail address."),
        _("Keep the work address only."),
    ),
    "duplicate_email": (
        _("The same e-mail address is in row %(rows)s."),
        _("Keep one of the rows."),
    ),
    "duplicate_number": (
        _("The same employee number, with another e-mail address, is in row %(rows)s."),
        _("Keep the row with the work address, or correct the number."),
    ),
    "duplicate_person": (
        _("Row %(rows)s seems to be the same person with another e-mail address."),
        _(
            "Keep the row with the work address; if they are two people, give each"
            " an employee number."
        ),
    ),
    "other_address": (
        _(
            "Employee number %(number)s belongs to %(name)s, who is on the roster"
            " with another e-mail address: %(email)s."
        ),
        _("%(name)s has left. Is %(name)s back? Open the account again first."),
    ),
    "other_domain": (
        _(
            "Employee number %(number)s belongs to %(name)s, whose address is of another"
            " domain: %(email)s."
        ),
        _(
            "Use %(email)s in the file. Whoever looks after this site can change the"
            " domain of addresses."
        ),
    ),
    "address_declined": (
        _("%(name)s has said not to have the address %(new)s."),
        _("Ask %(name)s, and correct the address in the file."),
    ),
    "address_promised": (
        _("This address is about to become that of %(name)s."),
        _("Correct the address, or wait until %(name)s has it."),
    ),
    "still_held": (
        _("This address is that of %(name)s, who gets another one by row %(row)s."),
        _("Import this row again once %(name)s has the other address."),
    ),
    "number_taken": (
        _("Employee number %(number)s belongs to %(name)s, %(email)s."),
        _("Correct the employee number."),
    ),
    "other_address_by_name": (
        _(
            "This seems to be %(name)s, who is on the roster with another e-mail"
            " address: %(email)s."
        ),
        _(
            "Use %(email)s in the file; if they are two people, give each an"
            " employee number."
        ),
    ),
    "somebody_else": (
        _(
            "This e-mail address belongs to %(name)s on the roster, and the row seems to"
            " be somebody else."
        ),
        _("Say in the preview whether it is the same person."),
    ),
    "number_of_another": (
        _(
            "Employee number %(number)s belongs to %(name)s on the roster, and the row"
            " seems to be somebody else."
        ),
        _("Say in the preview who it is, or correct the employee number."),
    ),
    "address_unavailable": (
        _("This e-mail address cannot be added."),
        _("Check the address; if it is right, ask who looks after this site."),
    ),
    "no_name": (
        _("There is no name."),
        _("Fill in the name."),
    ),
    "invalid_date": (
        _("%(cell)s is not a date: %(text)s."),
        _("Write it as day-month-year, for instance 31-12-2020."),
    ),
    "month_first": (
        _("%(cell)s has the month first, other rows the day: %(text)s."),
        _("Write every date as day-month-year, for instance 31-12-2020."),
    ),
    "date_too_early": (
        _("The date in %(cell)s is too long ago: %(text)s."),
        _("Correct the date, or empty the cell."),
    ),
    "date_too_late": (
        _("The date in %(cell)s is more than a year ahead: %(text)s."),
        _("Correct the date, or empty the cell."),
    ),
    "invalid_number": (
        _("%(cell)s is not a number: %(text)s."),
        _("Write it in digits, or empty the cell."),
    ),
    "number_out_of_range": (
        _("The number in %(cell)s must lie between %(low)s and %(high)s: %(text)s."),
        _("Correct the number, or empty the cell."),
    ),
    "shortened_number": (
        _("Excel has shortened the number in %(cell)s: %(text)s."),
        _("Give the column the format Text and type the number again."),
    ),
    "own_manager": (
        _("This person is their own manager."),
        _("Name somebody else as manager, or empty the cell."),
    ),
    "manager_circle": (
        _("These people would be each other's managers, in a circle: %(names)s."),
        _("Correct the manager in one of these rows."),
    ),
    "no_project": (
        _("There is no project."),
        _("Fill in the project, or remove the row."),
    ),
    "no_start": (
        _("There is no date from which the project runs."),
        _("Fill in the date."),
    ),
    "no_hours": (
        _("There are no hours a week."),
        _("Fill in the hours."),
    ),
    "ends_before_start": (
        _("The project ends before it starts."),
        _("Correct one of the dates."),
    ),
    "unknown_person": (
        _("%(email)s is not on the roster and not among the people of this file."),
        _("Add the person to the sheet with people, or correct the address."),
    ),
    "person_refused": (
        _("The row of %(email)s among the people is refused."),
        _("Mend that row first."),
    ),
    "duplicate_stint": (
        _("The same person, project and start are in row %(rows)s."),
        _("Keep one of the rows."),
    ),
}

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

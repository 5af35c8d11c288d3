"""Why a row, or one cell of it, is refused, by a code, and the mend."""

from django.utils.translation import gettext_lazy as _

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

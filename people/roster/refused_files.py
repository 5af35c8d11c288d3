"""Why a file as a whole is refused, by a code, and the mend."""

from django.utils.translation import gettext_lazy as _

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

"""A composition as a spreadsheet, and a spreadsheet as a composition."""

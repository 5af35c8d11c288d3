"""A composition as a spreadsheet, and a spreadsheet as a composition.

Its `views` call its `services`, and these what reads, plans and writes a file.
"""

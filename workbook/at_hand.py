"""The learning goals of a person, for pages of rooms below: they ask by the settings."""

from workbook.models import Goal


def goals_of(person) -> list[Goal]:
    """Those of `person`, who acts, that are under way; each with its text."""
    return list(Goal.objects.written_by(person).under_way())

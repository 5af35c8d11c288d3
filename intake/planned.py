"""Whether anything is planned in a programme, by its clock."""

from intake.models import Intake


def has_dates(programme) -> bool:
    """Of intakes that have a time, held ones as well."""
    return Intake.objects.filter(
        seat__group__programme=programme, at__isnull=False
    ).exists()

import pytest

from boards.sheets import services
from tests.boards.sheets.files import HEADER, as_csv


@pytest.fixture
def take_in(programme, coordinator):
    """Takes rows in as a file."""

    def take_in(rows, header=HEADER, onto=None, content=None):
        return services.take_in_sheet(
            programme=programme,
            onto=onto,
            by=coordinator,
            file_name="Spring.csv",
            content=content or as_csv([header, *rows]),
        )

    return take_in


@pytest.fixture
def planned(take_in):
    """What rows would make."""

    def planned(rows, **options):
        return services.plan_sheet(sheet=take_in(rows, **options))

    return planned

import pytest

from boards import board
from boards.services import open_composition
from boards.services.boards import write_board
from tests.groups.conftest import coordinated, crew, enrol, field

__all__ = ["coordinated", "crew", "enrol", "field"]


@pytest.fixture
def composition(programme, coordinator):
    return open_composition(programme=programme, name="First try", by=coordinator)


@pytest.fixture
def compose(composition, crew):
    """Puts groups on the board, past the services; answers (mentor, mentees) each."""

    def compose(groups=1, mentees=4, **options):
        crews = [crew(mentees, **options) for _ in range(groups)]
        seen = board.Board(
            {str(mentor.pk): "" for mentor, _ in crews},
            {str(m.pk): str(mentor.pk) for mentor, seated in crews for m in seated},
        )
        write_board(composition, board.difference(board.Board(), seen))
        return crews

    return compose

import pytest

from groups import board
from groups.services import open_composition
from programmes.models import Role
from tests import factories


@pytest.fixture
def coordinated(signed_in, coordinator):
    """A browser in which the coordinator is signed in."""
    return signed_in(coordinator)


@pytest.fixture
def field(organisation):
    """A discipline, *vakdiscipline*."""
    return factories.DisciplineFactory(organisation=organisation, name="Water")


@pytest.fixture
def enrol(programme, field):
    """Enrols somebody of the discipline, each from a team of their own."""

    def enrol(role=Role.MENTEE, **options):
        options.setdefault("person__discipline", field)
        options.setdefault("person__organisation", programme.organisation)
        return factories.ParticipationFactory(programme=programme, role=role, **options)

    return enrol


@pytest.fixture
def crew(enrol):
    """A mentor and so many mentees of one discipline, all from different teams."""

    def crew(mentees=4, **options):
        mentor = enrol(Role.MENTOR, person__years_experience=20, **options)
        return mentor, [enrol(**options) for _ in range(mentees)]

    return crew


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
        board.write(composition, board.difference(board.Board(), seen))
        return crews

    return compose

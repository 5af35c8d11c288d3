import pytest

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

import pytest

from tests.crossmentor.demo.cast import a_cast


@pytest.fixture(scope="module")
def noted(request, django_db_setup, django_db_blocker):
    """What `live(cast)` of the file of tests answers, called once."""
    with django_db_blocker.unblock(), a_cast() as cast:
        found = request.module.live(cast)
    return found

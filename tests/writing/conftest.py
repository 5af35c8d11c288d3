import pytest

from writing.bringing import formers
from writing.kinds import kinds


@pytest.fixture
def more_kinds(settings):
    """Those of `tests/writing/texts.py` beside the rooms' own."""
    settings.TEXTS = [*settings.TEXTS, "tests.writing.texts"]
    for known in (kinds, formers):
        known.cache_clear()
    yield
    for known in (kinds, formers):
        known.cache_clear()

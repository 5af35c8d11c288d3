import sys
from pathlib import Path

import pytest

from boards.solving.engine import engine

COMPOSE = Path(__file__).resolve().parents[4] / "shared" / "compose"


@pytest.fixture(scope="session")
def checker():
    """The independent checker's class, when it lies beside the project."""
    if not (COMPOSE / "verify.py").exists():
        pytest.skip("../shared/compose/verify.py is not there")
    sys.path.insert(0, str(COMPOSE))
    try:
        import verify
    finally:
        sys.path.remove(str(COMPOSE))
    return verify.Checker


@pytest.fixture
def instance_files(checker):
    return sorted((COMPOSE / "instances").glob("*_*.json"))


@pytest.fixture(scope="session")
def compiled_code():
    """By whichever process comes first; the others wait for it and take it over."""
    if engine(wait=True) is None:
        pytest.skip("nothing is compiled without numba")

from tests.sessions.conftest import (  # noqa: F401
    agreed,
    busy,
    first,
    now,
    one_on_one,
    seat,
    series,
)

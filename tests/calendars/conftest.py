from tests.sessions.conftest import (  # noqa: F401
    busy,
    first,
    now,
    one_on_one,
    seat,
)

from unittest import mock

import pytest
from django.db import OperationalError
from redis import ConnectionError as BrokerGone


def test_a_process_that_reaches_both_is_healthy(client, db):
    # No name, no TLS and no session, as a probe asks.
    response = client.get("/health/", headers={"Host": "10.1.2.3"})

    assert response.status_code == 200
    assert response.json() == {"database": True, "broker": True}
    assert not response.cookies


@pytest.mark.parametrize(
    ("target", "error", "answer"),
    [
        (
            "crossmentor.health.connection.cursor",
            OperationalError,
            {"database": False, "broker": True},
        ),
        (
            "crossmentor.health.Redis.ping",
            BrokerGone,
            {"database": True, "broker": False},
        ),
    ],
    ids=["database", "broker"],
)
def test_a_process_that_misses_one_is_not(client, db, target, error, answer):
    with mock.patch(target, side_effect=error):
        response = client.get("/health/")

    assert response.status_code == 503
    assert response.json() == answer

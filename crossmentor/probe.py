"""Tells a container's health check how its process is doing, by the exit code.

`python -m crossmentor.probe web`, `worker` or `composer`.
"""

import os
import socket
import sys
import urllib.request


def web() -> bool:
    port = os.environ.get("PORT", "8000")
    # urlopen raises for every answer that is not a good one.
    urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=8).close()
    return True


def worker(name="celery") -> bool:
    from crossmentor.celery import app

    return bool(app.control.ping([f"{name}@{socket.gethostname()}"], timeout=8))


def composer() -> bool:
    return worker("composer")


if __name__ == "__main__":
    probes = {"web": web, "worker": worker, "composer": composer}
    sys.exit(not probes[sys.argv[1]]())

"""Tells a container's health check how its process is doing, by the exit code.

`python -m crossmentor.probe web` or `worker`.
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


def worker() -> bool:
    from crossmentor.celery import app

    return bool(app.control.ping([f"celery@{socket.gethostname()}"], timeout=8))


if __name__ == "__main__":
    sys.exit(not {"web": web, "worker": worker}[sys.argv[1]]())

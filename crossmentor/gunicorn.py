"""Gunicorn's settings: `gunicorn --config python:crossmentor.gunicorn`."""

import os
from pathlib import Path

bind = os.environ.get("BIND", "127.0.0.1:" + os.environ.get("PORT", "8000"))
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# A request's first line and headers; of the rest: people/web/ceilings.py.
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
timeout = 60
graceful_timeout = 20
# Workers are renewed one by one, so that a slow leak never matters.
max_requests = 5000
max_requests_jitter = 500
# The worker's sign of life must not wait for a slow disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
# Nobody manages it by its own tool: the process manager does.
control_socket_disable = True

import os
from pathlib import Path

# The tests' own servers and data, apart from those of `make run`.
os.environ["CROSSMENTOR_VAR"] = os.environ.get(
    "CROSSMENTOR_TEST_VAR", str(Path(__file__).resolve().parent.parent / "var/test")
)
os.environ.setdefault("CROSSMENTOR_EMBEDDED_FAST", "1")
for name in ("DATABASE_URL", "DATABASE_URL_WORKER", "DATABASE_URL_OWNER", "REDIS_URL"):
    os.environ.pop(name, None)

from crossmentor.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# It writes now and then: a page's queries are counted without it.
PROXIES = "people.web.proxies.ProxiesMiddleware"
MIDDLEWARE = [path for path in MIDDLEWARE if path != PROXIES]  # noqa: F405
LANGUAGE_CODE = "en"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
# WhiteNoise warns when it is not there.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
# Tests that run side by side do not take each other's messages.
CELERY_TASK_DEFAULT_QUEUE = "test_" + os.environ.get("PYTEST_XDIST_WORKER", "alone")
CELERY_TASK_ROUTES = {}
# Tests are faster than people; those of the brakes set their own.
BRAKES = {}

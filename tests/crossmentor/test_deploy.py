"""The files for a host start exactly what `make run` and these tests start."""

import re

import pytest
import yaml
from django.conf import settings

from crossmentor import environment
from crossmentor.running import processes

COMPOSE = yaml.safe_load((settings.ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
MAIL_KEYS = ("MAIL_KEY", "MAIL_KEY_FALLBACKS")
SECRET = re.compile("PASSWORD|SECRET|KEY|DATABASE_URL")


@pytest.mark.parametrize(
    ("service", "command"),
    [
        ("web", processes.WEB),
        ("worker", processes.WORKER),
        ("composer", processes.COMPOSER),
        ("beat", processes.BEAT),
        ("roles", ("python", "manage.py", "create_roles")),
        ("migrate", processes.MIGRATE),
    ],
)
def test_a_service_runs_the_command_of_the_application(service, command):
    assert tuple(SERVICES[service]["command"]) == command


@pytest.mark.parametrize("service", ["web", "worker", "composer", "beat"])
def test_a_health_check_runs_the_probe(service):
    test = SERVICES[service]["healthcheck"]["test"]

    assert tuple(test) == ("CMD", *processes.PROBE, service)


def test_the_image_runs_the_pages():
    dockerfile = (settings.ROOT / "Dockerfile").read_text()

    command = yaml.safe_load(dockerfile.rpartition("CMD ")[2])

    assert tuple(command) == processes.WEB


def test_no_secret_stands_in_the_file():
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if SECRET.search(name):
                assert re.search(r"\$\{\w+:[?-]", value), name


@pytest.mark.parametrize(
    ("service", "may_hold"),
    [
        (
            "web",
            {
                "DATABASE_URL",
                "MASTER_KEYS",
                "SECRET_KEY",
                "SECRET_KEY_FALLBACKS",
                *MAIL_KEYS,
            },
        ),
        ("worker", {"DATABASE_URL_WORKER", *MAIL_KEYS}),
        ("composer", {"DATABASE_URL_WORKER", *MAIL_KEYS}),
        ("beat", {"DATABASE_URL_WORKER", *MAIL_KEYS}),
        (
            "migrate",
            {
                *MAIL_KEYS,
                "DATABASE_URL",
                "DATABASE_URL_WORKER",
                "DATABASE_URL_OWNER",
                "DATABASE_URL_SUPERUSER",
            },
        ),
        (
            "host",
            {
                *MAIL_KEYS,
                "DATABASE_URL",
                "DATABASE_URL_WORKER",
                "DATABASE_URL_OWNER",
                "DATABASE_URL_SUPERUSER",
                "MASTER_KEYS",
            },
        ),
    ],
)
def test_each_process_holds_no_more_than_its_own_keys(service, may_hold):
    held = {
        name
        for name in SERVICES[service]["environment"]
        if name.startswith(("DATABASE_URL", "MASTER_KEYS", "SECRET_KEY", "MAIL_KEY"))
    }

    assert held == may_hold


# Of tests, of a library (docs/composing.md), and of the machine.
NO_HOST_SETS = {"CROSSMENTOR_EMBEDDED_FAST", "NUMBA_CACHE_DIR", "PATH"}


def read_by_the_code() -> set[str]:
    """The variables that any room reads, whatever for."""
    asked = r'(?:text|flag|words|kept_secret|environ\.get)\(\s*"([A-Z_]+)"'
    return {
        name
        for room in settings.ROOMS
        for path in (settings.ROOT / room).rglob("*.py")
        if path.name != "settings_test.py"
        for name in re.findall(asked, path.read_text())
    }


def test_every_variable_is_in_the_readme():
    readme = (settings.ROOT / "README.md").read_text()
    compose = (settings.ROOT / "docker-compose.yml").read_text()
    needed = read_by_the_code() | set(re.findall(r"\$\{(\w+)", compose))

    assert needed - set(re.findall(r"[A-Z_]+", readme)) == NO_HOST_SETS


def test_what_settings_and_servers_read_is_seen():
    assert read_by_the_code() >= {
        *("BASE_URL", "SIGN_IN_DAYS", "ERASING", "REDIS_URL", "SECRET_KEY"),
        *("BIND", "WORKER_CONCURRENCY", "MASTER_KEYS_FILE", "CROSSMENTOR_VAR"),
    }


# Of a machine that is not a container, or of one alone.
NOT_IN_CONTAINERS = {
    "MASTER_KEYS_FILE",
    "DEBUG",
    "MAIL_CATCHER",
    "CROSSMENTOR_VAR",
    "CROSSMENTOR_DATABASE",
    "CROSSMENTOR_PROCESS",
}


def test_what_a_host_sets_reaches_the_containers():
    readme = (settings.ROOT / "README.md").read_text()
    rows = re.findall(r"^\| ((?:`[A-Z_]+`(?:, )?)+) \|", readme, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"[A-Z_]+", row)}
    given = {name for one in SERVICES.values() for name in one.get("environment", ())}

    assert len(named) > 30
    # Each process has an address of the database, found by its name.
    assert {one for one in named - read_by_the_code() if "DATABASE" not in one} == {
        "COMPOSER_CONCURRENCY"
    }
    assert named - given == NOT_IN_CONTAINERS | {"PORT", "COMPOSER_CONCURRENCY"}


def test_what_is_left_empty_there_is_as_without_it(monkeypatch):
    monkeypatch.setenv("TYPED_ON_DEVICE", "")

    assert environment.flag("TYPED_ON_DEVICE", True) is True
    assert environment.flag("TYPED_ON_DEVICE") is False

"""What is too large is refused before it is anywhere, over a real socket."""

import os
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress

import psutil
import pytest
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from crossmentor.running import processes
from people.web import ceilings
from people.web.bounded import MAX_BYTES
from tests.browser.journey.stack import free_port

MB = 1024 * 1024
HUGE = 300 * MB
LOGIN = "/account/login/"
BOUNDARY = "xxxxxxxxxxxx"
HEAD = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"'
    "\r\nContent-Type: text/csv\r\n\r\n"
).encode()
PIECE = b"a;b;c\r\n" * 9362


class Server:
    """The pages as a host runs them, with one process, and where it keeps uploads."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        # Nobody waits for the disk: any file at all would be seen.
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "crossmentor.settings_test",
            "CROSSMENTOR_DATABASE": connection.settings_dict["NAME"],
            "PORT": str(self.port),
            "TMPDIR": str(folder),
            "WEB_CONCURRENCY": "1",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", *processes.WEB],
            cwd=settings.ROOT,
            env=environment,
            stderr=subprocess.PIPE,
        )
        self.peak = 0
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with suppress(OSError), closing(self.connect()):
                break
            time.sleep(0.1)

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def stop(self):
        self.process.terminate()
        self.process.communicate(timeout=30)

    def memory(self) -> int:
        found = psutil.Process(self.process.pid).children(recursive=True)
        return sum(child.memory_info().rss for child in found)

    def kept(self) -> int:
        sizes = [0]
        for path in self.folder.rglob("*.upload*"):
            with suppress(OSError):
                sizes.append(path.stat().st_size)
        return sum(sizes)

    def send(self, path, size, headers=(), *, chunked=False, says=None, cookie=""):
        """Send a file of `size` and answer the status line, "" when it hangs up."""
        lines = [
            f"POST {path} HTTP/1.1",
            "Host: localhost",
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}",
            # Without the cookie the check of the token would read nothing at all.
            f"Cookie: csrftoken={'a' * 32}; {cookie}",
            "Transfer-Encoding: chunked"
            if chunked
            else f"Content-Length: {says or size}",
        ]
        with closing(self.connect()) as there, suppress(OSError):
            there.sendall("\r\n".join([*lines, "", ""]).encode())
            sent, piece = 0, HEAD
            with suppress(OSError):
                while sent < size:
                    whole = piece[: size - sent]
                    if chunked:
                        there.sendall(b"%x\r\n%b\r\n" % (len(whole), whole))
                    else:
                        there.sendall(whole)
                    sent, piece = sent + len(whole), PIECE
                    self.peak = max(self.peak, self.kept())
            return there.recv(200).split(b"\r\n")[0].decode()
        return ""


@pytest.fixture
def server(transactional_db, tmp_path):
    found = Server(tmp_path)
    yield found
    found.stop()


REFUSED = ("", "HTTP/1.1 413 Request Entity Too Large", "HTTP/1.1 400 Bad Request")


def test_nobody_fills_the_disk_nor_the_memory(server):
    assert server.send(LOGIN, 1000).startswith("HTTP/1.1 403")
    before = server.memory()

    answers = [
        server.send(LOGIN, HUGE),
        server.send(LOGIN, HUGE, says=1000),
        server.send(LOGIN, HUGE, chunked=True),
        server.send("/nowhere/", HUGE),
    ]

    # As much as a small form, of the one that says nothing of its length.
    assert server.peak <= ceilings.STRANGER
    assert server.memory() - before < 20 * MB
    assert answers[0] in REFUSED[:2]
    assert server.send(LOGIN, 1000).startswith("HTTP/1.1 403")


@pytest.mark.django_db(transaction=True)
def test_who_is_signed_in_sends_a_file_where_one_is_taken(server, coordinator, client):
    client.force_login(coordinator)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    rosters = reverse("people:roster_list")

    elsewhere = server.send("/theme/", 30 * MB, cookie=cookie)
    large = server.send(rosters, HUGE, cookie=cookie)
    nothing = server.peak
    taken = server.send(rosters, 5 * MB, cookie=cookie)

    assert elsewhere == "HTTP/1.1 413 Request Entity Too Large"
    assert large in REFUSED[:2]
    assert nothing == 0
    # Without the token of a form it is refused, but it was read.
    assert taken == "HTTP/1.1 403 Forbidden"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "That is too large"), ("nl", "Dat is te groot")],
)
def test_it_is_said_in_words(language, words):
    body = {"login": "x" * (ceilings.STRANGER + 1)}

    response = Client().post(LOGIN, body, headers={"Accept-Language": language})

    assert response.status_code == 413
    assert f"<h1>{words}</h1>" in response.text
    assert "20 MB" in response.text


@pytest.mark.django_db
def test_the_limit_comes_before_the_look_at_the_token():
    client = Client(enforce_csrf_checks=True)

    response = client.post(LOGIN, {"login": "x" * ceilings.STRANGER})

    assert response.status_code == 413


@pytest.mark.django_db
def test_a_file_a_little_too_large_is_told_on_its_page(signed_in, coordinator):
    file = SimpleUploadedFile("roster.csv", b"a;b\r\n" * (MAX_BYTES // 5 + 1))

    response = signed_in(coordinator).post(
        reverse("people:roster_list"), {"file": file}
    )

    assert response.status_code == 200
    assert response.context["form"].errors["file"]


def test_reading_stops_above_the_ceiling():
    handler = ceilings.CeilingHandler(RequestFactory().post("/"))
    handler.request.ceiling = 10

    assert handler.receive_data_chunk(b"1234567890", 0) == b"1234567890"
    with pytest.raises(RequestDataTooBig):
        handler.receive_data_chunk(b"1", 10)


@pytest.mark.django_db
def test_what_is_too_large_only_once_it_is_read_gets_the_same_page(
    signed_in, coordinator, settings
):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * ceilings.STRANGER
    file = SimpleUploadedFile("roster.csv", b"a;b\r\n")
    sent = {"file": file, "text": "x" * 4 * ceilings.STRANGER}

    response = signed_in(coordinator).post(reverse("people:roster_list"), sent)

    assert response.status_code == 413


@pytest.mark.django_db
def test_a_request_has_few_fields_and_one_file(signed_in, coordinator):
    page = signed_in(coordinator)
    many = {f"f{number}": "x" for number in range(1001)}
    files = {f"f{number}": SimpleUploadedFile("a", b"x") for number in range(2)}

    assert page.post(reverse("people:roster_list"), many).status_code == 400
    assert page.post(reverse("people:roster_list"), files).status_code == 400

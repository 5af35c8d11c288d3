"""What MASTER_KEYS may hold, and that a refusal never quotes a key."""

import base64
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from crossmentor import environment, master_keys

KEY, OTHER = bytes(range(32)), bytes(range(200, 232))
CODE, OTHER_CODE = (base64.b64encode(key).decode() for key in (KEY, OTHER))


def read(monkeypatch, tmp_path, words, embedded=False):
    monkeypatch.delenv("MASTER_KEYS_FILE", raising=False)
    monkeypatch.setenv("MASTER_KEYS", words)
    return master_keys.read_keys(tmp_path, embedded)


def read_file(monkeypatch, tmp_path, content: bytes):
    monkeypatch.delenv("MASTER_KEYS", raising=False)
    (tmp_path / "keys").write_bytes(content)
    monkeypatch.setenv("MASTER_KEYS_FILE", str(tmp_path / "keys"))
    return master_keys.read_keys(tmp_path, embedded=False)


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (f"first:{CODE}", [("first", KEY)]),
        (f"second:{OTHER_CODE},first:{CODE}", [("second", OTHER), ("first", KEY)]),
        (f"  first:{CODE}\n\n", [("first", KEY)]),
        (f"première:{CODE}", [("première", KEY)]),
    ],
)
def test_keys_are_read_in_their_order(words, keys, monkeypatch, tmp_path):
    assert read(monkeypatch, tmp_path, words) == keys


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (f"first:{CODE} first:{OTHER_CODE}", "Two master keys are named first"),
        (f"first:{CODE} first:{CODE}", "Two master keys are named first"),
        (f"first:{CODE} second:{CODE}", "first and second are one master key"),
        (CODE, "number 1 has no name"),
        (f"first:{OTHER_CODE} {CODE}", "number 2 has no name"),
        (f":{CODE}", "number 1 has no name"),
        (f"first : {CODE}", "number 1 has no name"),
        (f"my key:{CODE}", "number 1 has no name"),
        (f"{'n' * 61}:{CODE}", "number 1 has no name"),
        (f"fi\u200brst:{CODE}", "number 1 has no name"),
        (f"a:b:{CODE}", "a is not base64"),
        (f"first:'{CODE}'", "first is not base64"),
        (f"first:{CODE[:20]} {CODE[20:]}", "first is of 15 bytes"),
        (f"first:{CODE[:-1]}", "first is not base64"),
        (f"first:{CODE}{CODE}", "first is"),
        (f"first:{base64.b64encode(KEY[:31]).decode()}", "first is of 31 bytes"),
        (f"first:{base64.b64encode(KEY + b'x').decode()}", "first is of 33 bytes"),
        (f"first:{base64.urlsafe_b64encode(b'?>' * 16).decode()}", "not base64"),
        ("first:", "first is of 0 bytes"),
        (f"first:{CODE[:-2]}é=", "first is not base64"),
    ],
)
def test_what_is_no_key_is_refused_without_quoting_it(
    words, said, monkeypatch, tmp_path
):
    with pytest.raises(ImproperlyConfigured, match=said) as refusal:
        read(monkeypatch, tmp_path, words)

    told = str(refusal.value)
    assert CODE[:8] not in told
    assert OTHER_CODE[:8] not in told
    assert refusal.value.__cause__ is None


@pytest.mark.parametrize(
    "content",
    [
        f"first:{CODE}",
        f"first:{CODE}\n",
        f"first:{CODE}\r\n\r\n",
        f"\n  first:{CODE}  \n\n",
        f"\ufefffirst:{CODE}\n",
    ],
)
def test_a_file_may_end_and_begin_as_editors_do(content, monkeypatch, tmp_path):
    assert read_file(monkeypatch, tmp_path, content.encode()) == [("first", KEY)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (f"# of March\nfirst:{CODE}".encode(), "number 1 has no name"),
        (f"first:{CODE}\nfirst:{OTHER_CODE}\n".encode(), "Two master keys"),
        (b"\xff\xfe" + f"first:{CODE}".encode("utf-16-le"), "cannot be read"),
    ],
)
def test_a_file_that_holds_no_keys_is_refused(content, said, monkeypatch, tmp_path):
    with pytest.raises(ImproperlyConfigured, match=said):
        read_file(monkeypatch, tmp_path, content)


def test_a_file_that_is_not_there_is_named(monkeypatch, tmp_path):
    monkeypatch.delenv("MASTER_KEYS", raising=False)
    monkeypatch.setenv("MASTER_KEYS_FILE", str(tmp_path / "gone"))

    with pytest.raises(ImproperlyConfigured, match=r"cannot be read.*gone"):
        master_keys.read_keys(tmp_path, embedded=True)


def test_two_places_for_keys_are_one_too_many(monkeypatch, tmp_path):
    monkeypatch.setenv("MASTER_KEYS_FILE", str(tmp_path / "keys"))
    monkeypatch.setenv("MASTER_KEYS", f"first:{CODE}")

    with pytest.raises(ImproperlyConfigured, match="not both"):
        master_keys.read_keys(tmp_path, embedded=False)


def test_an_embedded_server_keeps_one_of_its_own(monkeypatch, tmp_path):
    made = read(monkeypatch, tmp_path, "", embedded=True)

    assert [name for name, _key in made] == ["first"]
    assert read(monkeypatch, tmp_path, "", embedded=True) == made
    assert (tmp_path / "master_keys").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["master_keys"]


def test_processes_that_start_at_once_agree_on_what_is_kept(tmp_path):
    program = (
        "import sys; from pathlib import Path; from crossmentor import environment;"
        "print(environment.kept(Path(sys.argv[1]), sys.argv[2] * 5000))"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path / "kept"), digit],
            stdout=subprocess.PIPE,
            text=True,
        )
        for digit in "1234"
    ]

    said = {process.communicate()[0] for process in started}

    assert len(said) == 1
    assert len(said.pop().strip()) == 5000


def test_a_secret_that_could_not_be_written_leaves_nothing_half(monkeypatch, tmp_path):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        environment.kept(tmp_path / "kept", "fresh")

    assert not (tmp_path / "kept").exists()

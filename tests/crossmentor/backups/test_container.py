"""The file of a backup is whole, or it is refused."""

import json
import subprocess
import zipfile

import pytest

from crossmentor.backups import container
from crossmentor.backups.errors import Refused

DUMP = [b"one", b"two" * 1000]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "file"
    container.write_backup(path, DUMP, {"format": 1})
    return path


def test_it_gives_back_what_it_took(file):
    assert container.read_backup(file) == {"format": 1}
    assert b"".join(container.dump_of(file)) == b"".join(DUMP)


def test_any_unzip_opens_it(file, tmp_path):
    assert zipfile.ZipFile(file).testzip() is None
    with zipfile.ZipFile(file) as archive:
        assert json.loads(archive.read("manifest.json")) == {"format": 1}
        assert archive.namelist() == ["database.dump", "manifest.json"]


def test_one_bit_anywhere_is_noticed(file):
    content = file.read_bytes()
    places = {*range(60), *range(0, len(content), 37), *range(-120, 0)}

    for place in places:
        spoilt = bytearray(content)
        spoilt[place] ^= 1 << (place % 8)
        file.write_bytes(spoilt)
        with pytest.raises(Refused, match="damaged"):
            container.read_backup(file)


@pytest.mark.parametrize("left", [0, 1, 63, 64, 65, 1000, -1])
def test_a_part_of_it_is_refused(file, left):
    file.write_bytes(file.read_bytes()[:left])

    with pytest.raises(Refused):
        container.read_backup(file)


@pytest.mark.parametrize("more", [b"\n", b"x" * 100])
def test_more_than_it_is_refused(file, more):
    file.write_bytes(file.read_bytes() + more)

    with pytest.raises(Refused):
        container.read_backup(file)


def test_another_file_is_told_apart(tmp_path):
    with pytest.raises(Refused, match="cannot be read"):
        container.read_backup(tmp_path / "none")
    with pytest.raises(Refused, match="cannot be read"):
        container.read_backup(tmp_path)


def test_what_is_written_is_whole_and_for_one_alone(tmp_path):
    path = tmp_path / "file"
    with container.written_whole(path) as draft:
        assert draft.stat().st_mode & 0o777 == 0o600
        draft.write_text("all")
        assert not path.exists()

    assert path.read_text() == "all"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_leaves_nothing(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        with container.written_whole(tmp_path / "file") as draft:
            draft.write_text("half")
            raise KeyboardInterrupt

    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path):
    path = tmp_path / "file"
    path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(Refused, match="there already"):
        with container.written_whole(path):
            pass
    path.unlink()

    # Also not what came there while it was written.
    with pytest.raises(Refused, match="there already"):
        with container.written_whole(path):
            path.write_text("another's")

    assert path.read_text() == "another's"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_takes_no_links_takes_the_file(tmp_path, monkeypatch):
    def link(*paths):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(container.os, "link", link)

    with container.written_whole(tmp_path / "file") as draft:
        draft.write_text("all")

    assert (tmp_path / "file").read_text() == "all"
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600


def test_where_nothing_can_be_written_that_is_said(tmp_path):
    with pytest.raises(Refused, match="cannot be written"):
        with container.written_whole(tmp_path / "none" / "file"):
            pass


def test_unzip_finds_no_fault(file):
    try:
        said = subprocess.run(["unzip", "-t", file], capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("there is no unzip")

    assert "No errors detected" in said.stdout

"""The file of erasures, byte by byte."""

from uuid import UUID, uuid4

import pytest

from spaces import erasures

ONE, OTHER = UUID(int=1), UUID(int=2)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "of a new folder" / "erasures"


def test_the_last_word_counts(path):
    erasures.add_lines(path, erasures.ERASING, [ONE, OTHER])
    erasures.add_lines(path, erasures.KEPT, [ONE])
    erasures.add_lines(path, erasures.ERASED, [OTHER])

    told = erasures.read_record(path)

    assert told.last == {ONE: erasures.KEPT, OTHER: erasures.ERASED}
    assert (told.gone, told.unsettled, told.faults) == ({OTHER}, set(), [])


def test_it_only_grows_and_its_user_alone_reads_it(path):
    erasures.add_lines(path, erasures.ERASED, [ONE])
    before = path.read_bytes()
    erasures.add_lines(path, erasures.ERASED, [OTHER])

    assert path.read_bytes().startswith(before)
    assert path.stat().st_mode & 0o777 == 0o600
    assert before.decode().startswith(erasures.HEADER)


@pytest.mark.parametrize("left", range(1, 60, 6))
def test_a_line_broken_off_is_a_fault_until_it_is_written_anew(path, left):
    erasures.add_lines(path, erasures.ERASED, [ONE])
    whole = path.read_bytes()
    line = erasures.line(erasures.ERASING, OTHER, "2030-01-01T02:30:00+00:00")
    path.write_bytes(whole + line[:left].encode())

    assert erasures.read_record(path).faults == [3]
    erasures.add_lines(path, erasures.ERASING, [OTHER])
    told = erasures.read_record(path)

    assert (told.faults, told.gone) == ([], {ONE, OTHER})


@pytest.mark.parametrize("at", range(0, 80, 9))
def test_a_changed_letter_is_a_fault(path, at):
    erasures.add_lines(path, erasures.ERASED, [ONE, OTHER])
    content = path.read_bytes()
    start = content.index(b"\nerased") + 1 + at
    changed = b"x" if content[start : start + 1] != b"x" else b"y"
    path.write_bytes(content[:start] + changed + content[start + 1 :])

    told = erasures.read_record(path)

    assert told.faults == [2]
    assert told.gone == {OTHER}


def test_without_a_file_it_says_so(path):
    with pytest.raises(FileNotFoundError):
        erasures.read_record(path)


def test_what_is_no_line_of_ours_is_no_id(path):
    path.parent.mkdir()
    path.write_text(f"erased {uuid4()} 2030-01-01 12345678\n\xff\n")
    told = erasures.read_record(path)
    assert (told.last, told.faults) == ({}, [1, 2])

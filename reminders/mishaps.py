"""What a log may say of an error: its message can quote a person, its place cannot."""

import traceback


def place_of(error: BaseException) -> str:
    """The kind of error, the file and the line in which it came up."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    return f"{type(error).__name__}" + "".join(
        f" in {frame.filename}, line {frame.lineno}" for frame in last
    )

"""What a log may say of an error: its message can quote a person, its place cannot."""

import traceback


def where(error: BaseException) -> str:
    """The kind of error, and where our code ran into it."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "site-packages" not in frame.filename]
    return type(error).__name__ + "".join(
        f" in {frame.filename}, line {frame.lineno}" for frame in (ours or frames)[-1:]
    )

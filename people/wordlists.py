"""Lists of words, from TOML that stands beside the code which reads them."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def words_in(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))

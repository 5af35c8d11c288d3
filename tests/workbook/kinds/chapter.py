"""A chapter with an exercise of each kind, as a file of the workbook."""

import shutil

from tests.workbook.kinds.prompts import FILE
from workbook import chapters
from writing.content import Content

HEAD = """+++
number = 99
slug = "kinds"
title = "Kinds"
summary = "One of each."
+++

Hello.
"""


def exercises() -> dict[str, str]:
    """The block of each prompt, by name; the letter has the date that it opens on."""
    _, *blocks = FILE.split("[[prompts]]\n")
    by_name = {block.split('"')[1]: f"[[prompts]]\n{block}" for block in blocks}
    by_name["letter"] += by_name["date"]
    return by_name


def kinds_of_exercises(monkeypatch, folder) -> list[str]:
    """Put them in the workbook: exercise `kind-NAME` asks the prompt of that name."""
    sections = [
        f'## Kind {name}\n\n```toml\nslug = "kind-{name}"\nminutes = 5\n\n{block}```\n\nDo.'
        for name, block in exercises().items()
    ]
    shutil.copytree(chapters.CONTENT.folder, folder, dirs_exist_ok=True)
    for language in ("nl", "en"):
        source = "\n\n".join([HEAD, *sections])
        (folder / language / "99-kinds.md").write_text(source, encoding="utf-8")
    content = Content(folder, make=chapters.parse, order=chapters.CONTENT.order)
    monkeypatch.setattr(chapters, "chapters", content.pages)
    monkeypatch.setattr(chapters, "get_chapter", content.get)
    return [f"kind-{name}" for name in exercises()]

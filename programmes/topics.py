"""The development topics that a new organisation starts with."""

import json
from functools import cache
from pathlib import Path

from programmes.models import Topic

FILE = Path(__file__).parent / "content" / "topics.json"


@cache
def standard_topics() -> dict[str, tuple[str, str]]:
    """(Dutch name, English name) of each topic of the standard list, by its slug."""
    listed = json.loads(FILE.read_text(encoding="utf-8"))
    return {topic["slug"]: (topic["name_nl"], topic["name_en"]) for topic in listed}


def ensure_topics(organisation) -> None:
    """Give an organisation without topics the standard list."""
    if organisation.topics.exists():
        return
    Topic.objects.bulk_create(
        Topic(organisation=organisation, name_nl=dutch, name_en=english)
        for dutch, english in standard_topics().values()
    )

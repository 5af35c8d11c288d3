"""Files that people save: called as they called it, on every machine."""

import re

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from people.web.typed import one_line, shortened

# Not in a name on Windows, and a folder elsewhere.
NO_SIGNS = re.compile(r'[\\/:*?"<>|]+')
# Devices of Windows, whatever comes after a dot.
RESERVED = re.compile(
    r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9\u00b9\u00b2\u00b3])(?=$|[. ])",
    re.I,
)
# A name has 255 bytes at most; something is left for what a browser adds.
BYTES = 200


def file_name(words: str, ending: str, otherwise: str = "file") -> str:
    """A name made of `words`, with letters of any script; `otherwise` when none is left.

    The ending comes without a dot.
    """
    name = NO_SIGNS.sub("-", one_line(words))
    name = shortened(name, BYTES, size=in_bytes).strip(". ")
    if not name.strip("-_. "):
        name = otherwise
    if RESERVED.match(name):
        name = f"_{name}"
    return f"{name}.{ending}"


def in_bytes(text: str) -> int:
    return len(text.encode())


def download(content: bytes, media_type: str, name: str) -> HttpResponse:
    """An answer that is saved under that name (RFC 6266)."""
    return HttpResponse(content, media_type, headers=saved_as(name))


def saved_as(name: str) -> dict[str, str]:
    """The header by which an answer is saved under that name."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return {"Content-Disposition": disposition}

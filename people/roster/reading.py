"""From the bytes of a file to sheets, whatever the file calls itself."""

from zipfile import BadZipFile

from people.roster import text, workbook
from people.roster.problems import FileRefused
from people.roster.table import MAX_ROWS, Sheet
from people.web.bounded import MAX_BYTES

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The name of the stream in which Office keeps a workbook with a password.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SIGNATURES = [
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"RIFF", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"{\\rtf", "word"),
    (b"\x1f\x8b", "zip"),
    (b"7z\xbc\xaf", "zip"),
    (b"Rar!", "zip"),
]


def read_file(content: bytes) -> list[Sheet]:
    """Return the sheets of a CSV file or an Excel workbook, or raise FileRefused."""
    if not content.strip(b"\x00 \t\r\n"):
        raise FileRefused("empty")
    if len(content) > MAX_BYTES:
        raise too_large()
    if content.startswith(b"PK"):
        try:
            return workbook.read_excel(content)
        except BadZipFile:
            raise FileRefused("damaged") from None
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise FileRefused("encrypted")
        raise FileRefused("old_format", kind="xls")
    for signature, kind in SIGNATURES:
        if content.startswith(signature) and not looks_like_text(content):
            raise FileRefused("not_a_spreadsheet", kind=kind)
    if content.startswith((b"%PDF", b"{\\rtf")):
        kind = "pdf" if content.startswith(b"%") else "word"
        raise FileRefused("not_a_spreadsheet", kind=kind)
    return [text.read_csv(content)]


def too_large() -> FileRefused:
    return FileRefused("too_large", limit=MAX_BYTES // 1024 // 1024, rows=MAX_ROWS)


def looks_like_text(content: bytes) -> bool:
    return b"\x00" not in content and all(
        byte >= 0x20 or byte in b"\t\r\n" for byte in content[:2000]
    )

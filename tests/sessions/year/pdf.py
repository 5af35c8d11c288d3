"""Reads the text of a PDF of ours back, by what it says of its fonts itself."""

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)endobj", re.S)
STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.S)
SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|\(((?:\\.|[^\\()])*)\) Tj|(ET)", re.S)
ESCAPED = re.compile(rb"\\(.)", re.S)
PLAIN = {b"r": b"\r", b"n": b"\n", b"t": b"\t"}


def text_of(content: bytes) -> str:
    """The lines of its page, in the order in which they are drawn.

    Of a letter in several pieces the further ones say nothing.
    """
    objects = {int(one[1]): one[2] for one in OBJECT.finditer(content)}
    fonts = {}
    for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", content):
        told = re.search(rb"/ToUnicode (\d+) 0 R", objects[int(number)])
        fonts[name] = _letters(_stream(objects[int(told[1])]))
    page = next(
        text for one in objects.values() if b" Tj" in (text := _stream(one) or b"")
    )
    lines, font = [""], None
    for name, signs, end in SHOWN.findall(page):
        if name:
            font = fonts[name]
        elif end:
            lines.append("")
        else:
            signs = ESCAPED.sub(lambda one: PLAIN.get(one[1], one[1]), signs)
            pairs = [signs[at : at + 2] for at in range(0, len(signs), 2)]
            lines[-1] += "".join(
                font.get(pair.hex().upper(), "\ufffd") for pair in pairs
            )
    return "\n".join(line.replace("\ufffd", "") for line in lines if line)


def _stream(body: bytes) -> bytes | None:
    found = STREAM.search(body)
    if not found:
        return None
    return zlib.decompress(found[1]) if b"FlateDecode" in body else found[1]


def _letters(told: bytes) -> dict[str, str]:
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", told)
    return {
        sign.decode(): bytes.fromhex(letters.decode()).decode("utf-16-be")
        for sign, letters in pairs
    }

"""Which font has the letters of a name, in whichever script somebody writes theirs."""

import unicodedata
from importlib.util import find_spec
from pathlib import Path

NOTO, JAPANESE, KOREAN, CHINESE = (
    "manimgx_fonts",
    "pylopdf_fonts_jp",
    "pylopdf_fonts_ko",
    "pylopdf_fonts_zh_cn",
)
# Latin, Greek and Cyrillic.
BASE = (NOTO, "NotoSans[wght].ttf")
# By the word with which Unicode begins the name of a sign.
BY_SCRIPT = {
    script.upper(): (NOTO, f"NotoSans{script}[wght].ttf")
    for script in (
        *("Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian"),
        *("Gujarati", "Gurmukhi", "Hebrew", "Kannada", "Khmer", "Lao", "Malayalam"),
        *("Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu", "Thai"),
    )
}
KANA, HANGUL, HAN = {"HIRAGANA", "KATAKANA"}, {"HANGUL"}, {"CJK", "KANGXI"}
SYMBOLS = (NOTO, "NotoEmoji[wght].ttf"), (NOTO, "NotoSansSymbols[wght].ttf")


def fonts_for(text: str) -> list[tuple[str, str]]:
    """Package and file of each font that a text needs beside `BASE`, and no other.

    Signs of Chinese that Japanese or Korean have too look as those write them, where
    the text has a letter of theirs.
    """
    scripts = {unicodedata.name(sign, "").partition(" ")[0] for sign in text}
    scripts = {script.partition("-")[0] for script in scripts}
    fonts = [BY_SCRIPT[script] for script in sorted(scripts & BY_SCRIPT.keys())]
    if scripts & KANA:
        fonts.append((JAPANESE, "NotoSansJP-Regular.otf"))
    if scripts & HANGUL:
        fonts.append((KOREAN, "NotoSansKR-Regular.otf"))
    if scripts & HAN:
        fonts.append((CHINESE, "NotoSansSC-Regular.otf"))
    if any(unicodedata.category(sign) == "So" for sign in text):
        fonts += SYMBOLS
    return fonts


def path_of(font: tuple[str, str]) -> Path:
    package, name = font
    return Path(find_spec(package).origin).with_name(name)

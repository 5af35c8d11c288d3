"""Which fonts a text needs on paper: those of its scripts, and no others."""

import pytest

from writing.fonts import BASE, CHINESE, JAPANESE, KOREAN, NOTO, fonts_for, path_of


def files(text):
    return [name for _package, name in fonts_for(text)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Anna de Vries",
        "Zoë Šímová",
        "Ωμέγα",
        "Ольга",
        "1234 \u2013 \u201cx\u201d €",
    ],
)
def test_most_names_need_no_other(text):
    assert fonts_for(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("مريم", ["NotoSansArabic[wght].ttf"]),
        ("דוד לוי", ["NotoSansHebrew[wght].ttf"]),
        ("आरती", ["NotoSansDevanagari[wght].ttf"]),
        ("สมชาย", ["NotoSansThai[wght].ttf"]),
        ("Anna מרים مريم", ["NotoSansArabic[wght].ttf", "NotoSansHebrew[wght].ttf"]),
        ("李小龙", ["NotoSansSC-Regular.otf"]),
        ("한국", ["NotoSansKR-Regular.otf"]),
        ("さくら", ["NotoSansJP-Regular.otf"]),
        ("サクラ", ["NotoSansJP-Regular.otf"]),
        ("Anna 😀", ["NotoEmoji[wght].ttf", "NotoSansSymbols[wght].ttf"]),
    ],
)
def test_a_name_of_another_script_brings_its_font(text, names):
    assert files(text) == names


def test_chinese_signs_look_as_the_language_beside_them_writes_them():
    assert [package for package, _name in fonts_for("さくら 桜")] == [JAPANESE, CHINESE]
    assert [package for package, _name in fonts_for("김 金")] == [KOREAN, CHINESE]


def test_the_order_of_letters_changes_nothing():
    assert fonts_for("ab مريم דוד") == fonts_for("דוד ab مريم")


@pytest.mark.parametrize("text", ["مريم", "李小龙", "한국", "さくら", "😀"])
def test_every_font_is_installed(text):
    for font in [BASE, *fonts_for(text)]:
        assert path_of(font).stat().st_size > 10_000
    assert BASE[0] == NOTO


def test_a_sign_without_a_name_asks_for_nothing():
    assert fonts_for("\x00\x07\ue000") == []

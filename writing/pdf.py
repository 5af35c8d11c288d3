"""A PDF of words that people typed, in whichever script."""

from django.utils.translation import get_language
from fpdf import FPDF

from writing.fonts import BASE, fonts_for, path_of


class Pdf(FPDF):
    """In the language that is active; `begin` it before anything is drawn."""

    def begin(self, *, title: str, signs: str) -> None:
        """`signs` are all that will be drawn: each needs a font that has it."""
        self.set_title(title)
        self.set_lang(get_language())
        self.add_font("base", fname=path_of(BASE))
        others = fonts_for(signs)
        for number, font in enumerate(others):
            self.add_font(f"other{number}", fname=path_of(font))
        self.set_font("base")
        names = [f"other{number}" for number in range(len(others))]
        self.set_fallback_fonts(names, exact_match=False)
        # Letters that join, and those that run from right to left.
        self.set_text_shaping(True)

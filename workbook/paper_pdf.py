"""One's own workbook as a PDF, in the language that is active."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from workbook.paper import Paper
from writing.pdf import Pdf

INK, QUIET, LINE = (28, 32, 38), (92, 98, 108), (190, 194, 200)
MARGIN, FOOT = 24, 18


def drawn(paper: Paper, person, *, title: str, day) -> bytes:
    page = Sheet(format="A4")
    lines = list(_lines(paper))
    said = [title, person.bare_name, date_format(day, "j F Y")]
    signs = "".join([*said, *(words for _style, words in lines)])
    page.begin(title=title, signs=signs)
    page.foot = f"{person.bare_name} · {said[2]}"
    page.add_page()
    page.write_as("title", title)
    page.write_as("quiet", page.foot)
    for style, words in lines:
        page.write_as(style, words)
    return bytes(page.output())


def _lines(paper: Paper):
    """(style, words) of each piece, from the first to the last."""
    if paper.goals:
        yield "chapter", _("Learning goals")
    for goal in paper.goals:
        yield "exercise", str(goal.text.title) or _("A goal without a title")
        yield "words", str(goal.text.body)
        if goal.reached_at:
            day = date_format(goal.reached_at, "j F Y")
            yield "quiet", _("Reached on %(day)s") % {"day": day}
    for part in paper.parts:
        yield "chapter", part.chapter.title
        for leaf in part.leaves:
            yield "exercise", leaf.exercise.title
            for answer in leaf.answers:
                yield "question", answer.prompt.label
                yield "words", answer.told.text if answer.told else answer.words
        yield from _earlier(part.earlier)
    if paper.loose:
        yield "chapter", _("From an earlier edition")
        yield from _earlier(paper.loose)


def _earlier(found):
    for one in found:
        label = one.question.prompt.label if one.question else ""
        yield "question", label or _("An earlier question")
        is_told = one.told and not one.answer.unopened
        yield "words", one.told.text if is_told else str(one.answer.body)


class Sheet(Pdf):
    # Of each style the size, what stands above it in millimetres, and the colour.
    STYLES = {
        "title": (24, 0, INK),
        "chapter": (17, 12, INK),
        "exercise": (13, 7, INK),
        "question": (9.5, 4, QUIET),
        "words": (11, 1, INK),
        "quiet": (9.5, 1, QUIET),
    }
    # Not the last thing on a page.
    HEADINGS = {"chapter": 40, "exercise": 30, "question": 18}
    foot = ""

    def begin(self, *, title, signs):
        super().begin(title=title, signs=signs)
        self.set_margin(MARGIN)
        self.set_auto_page_break(True, margin=MARGIN + FOOT / 2)

    def footer(self):
        self.set_y(-FOOT)
        self.set_font_size(8.5)
        self.set_text_color(*QUIET)
        number = _("page %(number)s") % {"number": self.page_no()}
        self.cell(0, 5, f"{self.foot} · {number}", align="C")

    def write_as(self, style, words):
        size, above, colour = self.STYLES[style]
        if not words:
            return
        if self.will_page_break(self.HEADINGS.get(style, 0)):
            self.add_page()
        elif self.get_y() > self.t_margin:
            self.set_y(self.get_y() + above)
        self.set_font_size(size)
        self.set_text_color(*colour)
        self.multi_cell(0, size * 0.5, words, align="L", new_x="LMARGIN", new_y="NEXT")
        if style == "chapter":
            self.set_draw_color(*LINE)
            y = self.get_y() + 1
            self.line(self.l_margin, y, self.w - self.r_margin, y)
            self.set_y(y)

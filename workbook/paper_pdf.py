"""One's own workbook as a PDF, in the language that is active."""

from datetime import datetime

from django.utils import timezone
from django.utils.dates import MONTHS_AP
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from fpdf.bidi import auto_detect_base_direction
from fpdf.enums import TextDirection

from spaces.errors import DomainError
from workbook.kinds.told import labelled
from workbook.line_pdf import TALL, draw
from workbook.paper import OfGoal, Paper, words_of_closed
from writing.pdf import Pdf

INK, QUIET, LINE = (28, 32, 38), (92, 98, 108), (190, 194, 200)
MARGIN, FOOT = 24, 18
# In signs: some forty pages.
LONGEST = 100_000


def drawn(paper: Paper, person, *, title: str, day) -> bytes:
    """Raises DomainError where there is too much: drawing takes a second of each page."""
    page = PaperPdf(format="A4")
    lines = list(_lines(paper, title))
    if sum(len(words) for style, words in lines if style != "line") > LONGEST:
        raise DomainError(
            _(
                "This is too much for one PDF. Make one of each chapter, print the page, "
                "or take everything along."
            )
        )
    parts = [title, person.bare_name, date_format(day, "j F Y")]
    parts += [words for style, words in lines if style != "line"]
    parts += [str(month) for month in MONTHS_AP.values()]
    signs = "".join(parts)
    page.begin(title=title, signs=signs)
    page.foot = f"{person.bare_name} · {parts[2]}"
    page.add_page()
    page.write_as("title", title)
    page.write_as("quiet", page.foot)
    for style, words in lines:
        if style == "line":
            page.draw_line(words)
        else:
            page.write_as(style, words)
    return bytes(page.output())


def _lines(paper: Paper, title):
    """(style, words) of each piece, from the first to the last; a line as it is drawn.

    Of one chapter alone `title` is its title: that stands above it already.
    """
    if paper.goals:
        yield "chapter", _("Learning goals")
    for of_goal in paper.goals:
        yield from _of_goal(of_goal)
    for part in paper.parts:
        if part.chapter.title != title:
            yield "chapter", part.chapter.title
        for leaf in part.leaves:
            yield "exercise", leaf.exercise.title
            for answer in leaf.answers:
                yield "question", answer.prompt.label
                yield from _told(answer)
        yield from _earlier(part.earlier)
    if paper.loose:
        yield "chapter", _("From an earlier edition")
        yield from _earlier(paper.loose)


def _told(answer):
    """Each row of a table stands apart from the next."""
    if not answer.told:
        yield "words", answer.words
    elif answer.told.shape == "table":
        for row in answer.told.text.split("\n"):
            yield "row", row
    else:
        yield "words", answer.told.text


def _of_goal(of_goal: OfGoal):
    title = str(of_goal.goal.text.title)
    yield "exercise", title or _("A goal without a title")
    yield "words", str(of_goal.goal.text.body)
    if of_goal.goal.reached_at:
        yield (
            "quiet",
            _("Reached on %(day)s") % {"day": day_of(of_goal.goal.reached_at)},
        )
    if of_goal.drawn:
        yield "line", of_goal.drawn
        yield "quiet", of_goal.drawn["summary"]
        for mark in of_goal.drawn["marks"]:
            until = _("Until %(date)s it read:") % {"date": day_of(mark["day"])}
            yield "quiet", labelled(until, mark["words"] or _("(no words yet)"))
    if of_goal.check_ins:
        yield "question", _("All that I noted")
    for noted in of_goal.check_ins:
        yield from _noted(noted, title)
    if of_goal.changes:
        yield "question", _("What I did with it")
    for change in of_goal.changes:
        until = change.until and _("until %(date)s") % {"date": day_of(change.until)}
        parts = [change.label, day_of(change.at), until, change.reason]
        yield "words", capfirst(" · ".join(str(part) for part in parts if part))


def _noted(noted, title):
    figure = noted.label if noted.figure is None else str(noted.figure)
    yield "row", labelled(day_of(noted.day), figure)
    yield "quiet", str(noted.happened)
    if noted.next_step:
        yield "quiet", labelled(_("Next small step"), str(noted.next_step))
    if str(noted.wording) != title:
        yield "quiet", labelled(_("The goal that day"), str(noted.wording))


def day_of(moment) -> str:
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment)
    return date_format(moment, "j F Y")


def _earlier(answers):
    for earlier in answers:
        label = earlier.question.prompt.label if earlier.question else ""
        yield "question", label or _("An earlier question")
        if earlier.closed_until and not earlier.answer.unopened:
            yield "words", words_of_closed(earlier.closed_until)
            continue
        is_told = earlier.told and not earlier.answer.unopened
        yield "words", earlier.told.text if is_told else str(earlier.answer.body)


class PaperPdf(Pdf):
    # Of each style the size, what stands above it in millimetres, and the colour.
    STYLES = {
        "title": (24, 0, INK),
        "chapter": (17, 12, INK),
        "exercise": (13, 7, INK),
        "question": (9.5, 4, QUIET),
        "words": (11, 1, INK),
        "row": (11, 2.5, INK),
        "quiet": (9.5, 1, QUIET),
    }
    # Not the last thing on a page.
    HEADINGS = {"chapter": 40, "exercise": 30, "question": 18, "row": 12}
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

    def draw_line(self, drawn):
        if self.will_page_break(TALL):
            self.add_page()
        draw(self, drawn)

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
        self._write(words, size * 0.5)
        if style == "chapter":
            self.set_draw_color(*LINE)
            y = self.get_y() + 1
            self.line(self.l_margin, y, self.w - self.r_margin, y)
            self.set_y(y)

    def _write(self, words, height):
        """Each line runs the way its own words do."""
        for line in words.split("\n"):
            self._write_line(line or " ", height)

    def _write_line(self, line, height):
        """In pieces, where none of some signs in a row has a direction: blanks, emoji.

        Looking for one goes deeper with each sign, before anything is drawn.
        """
        try:
            is_right = auto_detect_base_direction(line) == TextDirection.RTL
            align = "R" if is_right else "L"
            self.multi_cell(0, height, line, align=align, new_x="LMARGIN", new_y="NEXT")
        except RecursionError:
            half = len(line) // 2
            self._write_line(line[:half], height)
            self._write_line(line[half:], height)

"""The line of a learning goal (`workbook.line`) drawn on a page of a PDF."""

from fpdf import FPDF

# Millimetres to one of the pixels in which it is drawn, and how tall it is in all.
MM, TALL = 0.26, 46
INK, QUIET, RULE, SHADE = (28, 32, 38), (92, 98, 108), (190, 194, 200), (236, 238, 241)
TOP, BOTTOM, FOOT = 12, 122, 164


def draw(page: FPDF, drawn: dict) -> None:
    """Where the page is at, over the width between its margins."""
    top = page.get_y()

    def x(share):
        return page.l_margin + page.epw * float(share) / 100

    def y(pixels):
        return top + pixels * MM

    page.set_font_size(7)
    page.set_text_color(*QUIET)
    page.set_fill_color(*SHADE)
    for pause in drawn["pauses"]:
        wide = page.epw * float(pause["width"]) / 100
        page.rect(x(pause["x"]), y(TOP), wide, (BOTTOM - TOP) * MM, style="F")
    page.set_draw_color(*RULE)
    page.set_line_width(0.2)
    for line in drawn["scale"]:
        page.line(x(7), y(line["y"]), x(98), y(line["y"]))
        page.text(x(3), y(line["y"] + 3), str(line["figure"]))
    page.set_draw_color(*QUIET)
    page.set_dash_pattern(0.6, 0.8)
    for mark in drawn["marks"]:
        page.line(x(mark["x"]), y(4), x(mark["x"]), y(BOTTOM))
    page.set_dash_pattern()
    page.set_draw_color(*INK)
    page.set_line_width(0.4)
    for before, after in drawn["segments"]:
        page.line(x(before["x"]), y(before["y"]), x(after["x"]), y(after["y"]))
    for dot in drawn["dots"]:
        page.set_fill_color(*((255, 255, 255) if dot["open"] else INK))
        page.circle(x(dot["x"]), y(dot["y"]), drawn["radius"] * MM, style="DF")
    for month in drawn["months"]:
        page.text(x(month["x"]), y(FOOT), str(month["label"]))
    page.set_line_width(0.2)
    page.set_y(top + TALL)

"""Curves of quality over time as a small SVG, readable on light and dark paper."""

from math import log10
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 640, 320
LEFT, RIGHT, TOP, BOTTOM = 48, 150, 16, 36
LOWEST, HIGHEST = 90, 100
FIRST, LAST = 0.1, 60
COLOURS = (
    "#0b6e99",
    "#b4452c",
    "#4f7a28",
    "#7a4fa3",
    "#a3741a",
    "#24807a",
    "#a33f6c",
    "#5f6b7a",
)


def draw(curves):
    """Name to (seconds, per cent) pairs; time on a logarithmic scale."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="11" fill="#777" role="img" '
        'aria-label="Quality over time">'
    ]
    for value in range(LOWEST, HIGHEST + 1, 2):
        y = _y(value)
        lines.append(_rule(LEFT, y, WIDTH - RIGHT, y))
        lines.append(
            f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{value} %</text>'
        )
    for value in (0.1, 0.3, 1, 3, 10, 30, 60):
        x = _x(value)
        lines.append(_rule(x, TOP, x, HEIGHT - BOTTOM))
        lines.append(
            f'<text x="{x}" y="{HEIGHT - 18}" text-anchor="middle">{value} s</text>'
        )
    ends = _apart([curve[-1][1] for curve in curves.values()])
    for (name, curve), colour, at in zip(curves.items(), COLOURS, ends, strict=False):
        lines.append(
            f'<path d="{_path(curve)}" fill="none" stroke="{colour}" stroke-width="1.6"/>'
        )
        label = f"{escape(name)} {curve[-1][1]:.2f}"
        lines.append(
            f'<text x="{WIDTH - RIGHT + 6}" y="{at}" fill="{colour}">{label}</text>'
        )
    return "\n".join([*lines, "</svg>", ""])


def _apart(values):
    """Heights of the labels, each at its curve's end unless another is there."""
    order = sorted(range(len(values)), key=lambda i: -values[i])
    heights, last = [0.0] * len(values), TOP - 10.0
    for index in order:
        last = max(last + 13, _y(values[index]) + 4)
        heights[index] = round(last, 1)
    return heights


def _path(curve):
    steps, height = [], None
    for seconds, value in curve:
        x, y = _x(seconds), _y(value)
        steps.append(f"M{x} {y}" if height is None else f"H{x}V{y}")
        height = y
    return "".join(steps)


def _rule(x, y, to_x, to_y):
    return f'<path d="M{x} {y}L{to_x} {to_y}" stroke="#999" stroke-opacity=".35"/>'


def _x(seconds):
    part = log10(max(seconds, FIRST) / FIRST) / log10(LAST / FIRST)
    return round(LEFT + min(part, 1) * (WIDTH - LEFT - RIGHT), 1)


def _y(value):
    part = (max(value, LOWEST) - LOWEST) / (HIGHEST - LOWEST)
    return round(HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM), 1)

#!/usr/bin/env python3
"""Turns a terminal screen (tmux capture-pane -e -N -p, on standard input) into an SVG picture.

    tmux capture-pane -e -N -p | screen_to_svg.py COLUMNS "Title" > picture.svg
"""
import re
import sys
import unicodedata
from html import escape

CELL_W, CELL_H, FONT = 8.4, 19, 14
PAD, BAR = 14, 34
FOREGROUND, BACKGROUND = "#e0e2ea", "#14161b"  # Neovim's own dark default
BASIC = ["#07080d", "#ffc0b9", "#b3f6c0", "#fce094", "#a6dbff", "#ffcaff", "#8cf8f7", "#eef1f8"]


def indexed(n):
    if n < 16:
        return BASIC[n % 8]
    if n < 232:
        n -= 16
        return "#%02x%02x%02x" % tuple(0 if v == 0 else 55 + 40 * v for v in (n // 36, n // 6 % 6, n % 6))
    return "#%02x%02x%02x" % ((8 + 10 * (n - 232),) * 3)


def colour(params):
    """The colour after a 38 or 48; takes its numbers off the list."""
    if not params:
        return None
    if params[0] == 5 and len(params) > 1:
        value = indexed(params[1])
        del params[:2]
        return value
    if params[0] == 2 and len(params) > 3:
        value = "#%02x%02x%02x" % tuple(params[1:4])
        del params[:4]
        return value
    return None


def apply(style, code):
    # "4:3" is a curly underline; a colon list of a colour may hold an empty colour space.
    params = []
    for part in code.split(";"):
        if part.startswith(("38:", "48:", "58:")):
            params += [int(n) for n in part.split(":") if n]
        elif ":" in part:
            params.append(24 if part == "4:0" else int(part.split(":")[0]))
        else:
            params.append(int(part or 0))
    while params:
        n = params.pop(0)
        if n == 0:
            style.clear()
        elif n == 1:
            style["bold"] = True
        elif n == 2:
            style["dim"] = True
        elif n == 3:
            style["italic"] = True
        elif n == 4:
            style["underline"] = True
        elif n == 7:
            style["reverse"] = True
        elif n == 9:
            style["strike"] = True
        elif n == 22:
            style.pop("bold", None)
            style.pop("dim", None)
        elif n in (23, 24, 27, 29):
            style.pop({23: "italic", 24: "underline", 27: "reverse", 29: "strike"}[n], None)
        elif 30 <= n <= 37 or 90 <= n <= 97:
            style["fg"] = BASIC[n % 10]
        elif 40 <= n <= 47 or 100 <= n <= 107:
            style["bg"] = BASIC[n % 10]
        elif n in (38, 48, 58):
            value = colour(params)
            if n != 58:
                style["fg" if n == 38 else "bg"] = value
        elif n in (39, 49):
            style.pop("fg" if n == 39 else "bg", None)


def runs(line, style):
    """(column, text, style) for each stretch of one style; the style lives on into the next line."""
    column = 0
    for piece in re.split(r"(\x1b\[[\d;:]*m)", line):
        if piece.startswith("\x1b["):
            apply(style, piece[2:-1])
        elif piece:
            piece = re.sub(r"\x1b\[[^m]*[A-Za-z]|[\x00-\x1f]", "", piece)
            yield column, piece, dict(style)
            column += sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in piece)


def main():
    columns, title = int(sys.argv[1]), sys.argv[2]
    lines = sys.stdin.buffer.read().decode("utf-8", "replace").rstrip("\n").split("\n")
    screen, style = [], {}
    for row, line in enumerate(lines):
        screen += [(row, *run) for run in runs(line, style)]
    # A colour scheme paints every cell: the ground of the first one is the picture's.
    ground = next((s.get("bg") for _, _, _, s in screen), None) or BACKGROUND
    width, height = columns * CELL_W + 2 * PAD, len(lines) * CELL_H + BAR + PAD
    boxes, texts = [], []
    for row, column, text, s in screen:
        fg, bg = s.get("fg") or FOREGROUND, s.get("bg")
        if s.get("reverse"):
            fg, bg = bg or ground, fg
        x, y = PAD + column * CELL_W, BAR + row * CELL_H
        w = len(text) * CELL_W
        if bg and bg != ground:
            boxes.append(f'<rect x="{x:.1f}" y="{y}" width="{w:.1f}" height="{CELL_H}" fill="{bg}"/>')
        lead = len(text) - len(text.lstrip())
        word = text.strip()  # a no-break space is one too
        if not word:
            continue
        extra = "".join(
            part
            for key, part in (
                ("bold", ' font-weight="bold"'),
                ("italic", ' font-style="italic"'),
                ("underline", ' text-decoration="underline"'),
                ("strike", ' text-decoration="line-through"'),
                ("dim", ' opacity="0.7"'),
            )
            if s.get(key)
        )
        texts.append(
            f'<text x="{x + lead * CELL_W:.1f}" y="{y + 14}" fill="{fg}" textLength="{len(word) * CELL_W:.1f}"{extra}>{escape(word)}</text>'
        )
    print(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="{escape(title, True)}">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="100%" height="100%" rx="8" fill="{ground}"/>\n'
        + "".join(f'<circle cx="{PAD + 6 + 20 * i}" cy="17" r="6" fill="{c}"/>\n' for i, c in enumerate(("#ff5f57", "#febc2e", "#28c840")))
        + f'<g shape-rendering="crispEdges">{"".join(boxes)}</g>\n'
        + f'<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="{FONT}" xml:space="preserve">\n'
        + "\n".join(texts)
        + "\n</g>\n</svg>"
    )


main()

#!/usr/bin/env python3
"""Draws what a terminal showed as an SVG window: terminal.py TITLE <text >picture.svg

The same text gives the same bytes. A line that starts with "$ " is a command. What else has a colour has it from the
terminal's own sequences for bold and red, or from COLOURS.
Block characters are drawn as boxes, so that bars have no gaps in any font.
"""
import re
import sys
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 8.43, 20       # of a column, of a line; letters are 14 high
LEFT, TOP, BOTTOM = 20, 58, 2  # around the text

STYLE = """
    .window { fill: #0f1722; stroke: #3b4a61; }
    .bar { fill: #1b2636; }
    .title { fill: #8fa1ba; font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; }
    .text { fill: #cbd5e1; font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
    .command { fill: #f8fafc; font-weight: 600; }
    .prompt { fill: #4ade80; font-weight: 600; }
    .good { fill: #4ade80; }
    .bad { fill: #fb7185; }
    .value { fill: #7dd3fc; }
    .faint { fill: #8595ad; }
    .bold { fill: #f8fafc; font-weight: 600; }
"""

# The first pattern that fits at a place colours it.
COLOURS = [(re.compile(pattern), name) for pattern, name in [
    (r"^(PING|---) .*$|^\d+ targets: .*$|^\d+ sent, .*$|^ +median.*$", "faint"),
    (r"no answer from .*$|is unreachable.*$|^From .*$|^ +longest outage.*$", "bad"),
    (r"is alive", "good"),
    (r"(?<=^ {6}) *[a-z_]+\.[A-Za-z0-9_.]+(?= )", "value"),
    (r"(?<=^ {4})\S.*  \(bytes .*\)$", "command"),
    (r"(?<= {2})[\d-]+$", "faint"),
    (r"(?<=time=)[\d.]+ ms|(?<=\()[\d.]+ ms(?=\))|(?<== )[\d./]+ ms", "value"),
]]


# The terminal's own sequences.
SEQUENCE = re.compile("\x1b\\[(\\d*)m")
SEQUENCES = {"1": "bold", "31": "bad", "0": None, "": None}


def plain(line):
    """The line without the terminal's sequences, and the class that each letter has by them."""
    text, marks, name = "", [], None
    for index, part in enumerate(SEQUENCE.split(line)):
        if index % 2:
            name = SEQUENCES[part]
        else:
            text += part
            marks += [name] * len(part)
    return text, marks


def pieces(line, marks):
    """The line in parts of one colour each: (column, text, class)."""
    if line.startswith("$ "):
        return [(0, "$", "prompt"), (2, line[2:], "command")]
    marks = list(marks)
    for pattern, name in COLOURS:
        for match in pattern.finditer(line):
            for place in range(*match.span()):
                marks[place] = marks[place] or name
    parts, start = [], 0
    for end in range(1, len(line) + 1):
        if end == len(line) or marks[end] != marks[start]:
            parts.append((start, line[start:end], marks[start]))
            start = end
    return parts


def words(column, text, name, y):
    """One piece of text. Its length is fixed, so that columns stand under each other in any font."""
    stripped = text.strip()
    if not stripped:
        return []
    column += len(text) - len(text.lstrip())
    colour = f' class="{name}"' if name else ""
    return [f'<text x="{LEFT + column * WIDTH:.1f}" y="{y}" textLength="{len(stripped) * WIDTH:.1f}"{colour}>'
            f"{escape(stripped)}</text>"]


def bars(line, y):
    """A box for each run of block characters; gives them, and the line without them."""
    boxes, eighths = [], " ▏▎▍▌▋▊▉█"
    for match in re.finditer(r"[▏▎▍▌▋▊▉█]+", line):
        width = sum(eighths.index(letter) for letter in match.group()) / 8 * WIDTH
        x = LEFT + match.start() * WIDTH
        boxes.append(f'<rect x="{x:.1f}" y="{y - 12}" width="{width:.1f}" height="14" class="value"/>')
    return boxes, re.sub(r"[▏▎▍▌▋▊▉█]", " ", line)


def draw(title, text):
    lines = [plain(line.expandtabs().rstrip()) for line in text.rstrip("\n").split("\n")]
    columns = max(len(line) for line, _ in lines)
    width, height = round(2 * LEFT + columns * WIDTH), TOP + len(lines) * HEIGHT + BOTTOM
    body = []
    for row, (line, marks) in enumerate(lines):
        y = TOP + row * HEIGHT
        boxes, rest = bars(line, y)
        body += boxes
        for piece in pieces(rest, marks):
            body += words(*piece, y)
    dots = "".join(f'<circle cx="{20 + 18 * i}" cy="17" r="5.5" fill="{colour}"/>'
                   for i, colour in enumerate(["#f87171", "#fbbf24", "#34d399"]))
    newline = "\n    "
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f"""<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">
  <title>{escape(title)}</title>
  <style>{STYLE}  </style>
  <rect x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="10" class="window"/>
  <path d="M1 34V11A10 10 0 0 1 11 1H{width - 11}A10 10 0 0 1 {width - 1} 11V34Z" class="bar"/>
  {dots}
  <text x="{width / 2:.1f}" y="21.5" text-anchor="middle" class="title">{escape(title)}</text>
  <g class="text" xml:space="preserve">
    {newline.join(body)}
  </g>
</svg>
"""


if __name__ == "__main__":
    sys.stdout.write(draw(sys.argv[1], sys.stdin.read()))

"""Printed pages for tests: texts at places, every Chinese character one em wide, every other half an em."""

import numpy as np

from extractors.readers.clean import columns
from extractors.readers.pages.model import PrintedPage, Rules, glyphs_of, no_rules, rule_rows

SIZE = 10.0


def glyph_rows(x, y, text, size=SIZE):
    """The glyphs of a text that begins at x, on a line whose middle is y."""
    rows = []
    for char in text:
        width = size * columns(char) / 2
        if not char.isspace():
            rows.append((char, x, y - size / 2, x + width, y + size / 2, size))
        x += width
    return rows


def page_of(texts, rules=None, number=1, width=595.0, height=842.0):
    """A page of texts: (x, y, text) or (x, y, text, size)."""
    rows = [row for text in texts for row in glyph_rows(*text)]
    return PrintedPage(number, width, height, glyphs_of(rows), rules or no_rules())


def grid_rules(xs, ys):
    """The rules of a table."""
    return Rules(rule_rows([(y, xs[0], xs[-1]) for y in ys]), rule_rows([(x, ys[0], ys[-1]) for x in xs]))


def cell_texts(rows, xs, *, top=200.0, pitch=20.0, lines=13.0, size=SIZE, align="left", middle=False):
    """The texts of a table: each row a list of cells, a cell's lines divided by line ends. Rows are as high
    as their cells need, `pitch` for one line and `lines` more for each further one. Where `align` is right,
    the columns from the third on end four em behind their x."""
    texts = []
    y = top
    for row in rows:
        most = max((cell or "").count("\n") for cell in row)
        for col, (x, cell) in enumerate(zip(xs, row, strict=True)):
            parts = (cell or "").split("\n")
            ends_there = align == "right" and col > 1
            begin = y + (most - len(parts) + 1) * lines / 2 if middle else y
            for index, part in enumerate(parts):
                left = x + 4 * size - size * columns(part) / 2 if ends_there else x
                if part:
                    texts.append((left, begin + index * lines, part, size))
        y += pitch + most * lines
    return texts


def multiset(page):
    """How often each character stands in the lines and cells of a laid-out page."""
    words = [line.text for line in page.lines]
    words += [cell.text for table in page.tables for cell in table.cells]
    chars = [char for word in words for char in word if not char.isspace()]
    return sorted(chars)


def printed_chars(printed):
    """The characters of a printed page."""
    return sorted(char for text in printed.glyphs.text for char in text)


def shuffled(printed, seed):
    """The page with its glyphs drawn in another order."""
    order = np.random.default_rng(seed).permutation(len(printed.glyphs))
    return PrintedPage(
        printed.number, printed.width, printed.height, printed.glyphs.taken(order), printed.rules
    )

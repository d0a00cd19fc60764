"""Random grids with random merges, jittered rules and random words are read as they were made."""

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from ruled_pages import page, word

from extractors.readers.pages.lines import text_lines
from extractors.readers.pages.ruled import ruled

WORDS = st.text("经济发展目标任务0123456789.%—", min_size=1, max_size=12)
OUTSIDE = [("附件", 60.0, 40.0), ("注：本表为初步数。", 60.0, 800.0)]


@st.composite
def made(draw):
    """Bounds, cells (row, col, rowspan, colspan, text) that tile the grid, and a rule of jitter."""
    columns = draw(st.lists(st.floats(24, 70), min_size=2, max_size=6))
    rows = draw(st.lists(st.floats(15, 50), min_size=1, max_size=8))
    xs = [60 + sum(columns[:i]) for i in range(len(columns) + 1)]
    ys = [80 + sum(rows[:i]) for i in range(len(rows) + 1)]
    free = {(r, c) for r in range(len(rows)) for c in range(len(columns))}
    cells = []
    for r, c in sorted(free):
        if (r, c) not in free:
            continue
        rowspan, colspan = draw(st.sampled_from([(1, 1), (1, 1), (1, 1), (2, 1), (1, 2), (3, 1), (2, 2)]))
        block = {(r + i, c + j) for i in range(rowspan) for j in range(colspan)}
        if not block <= free:
            rowspan, colspan, block = 1, 1, {(r, c)}
        free -= block
        cells.append((r, c, rowspan, colspan, draw(st.one_of(st.just(""), WORDS))))
    return xs, ys, cells, Random(draw(st.integers(0, 9999)))  # noqa: S311 - repeatable


def drawn(xs, ys, cells, random):
    """The page: each side of each cell a rule of its own, off by up to a point, and the words wrapped."""
    across, down, glyphs = [], [], []

    def off(value):
        return value + random.uniform(-1, 1)

    for r, c, rowspan, colspan, text in cells:
        x0, x1, y0, y1 = xs[c], xs[c + colspan], ys[r], ys[r + rowspan]
        across += [(off(y0), off(x0), off(x1)), (off(y1), off(x0), off(x1))]
        down += [(off(x0), off(y0), off(y1)), (off(x1), off(y0), off(y1))]
        fitting = max(1, int((x1 - x0 - 6) // 8))
        lines = [text[i : i + fitting] for i in range(0, len(text), fitting)]
        height = min(9.0, (y1 - y0 - 4) / max(len(lines), 1))
        for number, line in enumerate(lines):
            glyphs += word(line, x0 + 2, y0 + 2 + height * number, size=min(8.0, height))
    random.shuffle(across)
    random.shuffle(down)
    for text, x, y in OUTSIDE:
        glyphs += word(text, x, y)
    return page(glyphs, across, down)


def normal(cells):
    """Cells in the rows and columns that have a bound of their own."""
    rows = sorted({edge for r, _, rowspan, _, _ in cells for edge in (r, r + rowspan)})
    cols = sorted({edge for _, c, _, colspan, _ in cells for edge in (c, c + colspan)})
    return len(cols) - 1, sorted(
        (
            rows.index(r),
            cols.index(c),
            rows.index(r + rowspan) - rows.index(r),
            cols.index(c + colspan) - cols.index(c),
            text,
        )
        for r, c, rowspan, colspan, text in cells
    )


@settings(max_examples=80, deadline=None)
@given(made())
def test_cells_are_read_as_made_and_no_glyph_is_lost(table):
    xs, ys, cells, random = table
    printed = drawn(xs, ys, cells, random)
    found = ruled(printed)
    cols, expected = normal(cells)
    filled = sum(bool(cell[4]) for cell in cells)
    if cols > 1 and filled > 1 and filled > 0.25 * len(cells):
        read = [
            (cell.row, cell.col, cell.rowspan, cell.colspan, "".join(cell.text.split()))
            for cell in found.tables[0].cells
        ]
        assert sorted(read) == expected
    kept = Counter("".join(cell.text for each in found.tables for cell in each.cells if cell.text))
    kept += Counter("".join(line[0] for line in text_lines(printed.glyphs.taken(found.free))))
    kept.pop("\n", None), kept.pop(" ", None)
    assert kept == Counter("".join(printed.glyphs.text))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(50, 400), st.floats(50, 700), st.floats(0.2, 300)), max_size=25),
    st.lists(st.tuples(st.floats(50, 400), st.floats(50, 700), st.floats(0.2, 300)), max_size=25),
    st.lists(
        st.tuples(WORDS, st.floats(40, 450), st.floats(40, 720), st.sampled_from([6.0, 9.0, 16.0])),
        max_size=25,
    ),
)
def test_whatever_rules_a_page_has_no_glyph_is_lost(across, down, words):
    glyphs = [row for text, x, y, size in words for row in word(text, x, y, size)]
    printed = page(
        glyphs, [(y, x, x + length) for x, y, length in across], [(x, y, y + length) for x, y, length in down]
    )
    found = ruled(printed)
    kept = "".join(cell.text for each in found.tables for cell in each.cells)
    kept += "".join(line[0] for line in text_lines(printed.glyphs.taken(found.free)))
    assert Counter("".join(kept.split())) == Counter("".join(printed.glyphs.text))
    for each in found.tables:
        taken = Counter(
            (r, c)
            for cell in each.cells
            for r in range(cell.row, cell.row + cell.rowspan)
            for c in range(cell.col, cell.col + cell.colspan)
        )
        assert set(taken.values()) <= {1}
        assert all(r < each.rows and c < each.cols for r, c in taken)

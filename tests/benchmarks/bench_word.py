"""Milliseconds to read a Word file of 116 paragraphs and a table of 62 × 9 with merged cells.

The peer is what a script does with python-docx: `paragraphs`, and `cells` of each row of each table, texts
only. Timed from the file's bytes in memory to that, beside the whole of `read_word`: merged cells with their
spans, numbering spelled out, accepted text of changes, a place for each piece, headings, captions and
sections. The goal, a third of the peer's time, is for that whole. The line below it is the reader up to its
drafts, without the assembly that is the same for every format: what is like the peer's work. Processor time
of this process, medians of interleaved rounds.

What is in the file: 58 numbered paragraphs of prose above the table and 58 below; in the table a header cell
over three columns, and the first two columns merged downwards over six and three rows, as ledgers are. The
styles are those of python-docx's own template.
"""

import io
import time
from contextlib import ExitStack
from random import Random
from unittest import mock

import docx

from extractors.readers.word import reader
from schemas.document import SourceFile
from tests.benchmarks.timing import medians, printed, ratios
from tests.generator import wording

PARAGRAPHS, ROWS, COLUMNS = 116, 62, 9
MOST = 1 / 3
PEER = "python-docx, paragraphs and row.cells"
ROUNDS = 25


def word_bytes() -> bytes:
    """The file, the same on every run."""
    rng = Random(3)  # noqa: S311 - a repeatable choice, no secret
    document = docx.Document()
    for number in range(PARAGRAPHS // 2):
        document.add_paragraph(
            f"（{number + 1}）{wording.indicator(rng)}。{wording.trouble(rng)}。{wording.body(rng)}"
        )
    table = document.add_table(ROWS, COLUMNS)
    table.style = "Table Grid"
    grid = [list(row.cells) for row in table.rows]
    for row in range(ROWS):
        for col in range(COLUMNS):
            grid[row][col].text = wording.amount(rng) if row and col > 1 else wording.indicator(rng)
    for col, height in ((0, 6), (1, 3)):
        for top in range(2, ROWS - height + 1, height):
            for row in range(top + 1, top + height):
                grid[row][col].text = ""
            grid[top][col].merge(grid[top + height - 1][col])
    grid[0][4].text = grid[0][5].text = ""
    grid[0][3].merge(grid[0][5])
    for _ in range(PARAGRAPHS - PARAGRAPHS // 2):
        document.add_paragraph(wording.body(rng))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def naive(data: bytes) -> tuple[list[str], list[list[list[str]]]]:
    """A script's reading: every paragraph's text, every cell's text."""
    document = docx.Document(io.BytesIO(data))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return [paragraph.text for paragraph in document.paragraphs], tables


def drafts_only(source: SourceFile, data: bytes) -> None:
    """`read_word` without the assembly of the document."""
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(reader, "assemble", return_value=None))
        reader.read_word(source, data)


def main() -> list[str]:
    data = word_bytes()
    source = SourceFile("云溪县通报.docx", "云溪县通报.docx", "", "docx", len(data))
    document = reader.read_word(source, data)
    paragraphs, tables = naive(data)
    assert len(paragraphs) == PARAGRAPHS
    assert sum(len(row) for row in tables[0]) == ROWS * COLUMNS
    assert (document.tables[0].rows, document.tables[0].cols) == (ROWS, COLUMNS)
    times = medians(
        {
            PEER: lambda: naive(data),
            "read_word": lambda: reader.read_word(source, data),
            "read_word without assembly": lambda: drafts_only(source, data),
        },
        ROUNDS,
        clock=time.process_time,
    )
    print(f"{PARAGRAPHS} paragraphs, a table of {ROWS} × {COLUMNS}; processor time")
    share = times["read_word"] / times[PEER]
    goal = f"goal for read_word: at most {MOST:.3f} of the peer's; {'held' if share <= MOST else 'MISSED'}"
    return printed([*ratios(times, PEER, "ms", 1000), goal])


if __name__ == "__main__":
    main()

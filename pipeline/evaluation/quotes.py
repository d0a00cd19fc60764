"""Where the words of gold stand in a paper.

Gold says what should be read, not where. Words are looked for without blanks and punctuation, first in
paragraphs, then in table cells; the first place that holds them is given. Words of several cells, or made up
by the annotator, have no place.
"""

from pipeline.evaluation.agreement import bare
from pipeline.evaluation.gold import GoldFact, GoldIndicator, GoldItem, GoldRule, GoldText
from schemas.document import Document, Paragraph, Place

_SHORTEST = 2


def words_of(gold: GoldFact | GoldIndicator | GoldText | GoldItem | GoldRule) -> str:
    """The words of the paper that a gold record gives."""
    match gold:
        case GoldFact():
            return gold.quote or gold.indicator
        case GoldIndicator() | GoldItem():
            return gold.name
        case GoldText() | GoldRule():
            return gold.text


def place_of(document: Document, words: str) -> Place | None:
    """The first place of these words, None where they are not found."""
    wanted = bare(words)
    if len(wanted) < _SHORTEST:
        return None
    for paragraph in document.paragraphs:
        if wanted in bare(paragraph.text):
            return _line(paragraph, words)
    cells = (cell for table in document.tables for cell in table.cells)
    return next((cell.place for cell in cells if wanted in bare(cell.text)), None)


def _line(paragraph: Paragraph, words: str) -> Place:
    """The line that the words begin in, the paragraph's first where they stand there in another spelling."""
    return paragraph.place_at(max(paragraph.text.find(words), 0))

"""A brief as one self-contained HTML page: no network, printable, readable on a phone."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from pipeline.briefs.brief import Brief, Cited, Grid, Prose, materials, number_runs, page_annex, shown_columns
from pipeline.briefs.colours import LIGHT_FILLS


def brief_html(brief: Brief) -> bytes:
    """The bytes of the page, UTF-8. Every cited figure links to its entry in the evidence annex."""
    annex = page_annex(brief)
    page = _template().render(brief=brief, annex=annex, short=materials(annex))
    return page.encode("utf-8", errors="replace")


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("pipeline.briefs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.tests["prose"] = lambda block: isinstance(block, Prose)
    environment.tests["grid"] = lambda block: isinstance(block, Grid)
    environment.tests["cited"] = lambda span: isinstance(span, Cited)
    environment.globals["light_fills"] = LIGHT_FILLS
    environment.globals["number_runs"] = number_runs
    environment.globals["page_columns"] = lambda grid: shown_columns(grid, "page")
    environment.globals["page_widths"] = lambda grid: [
        grid.columns[i].width for i in shown_columns(grid, "page")
    ]
    return environment.get_template("brief.html.j2")

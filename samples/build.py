"""Build samples/inbox and samples/expected from samples/source: `python -m samples.build [PART OF A NAME …]`.

A source is Markdown with a YAML head. `[[printed|indicator|role|key=value;…]]` marks a fact: the paper
prints the first part, the expected records get all of it. `@flush`, `@center`, `@right`, `@head`, `@number`
set a line; `{{ … }}` is Jinja2 over scheme.yaml. What the head lists (document, issues, measures, items,
rules) goes into the expected records as it stands. Expected records are therefore true by construction.
PDFs, scans and the old formats (.doc, .wps) are made from the Word file by LibreOffice (needed for building
only).
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import jinja2
import yaml

from samples.scan import write_scan
from samples.sheet import ledger_records, write_ledger
from samples.typeset import write_ofd_paper
from samples.web import write_page
from samples.word import write_word

HERE = Path(__file__).parent
SOURCE, INBOX, EXPECTED = HERE / "source", HERE / "inbox", HERE / "expected"
MARK = re.compile(r"\[\[([^\]|]+)\|([^\]|]+)\|([^\]|]+)(?:\|([^\]]*))?\]\]")
PRINTED = re.compile(r"\s*([-\d.,]+|XX)\s*(.*)")
COLOURS = {"green": "绿灯", "yellow": "黄灯", "red": "红灯"}


@dataclass
class Line:
    """A block of the paper: a paragraph with its style, or a table as rows of cells (None: covered)."""

    style: str
    text: str = ""
    rows: list[list[str | None]] = field(default_factory=list)
    header_rows: int = 1


@dataclass
class Paper:
    """One built document: what is printed and what must be read."""

    head: dict[str, Any]
    lines: list[Line]
    facts: list[dict[str, Any]]
    indicators: list[dict[str, Any]]
    lights: list[dict[str, Any]]


def one_place(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.1"), ROUND_HALF_UP))


class Scheme:
    """scheme.yaml with the lights that its rule gives, computed here and nowhere else."""

    def __init__(self) -> None:
        data = yaml.safe_load((SOURCE / "scheme.yaml").read_text(encoding="utf-8"))
        self.year: int = data["year"]
        self.categories: list[tuple[str, list[dict[str, Any]]]] = []
        keys = (
            "number",
            "name",
            "table_name",
            "weight",
            "unit",
            "role",
            "responsible",
            "last",
            "target",
            "months",
        )
        for category in data["categories"]:
            rows = [dict(zip(keys, row, strict=True)) for row in category["indicators"]]
            self.categories.append((category["name"], rows))
        self.rows = {row["number"]: row for _, rows in self.categories for row in rows}

    @property
    def total(self) -> int:
        return sum(row["weight"] for row in self.rows.values())

    def completion(self, number: int, month: int) -> str | None:
        """Result in percent of the target, where the result is an amount and both are numbers."""
        row = self.rows[number]
        value = row["months"][month][0]
        cumulative = (
            row["role"] == "actual" and row["unit"] not in {"%", "微克/立方米", "起"} and number != 36
        )
        if not cumulative or not re.fullmatch(r"[\d.]+", value) or not re.fullmatch(r"[\d.]+", row["target"]):
            return None
        return one_place(Decimal(value) * 100 / Decimal(row["target"]))

    def light(self, number: int, month: int) -> str | None:
        """By rank, else by progress; None where there is neither."""
        rank = self.rows[number]["months"][month][1]
        if rank is not None:
            return "green" if rank <= 2 else "yellow" if rank <= 4 else "red"
        row = self.rows[number]
        if row["role"] == "completion":
            completion: str | None = row["months"][month][0]
        elif row["target"] == "0":
            return "green" if row["months"][month][0] == "0" else "red"
        else:
            completion = self.completion(number, month)
        if completion is None:
            return None
        ahead = Decimal(completion) - Decimal(month * 100) / 12
        return "green" if ahead >= 0 else "yellow" if ahead >= -10 else "red"

    def lights(self, month: int) -> dict[int, str | None]:
        return {number: self.light(number, month) for number in self.rows}


def fact(
    printed: str, indicator: str, role: str, options: str | None, default_period: str | None
) -> dict[str, Any]:
    extra = dict(pair.split("=", 1) for pair in (options or "").split(";") if pair)
    match = PRINTED.fullmatch(printed)
    if not match:
        raise ValueError(f"no number in {printed!r}")
    digits = match[1].replace(",", "")
    unit = re.sub(r"(以上|以下|以内|余|左右|多)", "", match[2])
    unit = re.sub(r"^余", "", unit)
    made: dict[str, Any] = {
        "indicator": indicator,
        "role": role,
        "value": extra.get("value", digits),
        "unit": unit,
        "op": extra.get("op"),
        "period": extra.get("period", default_period),
        "entity": extra.get("entity"),
        "of": extra.get("of"),
        "high": extra.get("high"),
        "quote": printed,
    }
    if "also" in extra:
        made["also"] = extra["also"].split(",")
    return made


def read_marks(text: str, default_period: str | None) -> tuple[str, list[dict[str, Any]]]:
    """The text as printed, and the facts that it marks."""
    facts = [fact(m[1], m[2], m[3], m[4], default_period) for m in MARK.finditer(text)]
    return MARK.sub(lambda m: m[1].replace("XX", "**"), text), facts


def indicator(
    row: dict[str, Any], category: str, name: str, aliases: list[str], weight: bool = True
) -> dict[str, Any]:
    return {
        "number": str(row["number"]),
        "name": name,
        "aliases": aliases,
        "category": category,
        "weight": str(row["weight"]) if weight else None,
        "responsible": row["responsible"] if weight else [],
    }


def table_fact(name: str, role: str, value: str, unit: str, period: str, **more: Any) -> dict[str, Any]:
    base = {"op": None, "entity": None, "of": None, "high": None}
    return (
        {"indicator": name, "role": role, "value": value, "unit": unit, "period": period, "quote": value}
        | base
        | more
    )


def short_unit(name: str) -> str:
    """The unit's short form, as attached tables print it."""
    shorter = {"发展和改革委员会": "发改委", "工业和信息化局": "工信局", "人力资源和社会保障局": "人社局",
               "住房和城乡建设局": "住建局", "卫生健康委员会": "卫健委"}  # fmt: skip
    bare = name if name.startswith(("县委", "县政府")) else name.removeprefix("县")
    return shorter.get(bare, bare if len(bare) > 2 else name)


def scheme_table(scheme: Scheme) -> tuple[Line, list[dict[str, Any]]]:
    header = ["序号", "指标名称", "分值", "责任单位", "计量单位", "2023年完成", "2024年目标"]
    rows: list[list[str | None]] = [list(header)]
    facts: list[dict[str, Any]] = []
    for category, indicators in scheme.categories:
        rows.append([category, *[None] * (len(header) - 1)])
        for row in indicators:
            name = row["table_name"] or row["name"]
            units = "、".join(short_unit(u) for u in row["responsible"])
            rows.append(
                [
                    str(row["number"]),
                    name,
                    str(row["weight"]),
                    units,
                    row["unit"] or "—",
                    row["last"] or "—",
                    row["target"],
                ]
            )
            if row["last"]:
                facts.append(
                    table_fact(row["name"], row["role"], row["last"], row["unit"], "2023", also=[name])
                )
            if re.fullmatch(r"[\d.]+", row["target"]):
                facts.append(
                    table_fact(row["name"], "target", row["target"], row["unit"], "2024", also=[name])
                )
    rows.append(["合计", None, str(scheme.total), "", "", "", ""])
    facts.append(table_fact("合计", "weight", str(scheme.total), "分", "2024", also=["总分", "分值"]))
    return Line("table", rows=rows), facts


def progress_table(
    scheme: Scheme, month: int
) -> tuple[Line, list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    header = [
        "序号",
        "指标名称",
        "计量单位",
        "年度目标",
        f"1—{month}月完成",
        "完成率（%）",
        "六县市排名",
        "预警",
    ]
    period = f"2024-01/2024-0{month}"
    rows: list[list[str | None]] = [list(header)]
    facts: list[dict[str, Any]] = []
    listed: list[dict[str, Any]] = []
    lights: list[dict[str, Any]] = []
    for category, indicators in scheme.categories:
        rows.append([category, *[None] * (len(header) - 1)])
        for row in indicators:
            name = row["table_name"] or row["name"]
            value, rank = row["months"][month]
            completion = scheme.completion(row["number"], month)
            light = scheme.light(row["number"], month)
            rows.append([
                str(row["number"]), name, row["unit"] or "—", row["target"], value.replace("XX", "**") or "—",
                completion or "—", str(rank) if rank else "—", COLOURS[light] if light else "—",
            ])  # fmt: skip
            listed.append(indicator(row, category, name, [], weight=False))
            names = {"also": [row["name"]]}
            if re.fullmatch(r"[\d.]+", row["target"]):
                facts.append(table_fact(name, "target", row["target"], row["unit"], "2024", **names))
            if value:
                facts.append(table_fact(name, row["role"], value, row["unit"], period, **names))
            if completion:
                facts.append(table_fact(name, "completion", completion, "%", period, **names))
            if rank:
                facts.append(table_fact(name, "rank", str(rank), "", period, **(names | {"of": "6"})))
            if light:
                lights.append({"indicator": name, "light": light, "quote": COLOURS[light]})
    return Line("table", rows=rows), facts, listed, lights


def score_table(table: dict[str, Any], period: str) -> tuple[Line, list[dict[str, Any]]]:
    columns = table["columns"]
    rows: list[list[str | None]] = [[table.get("first", "乡镇"), *(c["header"] for c in columns)]]
    facts = [
        table_fact(column["indicator"], "weight", match[1], "分", period[:4])
        for column in columns
        if (match := re.search(r"（(\d+)分）", column["header"]))
    ]
    for entity, values in zip(table["entities"], table["rows"], strict=True):
        rows.append([entity, *values])
        for column, value in zip(columns, values, strict=True):
            unit = column.get("unit", "分" if column["role"] == "score" else "")
            more = {"also": column["also"]} if "also" in column else {}
            when = column.get("period", period)
            facts.append(
                table_fact(column["indicator"], column["role"], value, unit, when, entity=entity, **more)
            )
    return Line("table", rows=rows), facts


STYLES = {"####": "h4", "###": "h2", "##": "h1", "#": "title"}


def read_lines(
    body: str, default_period: str | None, tables: dict[str, Line]
) -> tuple[list[Line], list[dict[str, Any]]]:
    lines: list[Line] = []
    facts: list[dict[str, Any]] = []
    for raw in body.split("\n"):
        text = raw.strip()
        if not text:
            continue
        if text in tables:
            lines.append(tables[text])
            continue
        word, _, rest = text.partition(" ")
        if word in STYLES:
            style, text = STYLES[word], rest
        elif word.startswith("@"):
            style, text = word[1:], rest
        else:
            style = "body"
        printed, found = read_marks(text, default_period)
        lines.append(Line(style, printed))
        facts += found
    return lines, facts


def split_head(path: Path) -> tuple[str, str]:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return head, body


def build_plain(path: Path) -> Paper:
    head_text, body = split_head(path)
    head = yaml.safe_load(head_text)
    tables: dict[str, Line] = {}
    facts: list[dict[str, Any]] = []
    listed: list[dict[str, Any]] = []
    if "table" in head:
        tables["{{ table }}"], facts = score_table(head["table"], head["document"]["period"])
    if "ledger" in head:
        facts, listed = ledger_records(head["ledger"], head["document"]["period"])
    lines, marked = read_lines(body, head.get("fact_period"), tables)
    return Paper(head, lines, marked + facts, listed, [])


def build_notice(scheme: Scheme) -> Paper:
    head_text, body = split_head(SOURCE / "notice.md")
    table, facts = scheme_table(scheme)
    numerals = "一二三四五六七"
    listed: list[dict[str, Any]] = []
    text = []
    for place, (category, rows) in enumerate(scheme.categories):
        text.append(f"### （{numerals[place]}）{category}")
        for row in rows:
            alias = [row["table_name"]] if row["table_name"] else []
            listed.append(indicator(row, category, row["name"], alias))
            text.append(
                f"{row['number']}.{row['name']}。（分值：{row['weight']}分；责任单位：{'、'.join(row['responsible'])}）"
            )
    body = jinja2.Template(body).render(
        total=scheme.total, body_list="\n\n".join(text), scheme_table="{{ scheme_table }}"
    )
    lines, marked = read_lines(body, None, {"{{ scheme_table }}": table})
    return Paper(yaml.safe_load(head_text), lines, marked + facts, listed, [])


def light_sentence(scheme: Scheme, month: int, colour: str) -> str:
    lit = [n for n, light in scheme.lights(month).items() if light == colour]
    points = sum(scheme.rows[n]["weight"] for n in lit)
    items_share = one_place(Decimal(len(lit) * 100) / len(scheme.rows))
    points_share = one_place(Decimal(points * 100) / scheme.total)
    name = f"{COLOURS[colour]}指标"
    return (
        f"{name}[[{len(lit)}项|{name}|actual]]、[[{points}分|{name}|weight]]，"
        f"项数占比[[{items_share}%|{name}项数|share|also={name}]]，分数占比[[{points_share}%|{name}分数|share|also={name}]]"
    )


def build_progress(scheme: Scheme, month: int) -> Paper:
    head_text, body = split_head(SOURCE / "progress.md")
    settings = yaml.safe_load(head_text.split("document:\n")[0])
    date = settings["dates"][month]
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)  # noqa: S701 - plain text
    head = yaml.safe_load(environment.from_string(head_text).render(month=month, date=date))
    year, mon, day = (int(x) for x in date.split("-"))
    table, facts, listed, lights = progress_table(scheme, month)
    counts = {m: sum(light in {"red", "yellow"} for light in scheme.lights(m).values()) for m in (7, 8, 9)}
    rendered = environment.from_string(body).render(
        month=month,
        date_chinese=f"{year}年{mon}月{day}日",
        total=scheme.total,
        text=head["texts"][month],
        light_sentence=lambda colour: light_sentence(scheme, month, colour),
        unlit_items=sum(light is None for light in scheme.lights(month).values()),
        red_yellow=counts[month],
        previous_red_yellow=counts.get(month - 1),
        v=lambda n: scheme.rows[n]["months"][month][0],
        r=lambda n: scheme.rows[n]["months"][month][1],
        c=lambda n: scheme.completion(n, month),
        short=lambda n: Decimal(scheme.rows[n]["target"]) - Decimal(scheme.rows[n]["months"][month][0]),
        behind=lambda n: one_place(Decimal(month * 100) / 12 - Decimal(scheme.completion(n, month) or 0)),
        progress_table="{{ progress_table }}",
    )
    lines, marked = read_lines(rendered, f"2024-01/2024-0{month}", {"{{ progress_table }}": table})
    head["file"] = head["files"][month]
    wording = head["texts"][month]
    head["issues"] = [[f"{title}。{cause}", units] for title, cause, units in wording["issues"]]
    head["measures"] = [[f"{title}。{action}"[:80], units] for title, action, units in wording["measures"]]
    return Paper(head, lines, marked + facts, listed, lights)


def expected(paper: Paper) -> dict[str, Any]:
    head = paper.head
    return {
        "document": head["document"] | {"truncated": False},
        "indicators": paper.indicators,
        "facts": paper.facts,
        "lights": paper.lights,
        "issues": [{"text": text, "responsible": units} for text, units in head.get("issues", [])],
        "measures": [{"text": text, "responsible": units} for text, units in head.get("measures", [])],
        "items": [
            {"kind": kind, "name": name, "status": status} for kind, name, status in head.get("items", [])
        ],
        "rules": [{"kind": kind, "text": text} for kind, text in head.get("rules", [])],
    }


def write_text(paper: Paper, target: Path) -> None:
    width = paper.head["wrap"]
    out: list[str] = []
    for line in paper.lines:
        indent = "" if line.style in {"title", "flush", "center", "right"} else "　　"
        text = indent + line.text
        if line.style == "center" and width:
            text = " " * 10 + line.text
        pieces = [text[i : i + width] for i in range(0, len(text), width)] if width else [text]
        out += pieces
    target.write_bytes("\r\n".join([*out, ""]).encode(paper.head["encoding"]))


def converted(paper: Paper, ending: str, target: Path) -> None:
    """The paper's Word file in another format, by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / (target.stem + ".docx")
        write_word(paper.lines, word)
        profile = (Path(folder) / "profile").as_uri()
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending]
        subprocess.run(
            [*command, "--outdir", folder, str(word)], check=True, capture_output=True, timeout=120
        )
        made = word.with_suffix(f".{ending}")
        if paper.head.get("scan"):
            write_scan(made, target)
        else:
            shutil.copy(made, target)


WRITERS: dict[str, Callable[[Paper, Path], None]] = {
    ".txt": write_text,
    ".docx": lambda paper, target: write_word(paper.lines, target),
    ".pdf": lambda paper, target: converted(paper, "pdf", target),
    ".doc": lambda paper, target: converted(paper, "doc", target),
    ".wps": lambda paper, target: converted(paper, "doc", target),
    ".ofd": lambda paper, target: write_ofd_paper(paper.lines, target),
    ".xlsx": lambda paper, target: write_ledger(paper.head["ledger"], target),
    ".html": write_page,
}
"""How a paper is written, by the ending of its file. WPS writes Word 97 under its own name."""


def write_paper(paper: Paper, files: bool = True) -> Path:
    """Write a paper's file (unless `files` is False) and its expected records; return the latter's path."""
    target = INBOX / paper.head["file"]
    if files:
        target.parent.mkdir(parents=True, exist_ok=True)
        WRITERS[target.suffix](paper, target)
    EXPECTED.mkdir(exist_ok=True)
    return EXPECTED / (target.stem + ".json")


def papers() -> list[Paper]:
    scheme = Scheme()
    plain = sorted(p for p in SOURCE.glob("*.md") if p.name not in {"notice.md", "progress.md"})
    return [
        build_notice(scheme),
        *(build_progress(scheme, m) for m in (7, 8, 9)),
        *(build_plain(p) for p in plain),
    ]


def expected_text(paper: Paper) -> str:
    return json.dumps(expected(paper), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    chosen = sys.argv[1:]
    for paper in papers():
        if chosen and not any(part in paper.head["file"] for part in chosen):
            continue
        path = write_paper(paper)
        path.write_text(expected_text(paper), encoding="utf-8", newline="\n")
        print(paper.head["file"])  # noqa: T201 - a build script reports what it made


if __name__ == "__main__":
    main()

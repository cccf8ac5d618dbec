"""A report's PDF as a screen reader takes it: the tables of its structure, each under its heading."""

import io
from collections.abc import Iterator

from pypdf import PageObject, PdfReader

Rows = list[dict[str, str]]
HEADINGS = {"/H1", "/H2"}


def tables_of(pdf: bytes) -> dict[str, Rows]:
    """Rows by the heading they stand under; each row says by column heading what stands there."""
    paper = Paper(PdfReader(io.BytesIO(pdf)))
    heading, tables = "", {}
    for element in paper.elements():
        if element["/S"] in HEADINGS:
            heading = paper.text_of(element)
        elif element["/S"] == "/Table":
            tables[heading] = rows_of(paper, element)
    return tables


def cells_of(rows: Rows) -> dict[tuple[str, str], str]:
    """What stands in each cell, by the headings of its column and its row; the first column heads the rows."""
    found = {}
    for row in rows:
        (_, heading), *cells = row.items()
        found |= {(column, heading): text for column, text in cells}
    return found


def words_of(pdf: bytes) -> str:
    """All of it in one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def rows_of(paper: "Paper", table) -> Rows:
    columns, *rows = [[paper.text_of(cell) for cell in paper.kids(row)] for row in paper.rows(table)]
    return [dict(zip(columns, row, strict=True)) for row in rows]


class Paper:
    """The tree of a tagged PDF; its leaves are numbers of marked passages of a page."""

    def __init__(self, reader: PdfReader) -> None:
        self.root = reader.root_object["/StructTreeRoot"]
        self.passages = {page.indirect_reference.idnum: passages_of(page) for page in reader.pages}

    def elements(self) -> Iterator:
        for document in self.kids(self.root):
            yield from self.kids(document)

    def rows(self, table) -> Iterator:
        for part in self.kids(table):
            yield from [part] if part["/S"] == "/TR" else self.kids(part)

    def kids(self, element) -> list:
        found = element.get("/K", [])
        return [kid.get_object() for kid in (found if isinstance(found, list) else [found])]

    def text_of(self, element, page: int = 0) -> str:
        if "/Pg" in element:
            page = element.raw_get("/Pg").idnum
        texts = [
            self.passages[page][kid] if isinstance(kid, int) else self.text_of(kid, page) for kid in self.kids(element)
        ]
        if "/MCID" in element:
            texts.append(self.passages[page][element["/MCID"]])
        return " ".join(" ".join(texts).split())


def passages_of(page: PageObject) -> dict[int, str]:
    """The texts of a page by the numbers they are marked with."""
    found: dict[int, str] = {}
    current = -1

    def at(operator, operands, *_):
        nonlocal current
        if operator == b"BDC":
            current = operands[1].get("/MCID", -1)

    def say(text, *_):
        found[current] = found.get(current, "") + text

    page.extract_text(visitor_operand_before=at, visitor_text=say)
    return found

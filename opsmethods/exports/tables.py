"""Tables as files that a spreadsheet opens, and back. Rows are by column name; a cell is a text."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

CSV, XLSX = "csv", "xlsx"
KINDS: Mapping[str, str] = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
MOST_ROWS = 1000

Table = list[dict[str, str]]


class UnreadableTable(ValueError):
    """The file is no table of the kind its name says; the message says why."""


def write_table(table: Iterable[Mapping[str, str]], *, header: Sequence[str], kind: str) -> bytes:
    """`kind` is CSV or XLSX. A text that a spreadsheet would take for a formula has an apostrophe put before it."""
    rows = [[_safe(row.get(name, "")) for name in header] for row in table]
    return _csv(header, rows) if kind == CSV else _xlsx(header, rows)


def read_table(content: bytes, *, kind: str) -> Table:
    """Raises UnreadableTable."""
    lines = _csv_lines(content) if kind == CSV else _xlsx_lines(content)
    if not lines:
        raise UnreadableTable("The file is empty.")
    if len(lines) > MOST_ROWS:
        raise UnreadableTable(f"The file has more than {MOST_ROWS} rows.")
    header, *rows = lines
    names = [name.strip() for name in header]
    return [dict(zip(names, map(_bare, row), strict=False)) for row in rows if any(cell.strip() for cell in row)]


def _safe(text: str) -> str:
    return f"'{text}" if _is_formula(text) and not text.removeprefix("-").isdecimal() else text


def _bare(text: str) -> str:
    return text[1:] if text.startswith("'") and _is_formula(text) else text


def _is_formula(text: str) -> bool:
    return text.lstrip("'").startswith(FORMULA)


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = StringIO(newline="")
    csv.writer(out).writerows([header, *rows])
    return out.getvalue().encode("utf-8-sig")  # without the mark Excel reads another alphabet


def _xlsx(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in [header, *rows]:
        sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _csv_lines(content: bytes) -> list[list[str]]:
    try:
        return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableTable("This is no CSV file in UTF-8.") from error


def _xlsx_lines(content: bytes) -> list[list[str]]:
    try:
        sheet = load_workbook(BytesIO(content), read_only=True, data_only=True).worksheets[0]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise UnreadableTable("This is no XLSX file.") from error
    rows = sheet.iter_rows(max_row=MOST_ROWS + 1, values_only=True)
    return [["" if cell is None else str(cell) for cell in row] for row in rows]

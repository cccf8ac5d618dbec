"""A report on paper: plain data in, the bytes of a tagged PDF out."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

TEMPLATE = Path(__file__).with_name("report.typ")


class PdfFailed(Exception):
    """The template and the data do not make an accessible PDF."""


def report_pdf(data: dict[str, Any], *, made_at: datetime) -> bytes:
    """The same data and time give the same bytes. PDF/UA-1 refuses what a screen reader could not follow.

    Raises PdfFailed.
    """
    try:
        pdf: bytes = typst.compile(
            TEMPLATE.read_bytes(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data), "made": f"{made_at.day} {made_at:%B %Y}"},
            pdf_standards=["ua-1"],
            timestamp=int(made_at.timestamp()),
        )
    except typst.TypstError as error:
        raise PdfFailed(str(error)) from error
    return pdf

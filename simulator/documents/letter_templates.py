"""The Word template of a letter: its words, with tags where the figures go."""

from __future__ import annotations

import io
from collections.abc import Callable

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from simulator.documents.letter_words import HEADS, PARTS
from simulator.domain.collection.letters import Letter, Sheet, When

_FONT, _SIZE = "Calibri", 10.5
_LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
_TEXT = {"État", "Status"}


def template(letter: Letter, language: str, keeps: Callable[[When], bool]) -> bytes:
    """Return a Word document whose figures are tags; paragraphs that are not kept are left out."""
    wording, parts = letter.wording(language), PARTS[language]
    made = _page(language, wording.title)
    _line(made, parts.sender, bold=True)
    for rank, line in enumerate(parts.recipient):
        _line(made, line, left=Cm(9), after=0, before=18 if rank == 0 else 0)
    _line(made, parts.dated, left=Cm(9), before=12, after=18)
    subject = _line(made, f"{parts.subject} ", bold=True, after=12)
    subject.add_run(wording.subject).bold = True
    for one in wording.body:
        if not keeps(one.when):
            continue
        if one.sheet is None:
            _line(made, one.text)
        else:
            _table(made, one.sheet, language)
    for rank, line in enumerate(parts.signature):
        _line(made, line, before=18 if rank == 0 else 0, after=0)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _page(language: str, title: str) -> Word:
    made = Document()
    made.core_properties.title = title
    made.core_properties.author = ""
    made.core_properties.comments = ""
    made.core_properties.language = _LANGUAGES[language]
    for section in made.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(_SIZE)
    for lang in made.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), _LANGUAGES[language])
    return made


def _line(
    made: Word,
    text: str,
    *,
    bold: bool = False,
    left: Cm | None = None,
    before: int = 0,
    after: int = 8,
) -> Paragraph:
    paragraph = made.add_paragraph()
    run = paragraph.add_run(text)
    run.bold = bold
    shape = paragraph.paragraph_format
    shape.left_indent = left
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    return paragraph


def _table(made: Word, sheet: Sheet, language: str) -> None:
    """Add a table: a head that repeats, one line for each row, the totals."""
    heads = HEADS[sheet][0 if language == "fr" else 1]
    table = made.add_table(rows=1, cols=len(heads), style="Table Grid")
    for rank, head in enumerate(heads):
        _cell(table.rows[0].cells[rank], head, bold=True)
    header = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no other way
    header.append(header.makeelement(qn("w:tblHeader"), {}))
    name = f"sheets.{sheet.value}"
    _tagged(table, f"{{%tr for row in {name}.rows %}}")
    _row(table, [f"{{{{ row[{rank}] }}}}" for rank in range(len(heads))], heads)
    _tagged(table, "{%tr endfor %}")
    _tagged(table, f"{{%tr if {name}.foot %}}")
    feet = [f"{{{{ {name}.foot[{rank}] }}}}" for rank in range(len(heads))]
    _row(table, feet, heads, bold=True)
    _tagged(table, "{%tr endif %}")
    made.add_paragraph().paragraph_format.space_after = Pt(2)


def _tagged(table: Table, tag: str) -> None:
    table.add_row().cells[0].text = tag  # type: ignore[no-untyped-call]


def _row(table: Table, texts: list[str], heads: tuple[str, ...], *, bold: bool = False) -> None:
    cells = table.add_row().cells  # type: ignore[no-untyped-call]
    for rank, text in enumerate(texts):
        _cell(cells[rank], text, bold=bold, right=rank > 0 and heads[rank] not in _TEXT)


def _cell(cell: _Cell, text: str, *, bold: bool = False, right: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(9)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

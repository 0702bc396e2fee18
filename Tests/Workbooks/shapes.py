"""Workbooks of every shape that was met, made here: by two libraries, and by hand where no library writes such files."""

import datetime
import io
import zipfile

import openpyxl
import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)


def by_hand(rows, *, main=MAIN, relations=RELATIONS, book_extra="", after="", strings=None, styles=None, rename=None, kinds=("worksheet",)):
    """A workbook from the inside of its `sheetData`; the last sheet holds it."""
    names = {part: part for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml")}
    links, sheets, parts = [], [], {}
    for number, kind in enumerate(kinds, 1):
        path = f"{kind}s/sheet{number}.xml"
        links.append(f'<Relationship Id="s{number}" Type="{relations}/{kind}" Target="{path}"/>')
        sheets.append(f'<sheet name="{kind} {number}" sheetId="{number}" r:id="s{number}"/>')
        parts[f"xl/{path}"] = f'<chartsheet xmlns="{MAIN}"/>' if kind != "worksheet" else f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    if strings is not None:
        links.append(f'<Relationship Id="x1" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/>')
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{"".join(f"<si>{text}</si>" for text in strings)}</sst>'
    if styles is not None:
        links.append(f'<Relationship Id="x2" Type="{relations}/styles" Target="styles.xml"/>')
        formats = "".join(f'<numFmt numFmtId="{170 + index}" formatCode="{code}"/>' for index, code in enumerate(styles))
        cells = "".join(f'<xf numFmtId="{170 + index}" applyNumberFormat="1"/>' for index, _ in enumerate(styles))
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{main}"><numFmts>{formats}</numFmts><cellXfs><xf numFmtId="0"/>{cells}</cellXfs></styleSheet>'
    parts["[Content_Types].xml"] = TYPES
    parts["_rels/.rels"] = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    parts["xl/workbook.xml"] = f'<workbook xmlns="{main}" xmlns:r="{relations}">{book_extra}<sheets>{"".join(sheets)}</sheets></workbook>'
    parts["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{PACKAGE}">{"".join(links)}</Relationships>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr((rename or (lambda name: name))(name), '<?xml version="1.0" encoding="UTF-8"?>\n' + content)
    return packed.getvalue()


def typed():
    """Every kind of cell, with the formats of several programs."""
    book = openpyxl.Workbook()
    sheet = book.active
    cells = [
        ("text", "Ana", None), ("number", 12.5, None), ("whole", 3, None), ("truth", True, None), ("percent", 0.25, "0%"),
        ("date", datetime.date(2026, 11, 30), "yyyy-mm-dd"), ("stamp", datetime.datetime(2026, 11, 30, 9, 30), "yyyy-mm-dd hh:mm"),
        ("time", datetime.time(9, 30), "h:mm"), ("half", datetime.time(12, 0), "h:mm AM/PM"), ("elapsed", datetime.timedelta(hours=25, minutes=10), "[h]:mm"),
        ("minutes", datetime.timedelta(minutes=90), "[mm]:ss"), ("german", datetime.date(1999, 12, 31), 'dd"."mm"."yyyy'),
        ("month", datetime.date(2026, 5, 1), "mmm yy"), ("days", 12, '0 "days"'), ("science", 123456.0, "0.00E+00"),
        ("red", -5, "[Red]0;[Blue]-0"), ("general", 7, 'General" kg"'), ("zeros", 42, "00000"), ("breaks", "two\nlines", None), ("script", "Željka Зоя علي", None),
    ]
    for number, (name, value, code) in enumerate(cells, 1):
        sheet.cell(number, 1, name)
        cell = sheet.cell(number, 2, value)
        if code:
            cell.number_format = code
    sheet.cell(len(cells) + 1, 1, "error")
    sheet.cell(len(cells) + 1, 2, "#N/A").data_type = "e"
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def of_xlsxwriter(*, date_1904=False, in_memory=True):
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": in_memory, "date_1904": date_1904, "default_date_format": "dd/mm/yy"})
    sheet = book.add_worksheet("People")
    sheet.write_row(0, 0, ["Name", "Born", "At", "Took", "Seats"])
    for row in range(1, 40):
        sheet.write_string(row, 0, f"Person {row}")
        sheet.write_datetime(row, 1, datetime.date(1950 + row, 1 + row % 12, 1 + row % 28))
        sheet.write_datetime(row, 2, datetime.time(row % 24, row), book.add_format({"num_format": "hh:mm"}))
        sheet.write_datetime(row, 3, datetime.timedelta(hours=row, minutes=10), book.add_format({"num_format": "[h]:mm"}))
        sheet.write_number(row, 4, row * 1.5)
    sheet.merge_range(41, 0, 41, 3, "merged over four")
    book.add_worksheet("Empty")
    book.close()
    return packed.getvalue()


def rows_9999():
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>Person {row}</t></is></c><c r="C{row}" t="inlineStr"><is><r><t>p{row}@</t></r>'
        f"<r><t>example.org</t></r></is></c></row>" for row in range(1, 10_000)
    )
    return by_hand(cells, main=STRICT, relations=STRICT_RELATIONS)


SHAPES = {
    "typed": typed,
    "xlsxwriter": of_xlsxwriter,
    "xlsxwriter 1904": lambda: of_xlsxwriter(date_1904=True),
    "strict, inline, 9,999 rows": rows_9999,
    "cells without places": lambda: by_hand(
        '<row r="1"><c t="inlineStr"><is><t>Name</t></is></c><c/><c t="inlineStr"><is><t>E-mail</t></is></c></row>'
        '<row><c t="inlineStr"><is><t>Ana</t></is></c><c s="0"/><c t="inlineStr"><is><t>ana@example.org</t></is></c></row>'
        '<row><c r="B3"><v>1</v></c><c><v>2</v></c></row>'
    ),
    "rows without numbers": lambda: by_hand(
        "<row><c><v>1</v></c></row><row/><row><c><v>3</v></c></row><row r=\"7\"><c r=\"B7\"><v>7</v></c></row><row><c><v>8</v></c></row>"
    ),
    "1904 and an extension's workbookPr": lambda: by_hand(
        '<row r="1"><c r="A1" s="1"><v>43797</v></c><c r="B1" s="2"><v>43797.5</v></c></row>', styles=["yyyy-mm-dd", "yyyy-mm-dd hh:mm"],
        book_extra='<workbookPr date1904="1"/><extLst><ext uri="{140A7094-0E35-4892-8432-C4D2E57EDEB5}" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main">'
        '<x15:workbookPr chartTrackingRefBase="1" date1904="0"/></ext></extLst>',
    ),
    "names in other letters": lambda: by_hand(
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=["<t>shared</t>"],
        rename=lambda name: name if name.startswith(("[", "_")) else name.replace("sharedStrings", "SharedStrings").replace("sheet1", "Sheet1"),
    ),
    "names with backslashes": lambda: by_hand(
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=["<t>shared</t>"], rename=lambda name: name.replace("/", "\\"),
    ),
    "a chart first": lambda: by_hand('<row r="1"><c r="A1"><v>4</v></c></row>', kinds=("chartsheet", "worksheet")),
    "texts in pieces": lambda: by_hand(
        '<row r="2"><c r="B2" t="s"><v>1</v></c><c r="D2" t="str"><f>A1</f><v>sum &amp; &lt;more&gt;</v></c></row>',
        strings=["<t>none</t>", '<r><t>ri</t></r><r><rPr><b/></rPr><t xml:space="preserve">ch </t></r>'],
    ),
    "built-in formats": lambda: by_hand(
        '<row r="1"><c r="A1" s="1"><v>0.5</v></c><c r="B1" s="2"><v>1.5</v></c><c r="C1" s="3"><v>45259.75</v></c><c r="D1" s="4"><v>1E-3</v></c></row>',
        styles=["h:mm:ss", "[h]:mm:ss", "m/d/yy h:mm", "0.00"],
    ),
}

"""The workbook reader against python-calamine, an independent reader, cell by cell on the same files."""

import datetime
import json
import pathlib
import subprocess

import openpyxl
import pytest
import python_calamine

from shapes import SHAPES, by_hand

ROUNDTABLE = pathlib.Path(__file__).resolve().parents[2] / ".build" / "debug" / "roundtable"


def command(path, *more):
    return subprocess.run([ROUNDTABLE, "sheet", path, *more], capture_output=True, text=True, timeout=60)


def ours(path, *more):
    done = command(path, *more)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def place(column, row):
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - 64
    return row, number


def theirs(path, name):
    """Row and column from 1 → value, without what is empty."""
    rows = python_calamine.load_workbook(path).get_sheet_by_name(name).to_python(skip_empty_area=False)
    return {(row, column): value for row, cells in enumerate(rows, 1) for column, value in enumerate(cells, 1) if value != ""}


def of_openpyxl(path, name):
    """A second reader, for what the first reads wrong."""
    sheet = openpyxl.load_workbook(path)[name]
    return {(cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


# python-calamine 0.9 takes the workbookPr of an extension for the workbook's own.
SECOND_READER = {"1904 and an extension's workbookPr"}


def clock(value):
    return value.strftime("%H:%M:%S" if value.second else "%H:%M")


def words(value, cell):
    """What the other reader found, as ours writes it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.timedelta):
        seconds = round(value.total_seconds())
        text = f"{seconds // 3600}:{seconds // 60 % 60:02}"
        return text + (f":{seconds % 60:02}" if seconds % 60 else "")
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() + (f" {clock(value)}" if value.time() != datetime.time() else "")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return clock(value)
    if isinstance(value, (int, float)):
        if cell.get("format") == "00000":
            return f"{int(value):05}"
        return str(int(value)) if value == int(value) else repr(float(value))
    return value


@pytest.mark.parametrize("name", SHAPES)
def test_every_cell_is_what_another_reader_finds(name, tmp_path):
    path = tmp_path / "book.xlsx"
    path.write_bytes(SHAPES[name]())
    read = ours(path)
    cells = {place(cell["column"], row["row"]): cell for row in read["rows"] for cell in row["cells"]}
    expected = (of_openpyxl if name in SECOND_READER else theirs)(path, read["name"])
    assert cells, "nothing was read"
    assert {at: cell["text"] for at, cell in cells.items() if cell["kind"] != "error"} == {
        at: words(value, cells.get(at, {})) for at, value in expected.items() if cells.get(at, {}).get("kind") != "error"
    }


def test_the_kinds_of_cells(tmp_path):
    path = tmp_path / "typed.xlsx"
    path.write_bytes(SHAPES["typed"]())
    rows = {row["cells"][0]["text"]: row["cells"][1] for row in ours(path)["rows"]}
    said = {name: (cell["kind"], cell["text"]) for name, cell in rows.items()}
    assert said == {
        "text": ("text", "Ana"), "number": ("number", "12.5"), "whole": ("number", "3"), "truth": ("boolean", "TRUE"),
        "percent": ("number", "0.25"), "date": ("date", "2026-11-30"), "stamp": ("date-time", "2026-11-30 09:30"),
        "time": ("time", "09:30"), "half": ("time", "12:00"), "elapsed": ("duration", "25:10"), "minutes": ("duration", "1:30"),
        "german": ("date", "1999-12-31"), "month": ("date", "2026-05-01"), "days": ("number", "12"), "science": ("number", "123456"),
        "red": ("number", "-5"), "general": ("number", "7"), "zeros": ("number", "00042"), "breaks": ("text", "two\nlines"),
        "script": ("text", "Željka Зоя علي"), "error": ("error", "#N/A"),
    }
    assert rows["elapsed"]["format"] == "[h]:mm"


@pytest.mark.parametrize(
    "encoding,line",
    [
        ("windows-1251", "Ольга Иванова;Украина;защита населения"), ("windows-1252", "José Müller;Österreich;santé"),
        ("windows-1250", "Željka Marić;Hrvatska;civilna zaštita; Łukasz Wiśniewski"), ("utf-8", "Ольга;é"), ("utf-16", "Ольга;é"),
        ("windows-1256", "محمد علي;المغرب;الحماية المدنية"),
    ],
)
def test_the_encoding_is_recognised(encoding, line, tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes(f"Name;Country;Sector\r\n{line}\r\n".encode(encoding))
    read = ours(path)
    assert read["encoding"] == encoding
    assert [cell["text"] for cell in read["rows"][1]["cells"]] == line.split(";")


def test_what_multiplies_is_refused_at_once(tmp_path):
    path = tmp_path / "book.xlsx"
    cells = "".join(f'<row r="{row}">' + "".join('<c t="s"><v>0</v></c>' for _ in range(100)) + "</row>" for row in range(1, 101))
    for text, word in [("a" * 100_000, "32767"), ("a" * 30_000, "more text")]:
        path.write_bytes(by_hand(cells, strings=[f"<t>{text}</t>"]))
        done = command(path)
        assert done.returncode == 65 and word in done.stderr.replace(",", ""), done.stderr
    path.write_bytes(by_hand("<row>" + "<c/>" * 5_000_000 + "</row>"))
    assert command(path).returncode == 65

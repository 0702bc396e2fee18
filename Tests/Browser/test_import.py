"""A list of people from a spreadsheet: seen before it is stored, the wrong rows back for correction, the good ones in."""

import csv
import io

from playwright.sync_api import expect

from conftest import on_engines
from theatre import LAPTOP, PHONE

PEOPLE = """Given name,Family name,E-mail,Country,Sector,Organisation,Languages,Areas of expertise
Željka,Uvezena,zeljka@example.net,Croatia,Health,Invented Institute for Imports,"hr, English",logistics
Boris,Ogled,boris@example.net,HRV,security,Invented Office,hr,
Cara,Wrong,not-an-address,Nowhere,Health,,,
Željka,Uvezena,ZELJKA@example.net,HR,,,,
"""


def saved(page, link):
    with page.expect_download() as download:
        link.click()
    return list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig"))))


@on_engines("sqlite", "postgres")
def test_import_with_a_wrong_row_and_a_duplicate(world, theatre):
    desk = theatre.window(world.links["facilitator"], LAPTOP)
    desk.goto(f"{world.url}/directory/people/import")
    desk.get_by_label("File").set_input_files({"name": "people.csv", "mimeType": "text/csv", "buffer": PEOPLE.encode()})
    desk.get_by_role("button", name="Show the preview").click()
    # One spelling of a country is asked about; nobody knows it.
    expect(desk.get_by_role("heading", level=1)).to_have_text("How is the file meant?")
    desk.get_by_role("button", name="Show the preview").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Preview of the import")
    expect(desk.locator("#row-2")).to_contain_text("New person")
    expect(desk.locator("#row-4")).to_contain_text("rows with “Nowhere” are left out")
    expect(desk.locator("#row-4")).to_contain_text("not written as name@example.org")
    expect(desk.locator("#row-5")).to_contain_text("The same person as in row 2.")
    expect(desk.locator("main")).to_contain_text("2 rows are left out.")
    preview = desk.url

    # Nothing is stored yet.
    desk.goto(f"{world.url}/directory/people?q=Uvezena")
    expect(desk.get_by_text("zeljka@example.net")).to_have_count(0)
    desk.goto(preview)

    out = saved(desk, desk.locator(".notice.warn").get_by_role("link", name="CSV", exact=True))
    assert len(out) == 3, out
    assert "Cara" in out[1] and any("Nowhere" in cell for cell in out[1]), out
    assert any("The same person as in row 2." in cell for cell in out[2]), out

    desk.get_by_role("button", name="Import 2 rows").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("What was imported")
    desk.get_by_role("link", name="Show the people").click()
    desk.goto(f"{world.url}/directory/people?q=Uvezena")
    expect(desk.locator("main")).to_contain_text("Željka")
    desk.locator("summary", has_text="Download").click()
    rows = saved(desk, desk.get_by_role("link", name="CSV", exact=True))
    assert [row for row in rows if "Željka" in row] == rows[1:], rows
    # An e-mail is for administrators and for organisers of the programmes that entered it.
    assert any("zeljka@example.net" in row for row in rows), rows

    # The corrected file goes in; the rows of before are known now.
    desk.goto(f"{world.url}/directory/people/import")
    table = io.StringIO()
    out[1] = ["cara@example.net" if cell == "not-an-address" else "Norway" if cell == "Nowhere" else cell for cell in out[1]]
    csv.writer(table).writerows(out)
    desk.get_by_label("File").set_input_files({"name": "again.csv", "mimeType": "text/csv", "buffer": table.getvalue().encode()})
    desk.get_by_role("button", name="Show the preview").click()
    expect(desk.locator("#row-2")).to_contain_text("New person")
    expect(desk.locator("#row-3")).not_to_contain_text("New person")
    desk.get_by_role("button", name="Import").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("What was imported")
    desk.goto(f"{world.url}/directory/people?q=Cara")
    expect(desk.locator("main")).to_contain_text("Cara")

MINISTRY = """Ministry of Invented Affairs;;;;;
"List of participants; Zagreb, 30 November 2026";;;;;
;;;;;
Vorname;Nachname;E-Mail-Adresse;Land;Bereich;Anreise
Adela;Gefragt;adela@example.net;Österreich;Feuerwehr;29 November
Bela;Gefragt;bela@example.net;Oesterreich (Wien);Polizei;30 November
Cilla;Gefragt;cilla@example.net;Oesterreich (Wien);Polizei;
Total;3;;;;
"""


@on_engines("sqlite", "postgres")
def test_a_list_of_a_ministry_is_asked_about(world, theatre):
    """Title rows, a column that nobody knows, two spellings of one country: asked once, remembered for the next file."""
    desk = theatre.window(world.links["facilitator"], PHONE)
    desk.goto(f"{world.url}/directory/people/import")
    desk.get_by_label("File").set_input_files({"name": "list.csv", "mimeType": "text/csv", "buffer": MINISTRY.encode()})
    desk.get_by_role("button", name="Show the preview").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("How is the file meant?")
    expect(desk.get_by_label("Row of the headings")).to_have_value("4")
    expect(desk.get_by_label("What column F means")).to_have_value("")
    desk.get_by_label("What column F means").select_option(label="Keep as a note")
    desk.get_by_label("What “Oesterreich (Wien)” means").select_option("AT")
    assert desk.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    desk.get_by_role("button", name="Show the preview").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Preview of the import")
    expect(desk.locator("main")).to_contain_text("look like totals and are skipped: 8.")
    desk.get_by_role("button", name="Import 3 rows").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("What was imported")
    desk.goto(f"{world.url}/directory/people?q=Adela")
    desk.get_by_role("link", name="Adela").click()
    expect(desk.locator("main")).to_contain_text("Anreise: 29 November")

    # The second file of that office changes a sector, and nothing is asked.
    again = MINISTRY.replace("Bela;Gefragt;bela@example.net;Oesterreich (Wien);Polizei", "Bela;Gefragt;bela@example.net;Oesterreich (Wien);Feuerwehr")
    desk.goto(f"{world.url}/directory/people/import")
    desk.get_by_label("File").set_input_files({"name": "list.csv", "mimeType": "text/csv", "buffer": again.encode()})
    desk.get_by_role("button", name="Show the preview").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Preview of the import")
    expect(desk.locator("#row-6")).to_contain_text("Sector")
    expect(desk.locator("#row-5")).to_contain_text("In the directory, no change")

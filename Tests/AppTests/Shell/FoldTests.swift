import Domain
import Foundation
import Storage
import StorageTestSupport
import Testing
import TestSupport

@testable import App

/// Text as it is searched and compared.
struct FoldTests {
    @Test(arguments: [
        ("Łódź", "lodz"), ("Tromsø", "tromso"), ("Đakovo", "dakovo"), ("Ærø", "aero"), ("Œuvre", "oeuvre"),
        ("Iğdır", "igdir"),
        ("Straße", "strasse"), ("STRASSE", "strasse"), ("Þórður Guðmundsson", "thordur gudmundsson"), ("Niŋo", "nino"),
        ("Əliyev", "eliyev"),
        ("أحمد", "احمد"), ("إبراهيم", "ابراهيم"), ("آمنة", "امنه"), ("ٱلله", "الله"), ("مؤمن", "مومن"),
        ("رئيس", "رييس"), ("مصطفى", "مصطفي"),
        ("فاطمة", "فاطمه"), ("مُحَمَّد", "محمد"), ("محـــمد", "محمد"), ("غرفة ١٢٣", "غرفه 123"), ("اتاق ۴۵", "اتاق 45"),
        ("Семён Королёв", "семен королев"), ("Οδυσσεύς", "οδυσσευσ"), ("ΟΔΥΣΣΕΥΣ", "οδυσσευσ"),
        ("Ana Zorić", "ana zoric"),
        ("O’Neill", "o'neill"), ("ＡＢＣ", "abc"),
    ])
    func `letters that people write for one another are one`(text: String, folded: String) {
        #expect(Folded.text(text) == folded)
        #expect(Folded.text(folded) == folded)
    }

    @Test(arguments: TestEngine.allCases)
    func `a person is found however the letters are written`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let organiser = try await world.visit(world.organiser)
            for (given, family) in [("Łukasz", "Wałęsa"), ("أحمد", "مصطفى"), ("Ulrich", "Groß")] {
                _ = try await DirectoryOperations.createPerson(
                    organiser, PersonFields(givenName: given, familyName: family))
            }
            let browser = await world.browser(world.organiser)
            for (query, name) in [
                ("lukasz", "Wałęsa"), ("walesa", "Wałęsa"), ("احمد", "مصطفى"), ("مصطفي", "أحمد"), ("gross", "Groß"),
                ("GROSS", "Groß"),
            ] {
                let page = try await browser.get(
                    "/directory/people?q=\(query.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")")
                #expect(page.contains(name), "\(query)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what an older version folded is folded again at the start`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let organiser = try await world.visit(world.organiser)
            _ = try await DirectoryOperations.createPerson(
                organiser, PersonFields(givenName: "Łukasz", familyName: "Wałęsa", organisation: "Straż Łódź"))
            try await site.database.write { tx in
                try tx.execute(
                    "UPDATE person SET name_key = 'łukasz wałesa', sort_key = 'wałesa łukasz', search = 'łukasz wałesa łukasz'"
                )
                try tx.execute("UPDATE organisation SET name_key = 'straz łodz'")
                try tx.execute("DELETE FROM setting WHERE name = 'fold'")
            }
            try await FoldedColumns.refresh(site.database)
            let found = try await site.database.read { reading in
                let store = PersonStore(reading)
                return (
                    try store.people(nameKey: Folded.name("Lukasz", "Walesa"), country: nil).count,
                    try store.organisation(named: "Straz Lodz", country: nil) != nil
                )
            }
            #expect(found == (1, true))
            // A second start has nothing to do.
            try await FoldedColumns.refresh(site.database)
            #expect(try await site.count("SELECT COUNT(*) FROM setting WHERE name = 'fold'") == 1)
        }
    }
}

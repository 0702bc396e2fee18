@testable import App
import Domain
import Testing
import Web

/// A table read as records whose fields are told once.
struct FieldImportTests {
    struct Hall: FieldRecord {
        var name = ""
        var notes = ""
        var seats: Int?
        var country: String?

        static let fields: [Field<Hall>] = [
            .line("name", \.name, L("Name", context: "thing"), limit: 20, isRequired: true),
            .lines("notes", \.notes, L("Text"), limit: 100),
            .number("seat_count", \.seats, L("Number"), in: 1...50_000),
            .country("country", \.country, L("Country")),
        ]
    }

    private static let options: [String: [FieldOption]] = [
        "country": [(value: "", label: "Not stated"), (value: "HR", label: "Croatia"), (value: "BE", label: "Belgium")]
    ]

    private static func read(_ text: String, most: Int = 20) throws -> FieldImport<Hall> {
        try FieldImport(TableUpload(Array(text.utf8), name: "halls.csv"), options: options, most: most)
    }

    private static func fault(_ body: () throws -> Void) -> String {
        do {
            try body()
            return ""
        } catch {
            return (error as? Refusal)?.fields["file"]?.string(in: .english) ?? "\(error)"
        }
    }

    @Test func `headings are the labels in any language and the names of the API, also below a title`() throws {
        for heading in ["Name,Number,Country", "name,seat_count,country", "NAME,seatCount,Country", "Nom,Number,Pays"] {
            let file = try Self.read("Our halls,,\n\(heading)\nAula,1200,croatia\nHall,,BE\n")
            #expect(file.lines.map(\.number) == [3, 4])
            #expect(
                file.lines.map(\.fields) == [
                    Hall(name: "Aula", seats: 1_200, country: "HR"), Hall(name: "Hall", country: "BE"),
                ])
        }
    }

    @Test func `a row of a known name changes what its columns say, others are added, and the same again is the same`()
        throws
    {
        let file = try Self.read("Name,Number\nAULA,30\nHall,\nDvorana,7\n")
        let stored: [FieldImport<Hall>.Stored<Int>] = [
            (1, Hall(name: "Aula", notes: "Upstairs", seats: 20), false), (2, Hall(name: "Hall"), false),
            (3, Hall(name: "Hall"), true),
        ]
        let plan = try file.plan(over: stored)
        #expect(plan.counts == TableCounts(added: 1, changed: 1, same: 1))
        #expect(plan.changed.first?.fields == Hall(name: "AULA", notes: "Upstairs", seats: 30))
        #expect(plan.added == [Hall(name: "Dvorana", seats: 7)])
    }

    @Test func `what goes out as a workbook comes in without a change`() throws {
        let halls = [Hall(name: "Aula", notes: "One\nTwo, =1+1", seats: 3), Hall(name: "Hall", country: "HR")]
        let bytes = try XLSXWriter.write([Hall.sheet("Halls", halls)])
        let file = try FieldImport<Hall>(TableUpload(bytes, name: "halls.xlsx"), options: Self.options, most: 20)
        #expect(try file.plan(over: halls.map { (0, $0, false) }).counts == TableCounts(added: 0, changed: 0, same: 2))
    }

    @Test(arguments: [
        ("Name,Number\nAula,many\n,3\n", "Row 2, Number: Write a whole number from 1 to 50,000."),
        ("Name,Number\nAula,many\n,3\n", "Row 3, Name: This field is required."),
        ("Name,Country\nAula,Atlantis\n", "Row 2, Country: This value is not one of those allowed."),
        ("Name\nAula\naula\n", "Row 3: the same name stands in row 2."),
        ("Number\n3\n", "The column “Name” is missing."),
        ("Name,Roof\nAula,3\n", "There is no field for the column “Roof”."),
        ("Name,name\nAula,B\n", "The column “Name” stands there twice."),
        ("Name\n", "There is a heading, but no row below it."),
        ("Name\nA\nB\nC\nD\n", "There would be more than 3"),
    ])
    func `a table with something wrong is told where`(file: String, words: String) {
        let told = Self.fault { _ = try Self.read(file, most: 3) }
        #expect(told.replacing("\u{2068}", with: "").replacing("\u{2069}", with: "").contains(words), "\(told)")
    }

    @Test func `what is retired, or there twice, is not guessed at, and only ten rows are told`() throws {
        let stored: [FieldImport<Hall>.Stored<Int>] = [
            (1, Hall(name: "Aula"), true), (2, Hall(name: "Hall"), false), (3, Hall(name: "hall"), false),
        ]
        #expect(
            Self.fault { _ = try Self.read("Name\nAula\n").plan(over: stored) }.contains("Row 2: this one is retired."))
        #expect(
            Self.fault { _ = try Self.read("Name\nHall\n").plan(over: stored) }.contains("Row 2: there are several"))
        let wrong = (1...12).map { "Hall \($0),no\n" }.joined()
        #expect(Self.fault { _ = try Self.read("Name,Number\n\(wrong)") }.hasSuffix("2 more rows are wrong."))
    }

    @Test func `records stand in the order of their folded names, and all words of a search stand in what it finds`() {
        #expect(Folded.ordered(["b", "Ä", "a", "B"]) { $0 } == ["Ä", "a", "b", "B"])
        let hall = Hall(name: "Aula Şahin", notes: "Main street 2")
        #expect(hall.matches("sahin MAIN") && hall.matches("") && !hall.matches("sahin 3"))
    }
}

@testable import App
import Domain
import Foundation
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Fields told once: what follows from them.
struct FieldTests {
    struct Hall: FieldRecord {
        var name = ""
        var openedOn = ""
        var seats: Int?
        var country: String?

        static let isSentWithKey = true
        static let fields: [Field<Hall>] = [
            .line("name", \.name, L("Name"), limit: 20, isRequired: true),
            .partialDate("opened_on", \.openedOn, L("When"), isBeside: true),
            .number("seats", \.seats, L("Number"), in: 1...500),
            .country("country", \.country, L("Country")),
        ]
    }

    private static func errors(_ body: () throws -> Void) -> [String] {
        do {
            try body()
            return []
        } catch {
            return (error as? Refusal)?.fields.keys.sorted() ?? ["\(error)"]
        }
    }

    @Test func `a form brings all fields, and all that is wrong is named at once`() throws {
        let hall = try Hall(
            FormValues([
                (name: "name", value: "Town hall"), (name: "opened-on", value: "1901"), (name: "seats", value: "120"),
                (name: "country", value: ""),
            ]))
        #expect(hall == Hall(name: "Town hall", openedOn: "1901", seats: 120))
        let wrong = FormValues([(name: "opened-on", value: "soon"), (name: "seats", value: "1e3")])
        #expect(Self.errors { _ = try Hall(wrong) } == ["name", "opened-on", "seats"])
    }

    @Test func `a body keeps what it leaves out, and its numbers have a range`() throws {
        let begin = Hall(name: "", openedOn: "1901", seats: 3)
        let some = Data(#"{"name": "Town hall", "openedOn": "1902", "key": "k"}"#.utf8)
        let input = try JSONDecoder().decode(FieldInput<Hall>.self, from: some)
        #expect(input.fields(over: begin) == Hall(name: "Town hall", openedOn: "1902", seats: 3))
        #expect(input.key == "k")
        #expect(throws: OutsideRange.self) {
            try JSONDecoder().decode(
                FieldInput<Hall>.self, from: Data(#"{"name": "A", "openedOn": "1902", "seats": 501}"#.utf8))
        }
        var properties: [JSONSchema.Property] = []
        if case .object(let found) = FieldInput<Hall>.schema { properties = found }
        #expect(properties.map(\.name) == ["name", "openedOn", "seats", "country", "key"])
        #expect(properties.filter(\.isRequired).map(\.name) == ["name", "openedOn"])
    }

    @Test func `what is answered is one object, without what is not known`() throws {
        struct Known: Codable, Sendable { let id: Int }
        let body = FieldBody(Known(id: 7), Hall(name: "Town hall", openedOn: "1901", seats: 3))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(body), as: UTF8.self)
        #expect(text == #"{"id":7,"name":"Town hall","openedOn":"1901","seats":3}"#)
    }

    @Test func `a form may hold its fields under a prefix, and a language that is none is nothing`() throws {
        let two = FormValues([(name: "topic-title", value: "Alerts"), (name: "title", value: "Another")])
        #expect(try TopicFields(two, prefix: "topic-") == TopicFields("Alerts"))
        func programme(_ language: String) throws -> ProgrammeFields {
            try ProgrammeFields(FormValues([(name: "title", value: "Cities"), (name: "language", value: language)]))
        }
        #expect(
            try programme("fr").language == .french && programme("").language == nil && programme("xx").language == nil)
    }

    @Test func `codes of the directory are held in one place, each at its field`() throws {
        let known = try OrganisationFields(name: " Civil  Protection ", country: "hr", sector: "health").cleaned
            .checked(
                countries: ["HR"], sectors: ["health"])
        #expect(known == OrganisationFields(name: "Civil Protection", country: "HR", sector: "health"))
        let unknown = OrganisationFields(name: "", country: "QQ", sector: "space").cleaned
        #expect(
            Self.errors { _ = try unknown.checked(countries: ["HR"], sectors: ["health"]) } == [
                "country", "name", "sector",
            ])
    }

    @Test func `a workbook has a column for each field`() {
        let sheet = Hall.sheet(L("Name"), [Hall(name: "Town hall", openedOn: "1901", seats: 3)])
        #expect(sheet.header == ["Name", "When", "Number", "Country"])
        #expect(sheet.rows == [[.text("Town hall"), .text("1901"), .number(3), .empty]])
    }

    @Test(arguments: TestEngine.allCases)
    func `an error of the API names the field as the body does`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let reply = try await world.api(world.organiser).send(
                .post, "/api/v1/programmes/\(world.programme)/cases",
                ["kind": "event", "title": "Flood", "happenedOn": "soon"])
            let errors = (reply["errors"] as? [[String: Any]] ?? []).compactMap { $0["field"] as? String }
            #expect(reply.status == 422 && errors == ["happenedOn"])
        }
    }
}

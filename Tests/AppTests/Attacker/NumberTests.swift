import Domain
import Foundation
import HTTPTypes
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Numbers from outside, at the ends of their types and beside: to every numeric field of every route, in JSON and in forms. What is
/// accepted stays, and then every page of the event is opened. A sum that traps ends the whole run, which no `#expect` could say.
struct NumberTests {
    private static let json: [String] = [
        "9223372036854775807", "-9223372036854775808", "9223372036854775808", "1e999", "-1e999", "1e18", "-1", "0", "1",
        "1.5", "-0", "NaN", "\"\"", "\"1\"", "\"٣\"", "true", "null", "[]", "4102444800000", "7258118400000",
        "-2208988800000", "2147483648", "99999999999999999999999999",
    ]
    private static let text: [String] = [
        "9223372036854775807", "-9223372036854775808", "9223372036854775808", "1e999", "-1", "0", "1", "1.5", "NaN",
        "inf",
        "", "٣", "+1", "0x10", "1000000", "99999999999999999999999999", "0001-01-01T00:00", "9999-12-31T23:59",
        "0027-01-01", "2026-11-31",
    ]

    private static func isNumber(_ schema: JSONSchema) -> Bool {
        switch schema {
        case .integer, .number, .whole: true
        default: false
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `no number in JSON, in a form or in an address brings a page down`(engine: TestEngine) async throws {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let attack = try await Attack(site)
            try await Self.openRound(attack)
            var accepted = 0
            for row in Routes.api where !Attack.isLeftOut(row.route) {
                accepted += try await Self.sendJSON(row, attack)
            }
            #expect(accepted > 20, "Only \(accepted) bodies were taken: the attack misses its aim.")
            try await Self.sendForms(attack)
            try await Self.openEverything(attack)
            #expect(try await attack.isWell())
        }
    }

    /// So that ballots and extensions have something to meet.
    private static func openRound(_ attack: Attack) async throws {
        let base = "/api/v1/events/\(attack.world.event)"
        let issue = attack.ids["issue"] ?? ""
        _ = try await attack.send(.put, "\(base)/stage", as: .facilitator, json: "{\"stage\":\"vote\"}")
        let round = try await attack.send(
            .post, "\(base)/rounds", as: .facilitator,
            json: """
                {"title":"Which?","settings":{"method":"rating","duration":600,"seats":1},"issues":["\(issue)"]}
                """)
        let id = round.text(after: "\"id\":\"", before: "\"") ?? ""
        _ = try await attack.send(.post, "\(base)/rounds/\(id)/opening", as: .facilitator)
    }

    private static func sendJSON(_ row: APIRoute, _ attack: Attack) async throws -> Int {
        let bodies = Bodies(ids: attack.ids)
        let path = attack.path(row.route.pattern)
        var accepted = 0
        for parameter in row.query where isNumber(parameter.schema) {
            for text in Self.text {
                let page = try await attack.send(
                    .get, "\(path)?\(parameter.name)=\(PercentCoding.encode(text))", as: .organiser)
                #expect(page.status < 500, "\(row.route.pattern)?\(parameter.name)=\(text)")
            }
        }
        guard let request = row.request else { return 0 }
        for body in bodies.changed(request, "", { Self.isNumber($0) ? Self.json : [] }) {
            for who in [Attack.Who.participant, .facilitator, .organiser] {
                let page = try await attack.send(row.route.method, path, as: who, json: body)
                #expect(page.status < 500, "\(row.route.method) \(row.route.pattern) \(who.rawValue) \(body)")
                if page.status < 300 { accepted += 1 }
            }
        }
        return accepted
    }

    /// Every form of the event's pages, with one field after the other replaced; and every number in an address.
    private static func sendForms(_ attack: Attack) async throws {
        for who in [Attack.Who.organiser, .participant] {
            let pages = try await pages(attack, as: who)
            var seen: Set<String> = []
            for page in pages {
                for form in Form.all(in: page.text) where seen.insert(form.name).inserted {
                    for (index, field) in form.fields.enumerated() where field.isNumeric {
                        for text in Self.text {
                            var fields = form.fields
                            fields[index].value = text
                            let answer = try await attack.send(.post, form.action, as: who, form: Form.encoded(fields))
                            #expect(answer.status < 500, "POST \(form.action) \(field.name)=\(text)")
                        }
                    }
                }
                for link in Crawl.links(page) where link.contains("=") && seen.insert(link.pattern).inserted {
                    for text in Self.text {
                        let path = link.replacing(/=[0-9]+/) { _ in "=" + PercentCoding.encode(text) }
                        #expect(try await attack.send(.get, path, as: who).status < 500, "\(path)")
                    }
                }
            }
            #expect(seen.count > (who == .organiser ? 20 : 4), "Only \(seen.count) forms and links were found.")
        }
    }

    private static func pages(_ attack: Attack, as who: Attack.Who) async throws -> [Page] {
        let base = "/events/\(attack.world.event)"
        var pages: [Page] = []
        for end in [
            "", "/console", "/people", "/settings", "/steps", "/rounds/new", "/tables", "/outline", "/envision",
            "/exchange",
            "/guide", "/guide/edit", "/guide/review", "/issues", "/mail", "/reports", "/decisions", "/thread", "/cases",
            "/rounds/new?top=3", "/rounds/\(attack.ids["round"] ?? "")/result", "/people/import",
        ] {
            pages.append(try await attack.send(.get, base + end, as: who))
        }
        pages.append(try await attack.send(.get, "/e/\(attack.world.code)", as: who))
        pages.append(try await attack.send(.get, "/account", as: who))
        pages.append(try await attack.send(.get, "/directory/people", as: who))
        return pages
    }

    private static func openEverything(_ attack: Attack) async throws {
        for route in Routes.all
        where route.method == .get && !Attack.isLeftOut(route) && route.pattern.contains(":event") {
            for who in [Attack.Who.organiser, .participant] {
                let page = try await attack.send(.get, attack.path(route.pattern), as: who)
                #expect(page.status < 500 || page.status == 501, "\(who.rawValue) \(route.pattern): \(page.status)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a step that ends at the end of time is refused, and one that is stored stops no page`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .vote)
            let api = try await world.api(world.organiser)
            let base = "/api/v1/events/\(world.event)"
            for end in ["9223372036854775807", "9223372036854775000", "-1", "7258118400001"] {
                let refused = try await api.send(
                    .post, "\(base)/steps", raw: "{\"stage\":\"vote\",\"closesAt\":\(end)}")
                #expect(refused.status == 422 && "\(refused["errors"] ?? "")".contains("closesAt"), "\(end)")
            }
            #expect(
                try await api.send(
                    .post, "\(base)/steps", ["stage": "vote", "closesAt": 1_764_547_200_000, "isSure": true]
                ).status == 201)
            let browser = await world.browser(world.organiser)
            for year in ["0027", "1899", "2200", "9999"] {
                let page = try await browser.post(
                    "/events/\(world.event)/steps", ["stage": "vote", "closes": "\(year)-06-01T10:00"])
                #expect(page.status == 422, "\(year)")
            }
            // What a file or an older version may have left in the table.
            try await site.database.write { tx in
                try tx.execute(
                    "UPDATE event_step SET opens_at = \(Int64.min), closes_at = \(Int64.max), opened_at = \(Int64.min)")
                try tx.execute("UPDATE workshop SET step_id = (SELECT MAX(id) FROM event_step)")
            }
            for path in ["", "/console", "/steps", "/rounds/new"] {
                #expect(try await browser.get("/events/\(world.event)\(path)").status < 400, "\(path)")
            }
            #expect(try await world.browser(world.member).get("/e/ZGRB").status == 200)
            #expect(try await api.send(.get, "\(base)/steps").status == 200)
            let round = try await api.send(
                .post, "\(base)/rounds",
                ["title": "Which?", "settings": ["method": "multivote", "duration": 2_678_400], "issues": [String]()])
            #expect(round.status == 422)
        }
    }

    @Test func `a preview of an import begins at a row that it has`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.world()
            let browser = await world.browser(world.administrator)
            let sent = try await browser.upload(
                "/directory/people/import", field: "file", fileName: "people.csv",
                Array("Given name,Family name\nAna,Horvat\n".utf8))
            let draft = try #require(sent.location)
            for from in ["9223372036854775807", "-9223372036854775808", "9223372036854775800", "x", "200", ""] {
                #expect(try await browser.get("\(draft)?from=\(from)").status == 200, "\(from)")
                #expect(try await browser.get("\(draft)?changed=\(from),\(from)").status == 200, "\(from)")
            }
        }
    }

    @Test func `sums on moments stop at the ends of what is known`() {
        #expect(EpochTime.adding(.max, milliseconds: 3_000) == EpochTime.latest)
        #expect(EpochTime.adding(.min, milliseconds: -1) == EpochTime.earliest)
        #expect(EpochTime.adding(0, seconds: .max) == EpochTime.latest)
        #expect(EpochTime.adding(0, minutes: .min) == EpochTime.earliest)
        #expect(EpochTime.adding(1_000, seconds: 2) == 3_000)
        #expect(CalendarDate.later("2026-11-30", years: .max) == "2026-11-30")
    }

    @Test(arguments: ["-9223372036854775808", "9223372036854775807", "1e308", "-1e308", "0"])
    func `a provider's moments do not trap`(text: String) throws {
        let value = try JSONReader.read(Array("{\"exp\":\(text)}".utf8)).object?["exp"]
        #expect((value?.moment == nil) == (text != "0"))
    }
}

/// A form of a page as its markup tells it.
private struct Form {
    struct Field {
        let name: String
        let type: String
        var value: String

        var isNumeric: Bool {
            ["number", "datetime-local", "date", "range"].contains(type) || Int(value) != nil && !value.isEmpty
                || ["by", "revision", "weight", "minutes", "groups", "order", "move", "dots-1", "position"].contains(
                    name)
        }
    }

    let action: String
    let fields: [Field]
    /// The same form of another thing is the same attack.
    var name: String { action.pattern + " " + Set(fields.map(\.name.pattern)).sorted().joined(separator: " ") }

    static func all(in text: String) -> [Form] {
        text.components(separatedBy: "<form").dropFirst().compactMap { piece in
            let markup = piece.components(separatedBy: "</form>")[0]
            let head = markup.prefix { $0 != ">" }
            guard head.contains("method=\"post\""), let action = attribute("action", in: head), action.hasPrefix("/")
            else { return nil }
            if ["sign-out", "departure", "/ending", "erasure", "revocation", "password"].contains(
                where: action.contains)
            {
                return nil
            }
            var fields: [Field] = []
            for tag in markup.components(separatedBy: "<").dropFirst() {
                guard
                    tag.hasPrefix("input") || tag.hasPrefix("select") || tag.hasPrefix("textarea")
                        || tag.hasPrefix("button"),
                    let name = attribute("name", in: tag[...])
                else { continue }
                fields.append(
                    Field(
                        name: name, type: attribute("type", in: tag[...]) ?? "",
                        value: attribute("value", in: tag[...]) ?? ""))
            }
            return Form(action: action, fields: fields)
        }
    }

    private static func attribute(_ name: String, in tag: Substring) -> String? {
        guard let start = tag.range(of: " \(name)=\"") else { return nil }
        return String(tag[start.upperBound...].prefix { $0 != "\"" }).replacing("&amp;", with: "&")
    }

    static func encoded(_ fields: [Field]) -> String {
        fields.map { "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))" }.joined(separator: "&")
    }
}

extension String {
    /// Without ids and numbers.
    fileprivate var pattern: String {
        replacing(/[0-9a-f]{8}-[0-9a-f-]{27}/, with: "ID").replacing(/[0-9]+/, with: "N")
    }
}

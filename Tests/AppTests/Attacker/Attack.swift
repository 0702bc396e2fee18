import Domain
import Foundation
import HTTPTypes
import Storage
import TestSupport
import Web

@testable import App

/// A workshop with everything in it, everybody who may come, and the ids of one thing of each kind, for requests that no browser sends.
struct Attack {
    enum Who: String, CaseIterable { case guest, stranger, participant, facilitator, organiser, administrator }

    let site: TestSite
    let world: World
    /// By the name of a route's parameter or of a field.
    private(set) var ids: [String: String]
    private let cookies: [Who: (name: String, value: String)]
    private let bearers: [Who: String]

    init(_ site: TestSite) async throws {
        self.site = site
        world = try await site.threadWorld().world
        let world = world
        ids = try await site.database.read { reading in
            var ids: [String: String] = [
                "event": world.event.description, "programme": world.programme.description, "code": world.code,
                "topic": world.topics[0].description, "participant": world.seats[1].id.description,
                "account": world.stranger.id.description, "act": "1", "sector": "health", "country": "HR",
                "language": "en", "format": "csv", "file": "report.html",
            ]
            for (name, table) in Self.tables where ids[name] == nil {
                let first = SQL(verbatim: "SELECT COALESCE(MIN(id), '') FROM \(table)")
                let id = try reading.value(first, as: String.self) ?? ""
                ids[name] = id.isEmpty ? Self.nobody : id
            }
            return ids
        }
        let accounts: [(Who, TestAccount)] = [
            (.stranger, world.stranger), (.facilitator, world.facilitator), (.organiser, world.organiser),
            (.administrator, world.administrator),
        ]
        var cookies: [Who: (name: String, value: String)] = [.participant: ("roundtable_seat", world.member.cookie)]
        var bearers: [Who: String] = [.participant: world.member.link]
        for (who, account) in accounts {
            cookies[who] = ("roundtable_account", account.cookie)
            bearers[who] = try await AccountOperations.createToken(try await world.visit(account), name: "Attack")
        }
        (self.cookies, self.bearers) = (cookies, bearers)
    }

    static let nobody = "01890000-0000-7000-8000-000000000000"

    private static let tables: [String: String] = [
        "issue": "issue", "issues": "issue", "round": "round", "case": "past_case", "cases": "past_case",
        "aspect": "aspect", "aspects": "aspect", "other": "aspect", "sheet": "sheet", "intervention": "intervention",
        "plan": "group_plan", "section": "guide_section", "version": "guide_version", "statement": "outline_statement",
        "comment": "guide_comment", "question": "exchange_question", "group": "breakout_group", "step": "event_step",
        "person": "person", "card": "card", "paper": "paper_ballot", "organisation": "organisation",
        "situation": "desired_situation", "design": "design", "region": "region", "item": "issue",
        "facilitator": "participant", "rapporteur": "participant", "parent": "guide_section",
    ]

    /// - Parameter odd: in place of each parameter whose name it knows.
    func path(_ pattern: String, odd: String? = nil, keeping: Set<String> = []) -> String {
        pattern.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            guard segment.hasPrefix(":") else { return String(segment) }
            let name = String(segment.dropFirst())
            if let odd, !keeping.contains(name) { return odd }
            return ids[name] ?? Self.nobody
        }.joined(separator: "/")
    }

    /// Sends what nobody's browser would.
    func send(
        _ method: HTTPRequest.Method, _ path: String, as who: Who, json: String? = nil, form: String? = nil
    ) async throws -> Page {
        let browser = site.browser()
        var fields: HTTPFields = [:]
        var body: [UInt8] = []
        if path.hasPrefix("/api/") {
            fields[.authorization] = bearers[who].map { "Bearer \($0)" }
        } else if let cookie = cookies[who] {
            await browser.setCookie(cookie.name, cookie.value)
        }
        if let json {
            fields[.contentType] = "application/json"
            body = Array(json.utf8)
        } else if let form {
            fields[.contentType] = "application/x-www-form-urlencoded"
            body = Array(form.utf8)
        }
        return try await browser.send(method, path, fields, body)
    }

    /// The addresses whose handlers would end the attack by ending its sessions, or wait for programs.
    static func isLeftOut(_ route: Route) -> Bool {
        ["/live", "sign-out", "sessions", "/ending", "erasure", "departure", "revocation", "disablement"].contains {
            route.pattern.contains($0)
        }
    }

    /// The server lives, and what everybody needs is there.
    func isWell() async throws -> Bool {
        let ready = try await site.browser().get("/readyz")
        let home = try await site.browser().get("/")
        let room = try await send(.get, "/events/\(world.event)/console", as: .facilitator)
        return ready.status == 200 && home.status == 200 && room.status < 500
    }
}

/// JSON texts that a schema describes, and some that it does not.
struct Bodies {
    /// Ids by the names of their fields.
    let ids: [String: String]

    /// A text that is taken where it makes sense: what may be absent is, but for lists and objects that hold more.
    func plain(_ schema: JSONSchema, _ name: String = "") -> String {
        switch schema {
        case .string: name == "language" ? "\"en\"" : name == "key" ? "\"\(UUID().uuidString)\"" : "\"Some words\""
        case .uuid: "\"\(ids[name] ?? Attack.nobody)\""
        case .integer, .number: "1"
        case .whole(let range): "\(range.lowerBound)"
        case .boolean: "true"
        case .null, .any, .either: "null"
        case .choice(let values): "\"\(values.first ?? "")\""
        case .array(let element): "[\(plain(element, name))]"
        case .map(let value): "{\"x\":\(plain(value))}"
        case .optional: "null"
        case .named(_, let inner): plain(inner, name)
        case .object(let properties):
            "{" + properties.map { "\"\($0.name)\":\(plain($0.schema, $0.name))" }.joined(separator: ",") + "}"
        }
    }

    /// The plain text with one place after the other replaced.
    /// - Parameter odd: what is put there; nothing leaves a place as it is.
    func changed(_ schema: JSONSchema, _ name: String = "", _ odd: (JSONSchema) -> [String]) -> [String] {
        if case .named(_, let inner) = schema { return changed(inner, name, odd) }
        let here = odd(schema)
        switch schema {
        case .optional(let wrapped): return here + changed(wrapped, name, odd)
        case .array(let element): return here + changed(element, name, odd).map { "[\($0)]" }
        case .map(let value): return here + changed(value, "", odd).map { "{\"x\":\($0)}" }
        case .object(let properties):
            return here
                + properties.indices.flatMap { index in
                    changed(properties[index].schema, properties[index].name, odd).map { text in
                        let members = properties.indices.map { other in
                            let property = properties[other]
                            return "\"\(property.name)\":"
                                + (other == index ? text : plain(property.schema, property.name))
                        }
                        return "{\(members.joined(separator: ","))}"
                    }
                }
        default: return here
        }
    }
}

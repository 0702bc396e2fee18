import Domain
import Foundation
import HTTPTypes
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Everybody sends everything everywhere: all routes × roles × extreme values. No answer is the server's fault, nobody sees what
/// is not theirs, and the room goes on. `ROUNDTABLE_FUZZ_ROUNDS` makes it as many times as long; its sockets are in bin/torture.
struct AttackerTests {
    private static let marks = "e" + String(repeating: "\u{301}", count: 25)
    private static let segments: [String] = [
        "0", "-1", "9223372036854775808", "%00", "%CC%28", "..%2f..%2fetc%2fpasswd", "..", "%2e%2e", "null", "*", "%25",
        "'%20OR%201=1--", "<script>", String(repeating: "a", count: 5_000), PercentCoding.encode(marks),
        "01890000-0000-7000-8000-00000000000A",
        "%F0%9F%87%AD%F0%9F%87%B7", "{}", "a;b", ".json", Attack.nobody,
    ]
    private static let values: [String] = [
        "null", "true", "0", "-1", "1e999", "9223372036854775807", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"",
        "\"\\u202e\"", "[]", "{}",
        "[[[[]]]]", "\"01890000-0000-7000-8000-00000000000A\"", "\"../../etc/passwd\"", "\"' OR 1=1--\"",
        "\"<img src=x onerror=a>\"",
        "\"\(String(repeating: "a", count: 20_000))\"", "\"\(String(repeating: marks, count: 200))\"",
        "[\(Array(repeating: "1", count: 5_000).joined(separator: ","))]",
        "[\(Array(repeating: "\"\(Attack.nobody)\"", count: 1_000).joined(separator: ","))]",
        "{\"a\":\(String(repeating: "[", count: 30))\(String(repeating: "]", count: 30))}",
    ]
    private static let whole: [String] = [
        "", "null", "1", "\"\"", "[]", "{", "{}", "[{}]", "{\"a\":1,\"a\":2}", "{\"__proto__\":{}}",
        String(repeating: "[", count: 10_000),
        "{\"\(String(repeating: "k", count: 70_000))\":1}", "\u{FEFF}{}", "{\"a\":\"\u{0}\"}",
    ]
    private static let fields: [String] = [
        "title", "text", "name", "email", "issue", "topic", "participant", "group", "round", "stage", "step", "by",
        "weight",
        "language", "country", "sector", "sectors", "revision", "method", "minutes", "dots", "seats", "order", "move",
        "approve",
        "importance-1", "feasibility-1", "dots-1", "rating", "state", "kind", "design", "opens", "closes", "starts",
        "ends", "date",
        "code", "idempotency", "key", "base", "section", "aspects", "cases", "preference", "password", "present", "to",
        "back", "q",
        "marking", "zone", "link", "place", "note", "reason", "choice-1", "file", "role", "door", "view", "part",
        "item", "person",
    ]

    @Test(arguments: TestEngine.allCases)
    func `nothing that anybody sends is the server's fault, and nobody sees what is not theirs`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let attack = try await Attack(site)
            // What a stranger must never see.
            let secret = "Secret of the programme"
            try await site.database.write { try $0.execute("UPDATE issue SET explanation = \(secret)") }
            try await site.database.write { try $0.execute("UPDATE event SET title = \(secret)") }
            var mutator = Mutator(seed: Corpus.seed)
            var refused = 0
            for route in Routes.all where !Attack.isLeftOut(route) {
                for who in Attack.Who.allCases {
                    for _ in 0..<Corpus.factor {
                        let page = try await Self.strike(route, who, attack, &mutator)
                        // 501: this machine lacks a program; 503 would be a database that is gone.
                        #expect(
                            page.status < 500 || page.status == 501,
                            "\(who.rawValue) \(route.method) \(route.pattern): \(page.status)")
                        if (400..<500).contains(page.status) { refused += 1 }
                        let isForeign = who == .guest || who == .stranger
                        let isOpen = route.pattern.contains("/e/:code") || route.pattern.contains("projector")
                        #expect(!isForeign || isOpen || !page.contains(secret), "\(who.rawValue) sees \(route.pattern)")
                    }
                }
            }
            #expect(refused > Routes.all.count, "Only \(refused) were refused: the attack misses its aim.")
            #expect(try await attack.isWell())
            #expect(try await Journal.verify(site.database).isSound)
        }
    }

    /// Crawlers, previews and scanners of mail follow links: what they follow changes nothing, for nobody.
    @Test(arguments: TestEngine.allCases)
    func `an address that is only opened changes nothing`(engine: TestEngine) async throws {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let attack = try await Attack(site)
            let count: SQL = "SELECT COUNT(*) FROM journal"
            let language: SQL = "SELECT COUNT(*) FROM account WHERE language IS NOT NULL"
            let (before, languages) = (try await site.count(count), try await site.count(language))
            for route in Routes.all where route.method == .get && !Attack.isLeftOut(route) {
                for who in Attack.Who.allCases {
                    _ = try await attack.send(.get, attack.path(route.pattern) + "?to=ar&back=/", as: who)
                }
                let now = try await site.count(count)
                #expect(now == before, "\(route.pattern) wrote to the journal")
                if now != before { break }
            }
            #expect(try await site.count(language) == languages)
        }
    }

    private static func strike(
        _ route: Route, _ who: Attack.Who, _ attack: Attack, _ mutator: inout Mutator
    ) async throws -> Page {
        let isOdd = route.pattern.contains(":") && mutator.number(below: 3) == 0
        // Half of them keep the event, so that something behind it is met.
        let keeping: Set<String> = mutator.number(below: 2) == 0 ? ["event", "programme"] : []
        var path =
            isOdd
            ? attack.path(route.pattern, odd: mutator.pick(segments), keeping: keeping) : attack.path(route.pattern)
        if mutator.number(below: 4) == 0 { path += "?" + pairs(&mutator, attack) }
        if route.method == .get { return try await attack.send(.get, path, as: who) }
        guard route.isAPI else {
            return try await attack.send(route.method, path, as: who, form: pairs(&mutator, attack))
        }
        let row = Routes.api.first { $0.route.method == route.method && $0.route.pattern == route.pattern }
        guard let schema = row?.request, mutator.number(below: 5) > 0 else {
            return try await attack.send(route.method, path, as: who, json: mutator.pick(whole))
        }
        let odd = mutator.pick(values)
        let bodies = Bodies(ids: attack.ids).changed(schema, "") { place -> [String] in
            if case .object = place { return [] }
            return [odd]
        }
        return try await attack.send(route.method, path, as: who, json: bodies.isEmpty ? odd : mutator.pick(bodies))
    }

    /// Some fields of a form or of a query, with odd values.
    private static func pairs(_ mutator: inout Mutator, _ attack: Attack) -> String {
        (0...mutator.number(below: 8)).map { _ in
            let name = mutator.pick(fields)
            let value =
                switch mutator.number(below: 4) {
                case 0: attack.ids[name] ?? "1"
                case 1: mutator.pick(segments)
                case 2: PercentCoding.encode(mutator.pick(values).replacing("\"", with: ""))
                default: PercentCoding.encode(mutator.pick(["1", "0", "on", "up", "vote", "en", "HR", "2026-11-30"]))
                }
            return "\(name)=\(value)"
        }.joined(separator: "&")
    }
}

import Domain
import Foundation
import Markup
import Storage
import Web

/// One request with everything that a handler may need: what was asked, who asks, and the services.
public struct Visit: Sendable {
    public let inbound: Inbound
    public internal(set) var visitor: Visitor
    public let services: Services
    public let language: Language
    /// Which commit the database stood at when it was read who asks; nothing for a guest.
    var commitNumber: Int64?

    var database: Database { services.database }
    var environment: Environment { services.environment }
    var now: Int64 { services.environment.now() }
    var settings: Settings { services.settings }

    /// - Parameter name: without the prefix that it has over HTTPS.
    func cookie(_ name: String) -> String? { services.cookie(name, of: inbound) }

    /// Reads what an answer shows, and makes its words in the visitor's language: bodies run on threads of their own, where the
    /// task's language is not known.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any Reading) throws -> Value) async throws -> Value {
        try await database.render(in: language, body)
    }

    /// As ``read(_:)``, but nothing is read where the same visitor was given the same in this second, and nothing was committed since.
    /// - Parameter key: with the visitor, the language and the second, all that the value depends on besides the database.
    func remember<Value: Sendable>(
        _ key: String..., body: @escaping @Sendable (any Reading) throws -> Value
    ) async throws -> Value {
        let who = "\(visitor.account?.id.description ?? "-") \(visitor.seat?.id.description ?? "-")"
        let key = "\(key.joined(separator: " ")) \(who) \(language.rawValue) \(now / 1000)"
        if let commitNumber, let known: Value = database.remembered(key, at: commitNumber) { return known }
        return try await read { reading in try reading.remember(key) { try body(reading) } }
    }

    func require(_ permission: Permission, in event: Event.ID, _ reading: any Reading) throws {
        try Policy.require(permission, in: event, visitor: visitor, reading)
    }

    /// The seat from which the visitor takes part in an event.
    /// - Throws: the refusal in words, where there is none.
    func seat(in event: Event.ID) throws -> Visitor.Seat {
        guard let seat = visitor.seat, seat.event == event else { throw Refusal.noSeat(visitor) }
        guard seat.isApproved else { throw Refusal.notApproved }
        return seat
    }

    /// Appends to the journal in the operation's own transaction.
    /// - Parameters:
    ///   - scope: `event:ID` or `programme:ID` or `directory` or `accounts`; live pages of an event follow its scope.
    ///   - subject: `issue:ID`, `round:ID` …
    ///   - kind: `issue.contribution`, `round.closure` …: the noun of the route.
    func record(_ tx: Transaction, scope: Scope, subject: String, kind: String, facts: [String: FactValue] = [:]) throws
    {
        try tx.append(
            JournalEntry(
                time: now, actor: visitor.journalName, scope: scope.description, subject: subject, kind: kind,
                facts: FactValue.object(facts).json))
    }
}

/// What a journal entry belongs to.
enum Scope: CustomStringConvertible {
    case event(Event.ID), programme(Programme.ID), directory, accounts
    /// A part of an event with live pages of its own, as ``CardPlace`` names it; its changes do not renew the whole room.
    case part(Event.ID, CardPlace)

    var description: String {
        switch self {
        case .event(let id): "event:\(id)"
        case .part(let id, let place): "event:\(id)/\(place)"
        case .programme(let id): "programme:\(id)"
        case .directory: "directory"
        case .accounts: "accounts"
        }
    }
}

/// A fact of a journal entry, written as canonical JSON (sorted keys, no spaces), since the hash chain covers the text.
enum FactValue: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    case text(String), number(Int), flag(Bool), list([FactValue]), object([String: FactValue]), null

    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .number(value) }
    init(booleanLiteral value: Bool) { self = .flag(value) }
    init(_ text: String?) { self = text.map { .text($0) } ?? .null }
    init(_ ids: [some LosslessStringConvertible]) { self = .list(ids.map { .text($0.description) }) }

    var json: String {
        switch self {
        case .text(let text): JSONText.quote(text)
        case .number(let number): String(number)
        case .flag(let flag): flag ? "true" : "false"
        case .list(let values): "[" + values.map(\.json).joined(separator: ",") + "]"
        case .object(let values):
            "{"
                + values.sorted { $0.key < $1.key }.map { JSONText.quote($0.key) + ":" + $0.value.json }.joined(
                    separator: ",") + "}"
        case .null: "null"
        }
    }
}

extension JSONText {
    /// Reads a JSON text of a column back into a type.
    static func decode<T: Decodable>(_ text: String, as type: T.Type = T.self) throws -> T {
        try JSONDecoder().decode(T.self, from: Data(text.utf8))
    }

    /// Canonical JSON: sorted keys, slashes as they are.
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

extension Database {
    /// Reads for a page and renders in its language: bodies run on threads of their own, where the task's language is not known.
    func render<Value: Sendable>(
        in language: Language = .current, _ body: @escaping @Sendable (any Reading) throws -> Value
    ) async throws -> Value {
        return try await read { reading in
            try Language.$current.withValue(language) { try body(reading) }
        }
    }
}

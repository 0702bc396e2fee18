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
    /// Who the visitor was found to be, by event: see ``membership(in:_:)``.
    var memberships = MembershipMemory()

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
        try Policy.require(permission, membership(in: event, reading))
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
    func record(_ tx: Transaction, scope: Scope, subject: String, kind: String, facts: [String: JSONValue] = [:]) throws
    {
        try tx.append(
            JournalEntry(
                time: now, actor: visitor.journalName, scope: scope.description, subject: subject, kind: kind,
                facts: JSONValue.object(facts).json))
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

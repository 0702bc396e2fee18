import Domain
import Storage
import Web

/// What the law gives each person (GDPR, articles 15 and 17): a copy of all that is theirs, and being forgotten.
///
/// Who did something is kept as an id everywhere, so that taking the name from an account, a seat and the directory takes it from
/// everything. What the room decided stays, with country and sector.
public enum PrivacyOperations {
    /// A person's data as JSON, a table after the other.
    public struct Copy: Sendable {
        public let json: String
        /// How many rows each table holds of the person, without empty ones.
        public let counts: [(table: String, rows: Int)]
    }

    public struct Erasure: Sendable {
        public let accounts: Int
        public let people: Int
        public let seats: Int
        /// Registrations, nominations and what they were asked before an event.
        public let records: Int
        /// How many texts that people wrote hold one of the names, which nobody but people can judge.
        public let mentions: [(name: String, texts: Int)]
    }

    /// - Parameter wanted: an e-mail address, or an id.
    /// - Returns: nil if nobody is found.
    public static func export(_ database: Database, _ wanted: String) async throws -> Copy? {
        try await database.read { reading -> Copy? in
            let store = PersonTraceStore(reading)
            let trace = try store.trace(wanted)
            guard !trace.isEmpty else { return nil }
            let tables = try store.rows(of: trace).filter { !$0.rows.isEmpty }
            let parts = try tables.map { table, rows in
                let lines = try rows.map { "    " + (try object($0)).json }
                return "  \(JSONValue.quote(table)): [\n\(lines.joined(separator: ",\n"))\n  ]"
            }
            return Copy(
                json: "{\n\(parts.joined(separator: ",\n"))\n}\n",
                counts: tables.map { (table: $0.table, rows: $0.rows.count) })
        }
    }

    /// - Throws: ``Refusal`` for the last account that administers the server.
    /// - Returns: nil if nobody is found.
    public static func erase(_ database: Database, _ environment: Environment, _ wanted: String) async throws
        -> Erasure?
    {
        try await database.write { tx -> Erasure? in
            let store = PersonTraceStore(tx)
            let trace = try store.trace(wanted)
            guard !trace.isEmpty else { return nil }
            let mentions = try store.names(of: trace).map { (name: $0, texts: try store.mentions(of: $0)) }
            let work = Work(tx, environment)
            let administrators = try AccountStore(tx).administrators()
            for person in trace.people { try MandateOperations.endAllIn(work, of: person) }
            try PersonTraceStore.erase(trace, now: work.now, tx)
            guard try administrators == 0 || AccountStore(tx).administrators() > 0 else {
                throw Refusal.lastAdministrator
            }
            for account in trace.accounts { try work.record(.accounts, "account:\(account)", "account.erasure") }
            for person in trace.people { try work.record(.directory, "person:\(person)", "person.erasure") }
            for seat in trace.seats {
                let event = try store.event(ofSeat: seat)
                try work.record(.event(event), "participant:\(seat)", "participant.erasure")
            }
            for (id, event) in try store.registrations(of: trace) {
                try work.record(.event(event), "registration:\(id)", "registration.erasure")
            }
            return Erasure(
                accounts: trace.accounts.count, people: trace.people.count, seats: trace.seats.count,
                records: trace.records.count,
                mentions: mentions.filter { $0.texts > 0 })
        }
    }

    private static func object(_ row: Row) throws -> JSONValue {
        var fields: [String: JSONValue] = [:]
        for column in row.columns {
            fields[column] =
                switch try row.get(column, as: SQLValue.self) {
                case .null: .null
                case .integer(let number): .whole(number)
                case .real(let number): .text("\(number)")
                case .text(let text): .text(text)
                case .boolean(let flag): .flag(flag)
                case .blob(let bytes): .text(Secret.hex(bytes))
                }
        }
        return .object(fields)
    }
}

import Domain
import Storage
import Web

/// The SQL that finds what belongs to one person, gives it out and takes it away.
struct PersonTraceStore {
    let reading: any Reading

    /// What stands in place of a name, in any language.
    static let erasedName = "—"

    init(_ reading: any Reading) { self.reading = reading }

    /// - Parameter wanted: an e-mail address, or the id of an account, of a person of the directory or of a seat.
    /// - Throws: ``Refusal/addressOfSeveral(_:)``.
    func trace(_ wanted: String) throws -> PersonTrace {
        let key = wanted.trimmed.lowercased()
        var trace = PersonTrace()
        let all = try bearers(of: [key])
        if let first = all.first(where: { !BearerName($0.name).isEmpty }) ?? all.first {
            trace.add(first)
            try complete(&trace)
            // An office has one address for all of its people: whose it is then is not guessed.
            if all.contains(where: { !trace.has($0) }) { throw Refusal.addressOfSeveral(all.map(\.words)) }
            return try finished(trace)
        }
        trace.accounts = try reading.all("SELECT id FROM account WHERE id = \(key)").map { try $0.get("id") }
        trace.people = try reading.all("SELECT id FROM person WHERE id = \(key)").map { try $0.get("id") }
        if trace.isEmpty,
            let seat = try reading.first("SELECT account_id, person_id FROM participant WHERE id = \(key)")
        {
            trace.accounts = try seat.get("account_id", as: Account.ID?.self).map { [$0] } ?? []
            trace.people = try seat.get("person_id", as: Person.ID?.self).map { [$0] } ?? []
            trace.seats = try reading.all("SELECT id FROM participant WHERE id = \(key)").map { try $0.get("id") }
        }
        if trace.isEmpty { try findRecords(key, &trace) }
        try complete(&trace)
        return try finished(trace)
    }

    /// Of somebody without account, entry and seat: by what stands for them, or by mail that was written to them.
    private func findRecords(_ key: String, _ trace: inout PersonTrace) throws {
        for (name, rows, _) in TableFacts.ofPersons {
            let table = SQL(verbatim: name)
            for case .address(let column, _) in rows.keys {
                let found = try reading.first(
                    "SELECT 1 AS found FROM \(table) WHERE \(SQL(verbatim: column)) = \(key) LIMIT 1")
                if found != nil { trace.addresses = [key] }
            }
            for case .record("id") in rows.keys {
                let found = try reading.first("SELECT 1 AS found FROM \(table) WHERE id = \(key)")
                if found != nil { trace.records = [key] }
            }
        }
    }

    /// An account and an entry of the directory that are linked, or have the same address and no other name, are one person; so are those
    /// who share a seat, or a registration. Looks until nobody more is found.
    private func complete(_ trace: inout PersonTrace) throws {
        while true {
            let before = trace
            let seats = try reading.all(
                """
                SELECT id, account_id, person_id FROM participant
                WHERE account_id IN \(in: trace.accounts) OR person_id IN \(in: trace.people) OR id IN \(in: trace.seats)
                    OR joined_into IN \(in: trace.seats)
                    OR id IN (SELECT joined_into FROM participant
                        WHERE id IN \(in: trace.seats) AND joined_into IS NOT NULL)
                """)
            trace.seats = Self.sorted(trace.seats, try seats.map { try $0.get("id") })
            trace.accounts = Self.sorted(trace.accounts, try seats.compactMap { try $0.get("account_id") })
            trace.people = Self.sorted(trace.people, try seats.compactMap { try $0.get("person_id") })
            let links = try reading.all(
                """
                SELECT id, person_id FROM account
                WHERE person_id IN \(in: trace.people) OR (id IN \(in: trace.accounts) AND person_id IS NOT NULL)
                """)
            trace.accounts = Self.sorted(trace.accounts, try links.map { try $0.get("id") })
            trace.people = Self.sorted(trace.people, try links.compactMap { try $0.get("person_id") })
            let addresses = try reading.all(
                """
                SELECT email FROM account WHERE id IN \(in: trace.accounts)
                UNION SELECT email FROM person WHERE id IN \(in: trace.people) AND email IS NOT NULL
                """)
            trace.addresses.formUnion(try addresses.map { try $0.get("email", as: String.self) })
            try addRecords(&trace)
            let names = try names(ofOne: trace)
            for bearer in try bearers(of: trace.addresses.sorted()) where bearer.isOne(of: names) { trace.add(bearer) }
            if trace == before { return }
        }
    }

    /// What stands for the person, and whom it names: the seat that came of a registration, the address of a nomination.
    private func addRecords(_ trace: inout PersonTrace) throws {
        for (name, rows, _) in TableFacts.ofPersons where rows.standsForSomebody {
            let keys = rows.keysOfSomebody
            let columns: [SQL] = keys.map { SQL(verbatim: $0.column) }
            let found = try reading.all(
                "SELECT \(columns.joined(", ")) FROM \(SQL(verbatim: name)) WHERE \(Self.condition(name, keys, trace))")
            for row in found {
                for key in keys { try Self.add(key, of: row, &trace) }
            }
        }
    }

    private static func add(_ key: PersonRows.Key, of row: Row, _ trace: inout PersonTrace) throws {
        switch key {
        case .account(let column):
            if let id = try row.get(column, as: Account.ID?.self) { trace.accounts = sorted(trace.accounts, [id]) }
        case .person(let column):
            if let id = try row.get(column, as: Person.ID?.self) { trace.people = sorted(trace.people, [id]) }
        case .seat(let column):
            if let id = try row.get(column, as: Participant.ID?.self) { trace.seats = sorted(trace.seats, [id]) }
        case .address(let column, _):
            let address = try row.get(column, as: String?.self) ?? ""
            if !address.isEmpty { trace.addresses.insert(address) }
        case .record(let column):
            if let id = try row.get(column, as: String?.self) { trace.records.insert(id) }
        case .actor: break
        }
    }

    private static func sorted<ID: Hashable & CustomStringConvertible>(_ known: [ID], _ more: [ID]) -> [ID] {
        Set(known + more).sorted { $0.description < $1.description }
    }

    /// All rows that are the person's or say who they are, by table, without what opens doors: as the features' tables tell of them.
    func rows(of trace: PersonTrace) throws -> [(table: String, rows: [Row])] {
        try TableFacts.ofPersons.map { name, rows, _ in
            let columns = rows.columns.isEmpty ? "*" : rows.columns.joined(separator: ", ")
            let order: SQL = rows.sortedBy.map { "ORDER BY \(SQL(verbatim: $0))" } ?? ""
            let found = try reading.all(
                "SELECT \(SQL(verbatim: columns)) FROM \(SQL(verbatim: name)) WHERE \(Self.condition(name, rows.keys, trace)) \(order)"
            )
            return (table: name, rows: try name == "import_memory" ? found + remembered(trace) : found)
        }
    }

    /// Whether a row is the person's by one of its columns. Of what stands for somebody an address has found the row already, by its name.
    private static func condition(_ table: String, _ keys: [PersonRows.Key], _ trace: PersonTrace) -> SQL {
        let isByID = keys.contains { if case .record("id") = $0 { true } else { false } }
        let parts: [SQL] = keys.compactMap { key in
            let column = SQL(verbatim: key.column)
            switch key {
            case .account: return "\(column) IN \(in: trace.accounts)"
            case .person: return "\(column) IN \(in: trace.people)"
            case .seat: return "\(column) IN \(in: trace.seats)"
            case .actor: return "\(column) IN \(in: trace.actors)"
            case .address where isByID: return nil
            case .address(_, let names):
                let own: SQL = "\(column) IN \(in: trace.addresses.subtracting(trace.shared).sorted())"
                guard let name = names.first.map({ SQL(verbatim: $0) }), let written = trace.writtenTo[table] else {
                    return own
                }
                return "(\(own) OR \(column) IN \(in: trace.addresses.sorted()) AND \(name) IN \(in: written))"
            case .record: return "\(column) IN \(in: trace.records.sorted())"
            }
        }
        return parts.joined(" OR ")
    }

    /// The spellings of others' answers, for files that are not the person's own, that say who the person is.
    private func remembered(_ trace: PersonTrace) throws -> [Row] {
        let scopes = trace.accounts.map { "account:\($0)" }
        let others = try RememberedSpellingStore(reading).found(spellings(of: trace)).filter {
            !scopes.contains($0.memory.scope)
        }
        return try others.flatMap { memory, spellings in
            try reading.all(
                """
                SELECT kind, CAST(\(spellings.joined(separator: "; ")) AS TEXT) AS spellings, used_at FROM import_memory
                WHERE scope = \(memory.scope) AND kind = \(memory.kind) AND fingerprint = \(memory.fingerprint)
                """)
        }
    }

    /// - Throws: ``Refusal/notFound``.
    func event(ofSeat seat: Participant.ID) throws -> Event.ID {
        let event = try reading.value("SELECT event_id FROM participant WHERE id = \(seat)", as: Event.ID.self)
        guard let event else { throw Refusal.notFound }
        return event
    }

    func registrations(of trace: PersonTrace) throws -> [(Registration.ID, Event.ID)] {
        try reading.all("SELECT id, event_id FROM registration WHERE id IN \(in: trace.records.sorted()) ORDER BY id")
            .map { (try $0.get("id"), try $0.get("event_id")) }
    }

    /// How many texts that people wrote hold the word: what they say of a person by name is not found by any id.
    /// Upper and lower case are the same where the engine knows them.
    func mentions(of word: String) throws -> Int {
        let pattern = "%" + word.replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_") + "%"
        var count = 0
        for table in TableFacts.all where !table.texts.isEmpty {
            let matches: [SQL] = table.texts.map { column in
                let name = SQL(verbatim: "\"\(column)\"")
                return "(\(name) LIKE \(pattern) ESCAPE '!' OR LOWER(\(name)) LIKE \(pattern.lowercased()) ESCAPE '!')"
            }
            let name = SQL(verbatim: table.name)
            count +=
                try reading.value("SELECT COUNT(*) FROM \(name) WHERE \(matches.joined(" OR "))", as: Int.self) ?? 0
        }
        return count
    }

    func names(of trace: PersonTrace) throws -> [String] {
        let people = try reading.all("SELECT family_name FROM person WHERE id IN \(in: trace.people)")
        let accounts = try reading.all("SELECT name FROM account WHERE id IN \(in: trace.accounts)")
        let seats = try reading.all("SELECT name FROM participant WHERE id IN \(in: trace.seats)")
        let records = trace.records.sorted()
        let named = try reading.all(
            """
            SELECT given_name, family_name FROM registration WHERE id IN \(in: records)
            UNION SELECT given_name, family_name FROM nomination WHERE id IN \(in: records)
            """)
        let both = try named.map {
            try "\($0.get("given_name", as: String.self)) \($0.get("family_name", as: String.self))"
        }
        let whole = try (accounts + seats).map { try $0.get("name", as: String.self) } + both.map(\.trimmed)
        let families = try (people + named).map { try $0.get("family_name", as: String.self) }
        return Set(families + whole).filter { $0.count > 2 }
            .sorted()
    }

    /// How an import may have remembered the person.
    private func spellings(of trace: PersonTrace) throws -> RememberedSpellingStore.Names {
        .init(try names(of: trace), addresses: trace.addresses.sorted())
    }

    /// Takes away what names the person, as the features' tables tell of it. What the room decided stays: texts, tallies, seats without a
    /// name, and the journal, which names nobody.
    static func erase(_ trace: PersonTrace, now: Int64, _ tx: Transaction) throws {
        try RememberedSpellingStore.forget(try PersonTraceStore(tx).spellings(of: trace), tx)
        // Seats first: they refer to the directory.
        try eraseNames(of: "id IN \(in: trace.seats)", now: now, tx)
        for table in TableFacts.all {
            guard case .emptied = table.erasure else { continue }
            try tx.execute("DELETE FROM \(SQL(verbatim: table.name))")
        }
        for (name, rows, erasure) in TableFacts.ofPersons {
            let isBySeatAlone = rows.keys.allSatisfy { if case .seat = $0 { true } else { false } }
            if isBySeatAlone { continue }
            try apply(erasure, to: name, where: condition(name, rows.keys, trace), now: now, tx)
        }
    }

    /// Country and sector stay: they weigh in what was counted.
    /// - Parameter seats: a condition on `participant`.
    static func eraseNames(of seats: SQL, now: Int64, _ tx: Transaction) throws {
        let names = try tx.all("SELECT name FROM participant WHERE \(seats)").map {
            try $0.get("name", as: String.self)
        }
        try RememberedSpellingStore.forget(.init(names), tx)
        try tx.execute(
            """
            UPDATE person SET released_at = \(now)
            WHERE id IN (SELECT person_id FROM participant WHERE person_id IS NOT NULL AND \(seats))
            """)
        for (name, rows, erasure) in TableFacts.ofPersons {
            for case .seat(let column) in rows.keys {
                let condition: SQL = "\(SQL(verbatim: column)) IN (SELECT id FROM participant WHERE \(seats))"
                try apply(erasure, to: name, where: condition, now: now, tx)
            }
        }
    }

    /// Of those who never had a seat: who was asked, named, or waited in vain.
    static func eraseNames(besidesSeatsOf event: Event.ID, now: Int64, _ tx: Transaction) throws {
        for table in TableFacts.all {
            let condition: SQL
            switch table.namesOfEvent {
            case nil: continue
            case .column(let column): condition = "\(SQL(verbatim: column)) = \(event)"
            case .through(let column, let parent):
                condition =
                    "\(SQL(verbatim: column)) IN (SELECT id FROM \(SQL(verbatim: parent)) WHERE event_id = \(event))"
            }
            try apply(table.erasure, to: table.name, where: condition, now: now, tx)
        }
    }

    private static func apply(
        _ erasure: Erasure, to table: String, where condition: SQL, now: Int64, _ tx: Transaction
    ) throws {
        let table = SQL(verbatim: table)
        switch erasure {
        case .kept, .emptied: break
        case .deleted: try tx.execute("DELETE FROM \(table) WHERE \(condition)")
        case .blanked(let blanks):
            let columns: [SQL] = blanks.sorted { $0.key < $1.key }.map { name, blank in
                let column = SQL(verbatim: name)
                switch blank {
                case .nothing: return "\(column) = NULL"
                case .empty: return "\(column) = ''"
                case .no: return "\(column) = \(false)"
                case .dash: return "\(column) = \(erasedName)"
                case .noAddress: return "\(column) = 'erased-' || id || '@invalid'"
                case .now: return "\(column) = \(now)"
                case .next: return "\(column) = \(column) + 1"
                }
            }
            try tx.execute("UPDATE \(table) SET \(columns.joined(", ")) WHERE \(condition)")
        }
    }
}

import Domain
import Storage
import Web

/// A name as it is compared where an address alone says whose something is: an office has one for all of its people.
struct BearerName: Sendable, Hashable {
    private let words: Set<String>

    init(_ text: String) {
        words = Set(Folded.text(text).split { !$0.isLetter && !$0.isNumber }.map { String($0) })
    }

    var isEmpty: Bool { words.isEmpty }

    /// Whether all words of the shorter stand in the longer; a letter alone stands for any word that begins with it.
    func isSame(as other: BearerName) -> Bool {
        let (few, many) = words.count <= other.words.count ? (words, other.words) : (other.words, words)
        guard few.contains(where: { $0.count > 1 }) else { return false }
        return few.allSatisfy { word in
            many.contains { $0 == word || word.count == 1 && $0.hasPrefix(word) || $0.count == 1 && word.hasPrefix($0) }
        }
    }
}

/// An account, an entry of the directory, or a row that stands for somebody, with an address.
struct AddressBearer: Sendable {
    enum Kind: Sendable { case account, person, record }

    let kind: Kind
    let id: String
    let name: String
    /// What else says whose it is: accounts, people of the directory and seats.
    var others: [String] = []

    /// For who keeps the server.
    var words: String { name.isEmpty ? id : "\(name) (\(id))" }

    /// - Parameter names: of one person. Where nobody is named it is theirs, unless it says by an id that it is somebody's.
    func isOne(of names: Set<BearerName>) -> Bool {
        let own = BearerName(name)
        return own.isEmpty ? others.isEmpty : names.contains { $0.isSame(as: own) }
    }
}

extension PersonTrace {
    mutating func add(_ bearer: AddressBearer) {
        switch bearer.kind {
        case .account: accounts = Set(accounts + [Account.ID(bearer.id)].compactMap { $0 }).sorted()
        case .person: people = Set(people + [Person.ID(bearer.id)].compactMap { $0 }).sorted()
        case .record: records.insert(bearer.id)
        }
    }

    func has(_ bearer: AddressBearer) -> Bool {
        switch bearer.kind {
        case .account: accounts.contains { $0.description == bearer.id }
        case .person: people.contains { $0.description == bearer.id }
        case .record: records.contains(bearer.id)
        }
    }
}

extension PersonTraceStore {
    /// Who has one of the addresses.
    func bearers(of addresses: [String]) throws -> [AddressBearer] {
        let accounts = try reading.all("SELECT id, name FROM account WHERE email IN \(in: addresses) ORDER BY id")
        let people = try reading.all(
            "SELECT id, given_name, family_name FROM person WHERE email IN \(in: addresses) ORDER BY id")
        var bearers = try accounts.map {
            AddressBearer(kind: .account, id: try $0.get("id"), name: try $0.get("name"))
        }
        bearers += try people.map {
            AddressBearer(
                kind: .person, id: try $0.get("id"), name: try Self.joined(["given_name", "family_name"], $0))
        }
        for (table, keys, column, names) in Self.addressed {
            guard keys.contains(where: { if case .record("id") = $0 { true } else { false } }) else { continue }
            let rows = try reading.all(
                "SELECT * FROM \(SQL(verbatim: table)) WHERE \(SQL(verbatim: column)) IN \(in: addresses) ORDER BY id")
            for row in rows {
                var bearer = AddressBearer(kind: .record, id: try row.get("id"), name: try Self.joined(names, row))
                bearer.others = try keys.compactMap { key in
                    switch key {
                    case .account(let name), .person(let name), .seat(let name):
                        try row.get(name, as: String?.self)
                    default: nil
                    }
                }
                bearers.append(bearer)
            }
        }
        return bearers
    }

    /// Tables with an address that says whose a row is.
    private static let addressed: [(table: String, keys: [PersonRows.Key], column: String, names: [String])] =
        TableFacts.ofPersons.flatMap {
            table, rows, _ in
            rows.keys.compactMap { key in
                guard case .address(let column, let names) = key else { return nil }
                return (table: table, keys: rows.keys, column: column, names: names)
            }
        }

    private static func joined(_ columns: [String], _ row: Row) throws -> String {
        try columns.map { try row.get($0, as: String.self) }.joined(separator: " ").trimmed
    }

    /// What the person is called wherever they are known.
    func names(ofOne trace: PersonTrace) throws -> Set<BearerName> {
        var names = try reading.all("SELECT name FROM account WHERE id IN \(in: trace.accounts)").map {
            try $0.get("name", as: String.self)
        }
        names += try reading.all("SELECT name FROM participant WHERE id IN \(in: trace.seats)").map {
            try $0.get("name", as: String.self)
        }
        names += try reading.all("SELECT given_name, family_name FROM person WHERE id IN \(in: trace.people)").map {
            try Self.joined(["given_name", "family_name"], $0)
        }
        for (table, keys, _, columns) in Self.addressed where !columns.isEmpty {
            guard keys.contains(where: { if case .record("id") = $0 { true } else { false } }) else { continue }
            let rows = try reading.all(
                "SELECT * FROM \(SQL(verbatim: table)) WHERE id IN \(in: trace.records.sorted())")
            names += try rows.map { try Self.joined(columns, $0) }
        }
        return Set(names.map { BearerName($0) }).filter { !$0.isEmpty }
    }

    /// With what others have too, and under what name the person is written to.
    func finished(_ trace: PersonTrace) throws -> PersonTrace {
        var trace = trace
        for address in trace.addresses.sorted()
        where try bearers(of: [address]).contains(where: { !trace.has($0) }) {
            trace.shared.insert(address)
        }
        guard !trace.shared.isEmpty else { return trace }
        let names = try names(ofOne: trace)
        for (table, _, column, columns) in Self.addressed where columns.count == 1 {
            let name = SQL(verbatim: columns[0])
            let rows = try reading.all(
                """
                SELECT DISTINCT \(name) AS name FROM \(SQL(verbatim: table))
                WHERE \(SQL(verbatim: column)) IN \(in: trace.shared.sorted())
                """)
            trace.writtenTo[table] = try rows.map { try $0.get("name", as: String.self) }.filter { told in
                names.contains { $0.isSame(as: BearerName(told)) }
            }
        }
        return trace
    }
}

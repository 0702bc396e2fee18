import Domain
import Storage
import Web

/// Who administers the server sees addresses whatever people chose; that they did is written down. Of a person once a day, and of a list;
/// of a file each time, with how many addresses stood in it.
enum AddressReading {
    static let kind = "address.reading"

    static func note(_ visit: Visit, of person: Person.ID) async throws {
        try await note(visit, "person:\(person)", ["what": "person"])
    }

    static func noteList(_ visit: Visit, of people: [PersonRecord]) async throws {
        let count = people.count { $0.fields.email != nil }
        guard count > 0 else { return }
        try await note(visit, "people", ["what": "list"])
    }

    static func noteFile(_ visit: Visit, _ addresses: Int) async throws {
        guard addresses > 0 else { return }
        try await note(visit, "people", ["what": "file", "people": .whole(addresses)], isEach: true)
    }

    private static func note(
        _ visit: Visit, _ subject: String, _ facts: [String: JSONValue], isEach: Bool = false
    ) async throws {
        guard let account = visit.visitor.account, account.isAdministrator else { return }
        let today = visit.now - visit.now % EpochTime.day
        let actor = visit.visitor.journalName ?? ""
        let isKnown = try await visit.database.read { reading in
            try !isEach && AddressReadingStore(reading).isNoted(subject, by: actor, since: today)
        }
        guard !isKnown else { return }
        // Beside the directory, not in it: what was read changes nothing there.
        try await visit.database.write { tx in try Work(tx, visit).record(.accounts, subject, kind, facts) }
    }
}

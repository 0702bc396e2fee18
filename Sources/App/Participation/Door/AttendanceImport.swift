import Domain
import Foundation
import Storage
import Web

/// Whose rows a list has: by code, then by e-mail address; names are only ever matched by hand.
struct AttendanceMatch: Sendable {
    struct Found: Sendable {
        let person: ParticipantRecord
        let rows: [AttendanceList.Row]
        var minutes: Int { AttendanceList.minutes(of: rows) }
    }

    struct Open: Sendable {
        let row: AttendanceList.Row
        /// Who shares a word of the name, the likeliest first.
        let likely: [ParticipantRecord]
    }

    let found: [Found]
    let open: [Open]
    /// How many more rows are nobody's than can be asked about on one page.
    let unasked: Int
    let people: [ParticipantRecord]

    private static let mostLikely = 12
    static let mostOpen = 500

    init(_ list: AttendanceList, of event: Event.ID, _ reading: any Reading) throws {
        let store = AttendanceStore(reading)
        people = try store.people(of: event).map(\.person)
        let byAddress = Dictionary(grouping: try store.addresses(of: event)) { $0.address.lowercased() }
            .mapValues { Set($0.map(\.participant)) }
        let byID = Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0) })
        var rows: [Participant.ID: [AttendanceList.Row]] = [:]
        var left: [AttendanceList.Row] = []
        for row in list.rows {
            // An address of two people is nobody's.
            let addressed = byAddress[row.email.lowercased()] ?? []
            let id = try Self.person(code: row.code, of: event, store) ?? (addressed.count == 1 ? addressed.first : nil)
            if let id, byID[id] != nil { rows[id, default: []].append(row) } else { left.append(row) }
        }
        found = people.compactMap { person in rows[person.id].map { Found(person: person, rows: $0) } }
        (open, unasked) = (Self.open(left.prefix(Self.mostOpen), people), max(0, left.count - Self.mostOpen))
    }

    private static func open(_ rows: some Sequence<AttendanceList.Row>, _ people: [ParticipantRecord]) -> [Open] {
        var named: [Substring: [Int]] = [:]
        for (index, person) in people.enumerated() {
            for word in words(person.name) { named[word, default: []].append(index) }
        }
        return rows.map { row in
            var shared: [Int: Int] = [:]
            for word in words(row.name) {
                for index in named[word] ?? [] { shared[index, default: 0] += 1 }
            }
            let likely = shared.map { (person: people[$0.key], shared: $0.value) }
                .sorted { ($1.shared, $0.person.name) < ($0.shared, $1.person.name) }
            return Open(row: row, likely: likely.prefix(mostLikely).map(\.person))
        }
    }

    private static func words(_ name: String) -> Set<Substring> {
        Set(Folded.text(name).split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 1 })
    }

    private static func person(code: String, of event: Event.ID, _ store: AttendanceStore) throws -> Participant.ID? {
        guard (6...40).contains(code.utf8.count) else { return nil }
        if let card = try store.person(card: code.uppercased()) { return card.event == event ? card.id : nil }
        let link = try JoiningStore(store.reading).seat(link: Secret.digest(code))
        return link.flatMap { $0.event == event ? $0.id : nil }
    }
}

enum AttendanceImport {
    /// What is noted of a list: of each person how many minutes.
    struct Outcome: Sendable, Hashable {
        var noted = 0
        var known = 0
        var none = 0
    }

    /// - Parameters:
    ///   - minutes: by person; nobody is noted for none.
    ///   - list: names the list, so that taking it over again notes nothing twice.
    static func take(
        _ visit: Visit, _ event: Event.ID, day: String, minutes: [Participant.ID: Int], list: String
    ) async throws -> Outcome {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            return try takeIn(Work(tx, visit), event, day: day, minutes: minutes, list: list)
        }
    }

    static func takeIn(
        _ work: Work, _ event: Event.ID, day: String, minutes: [Participant.ID: Int], list: String
    ) throws -> Outcome {
        let record = try EventStore(work.tx).event(event)
        guard EventDays.has(day, record) else {
            throw Refusal.invalid(["day": L("Choose one of the days of the event.")])
        }
        let store = AttendanceStore(work.tx)
        let people = Set(try store.people(of: event).map(\.id))
        let noon = EventClock(zone: record.timeZone).milliseconds("\(day)T12:00") ?? work.now
        var outcome = Outcome()
        for (person, minutes) in minutes.sorted(by: { $0.key < $1.key }) where people.contains(person) {
            guard minutes > 0 else {
                outcome.none += 1
                continue
            }
            var nonce = Secret.hex(Sodium.hash("import:\(event):\(day):\(person):\(list)".utf8).prefix(16))
            if let known = try store.note(nonce: nonce) {
                guard known.isUndone else {
                    outcome.known += 1
                    continue
                }
                nonce = Secret.hex(work.environment.random(16))
            }
            try DeskOperations.noteIn(
                work, event,
                .init(
                    participant: person, day: day, at: min(noon, work.now), via: .list, device: "", nonce: nonce,
                    minutes: min(minutes, 1_440)))
            outcome.noted += 1
        }
        try work.record(
            .event(event), "event:\(event)", "attendance.import",
            ["day": .text(day), "count": .whole(outcome.noted)])
        return outcome
    }
}
